import { join } from 'node:path'
import type { Call } from '../../src/client/connect.ts'
import { contract, type CallInput, type CallName, type CallOutput } from '../../src/contract/contract.ts'

const CALL_NAMES = Object.keys(contract) as CallName[]

const SQUARE = (left: number, top: number) => [
  [left, top] as const,
  [left + 60, top] as const,
  [left + 60, top + 60] as const,
  [left, top + 60] as const,
]

interface Folders {
  /** A copy of the sample clinic with `loose.jpg`, `Ray/03-04-2025/front.jpg` and `Ray/empty.jpg` beside it. */
  readonly clinic: string
  /** Where the program may write. */
  readonly out: string
}

/**
 * Makes every call of the contract at least once on a clinic, and those that write a file also with an original as its
 * target. Answers with the calls of the contract that were not made: none.
 */
export async function callEverything(rawCall: Call, { clinic, out }: Folders): Promise<readonly CallName[]> {
  const made = new Set<CallName>()
  const call = <N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> => {
    made.add(name)
    return rawCall(name, input)
  }
  const refused = async <N extends CallName>(name: N, input: CallInput<N>): Promise<void> => {
    const wasDone = await call(name, input).then(
      () => true,
      () => false,
    )
    if (wasDone) throw new Error(`${name} did what it must refuse`)
  }

  await call('folders.list', { folder: clinic })
  await call('imports.preview', { folder: clinic })
  await call('imports.setDayOrder', { folder: clinic, order: 'day-first' })
  await call('imports.sayView', { folder: clinic, word: 'loose', view: 'top' })
  await call('imports.correct', {
    folder: clinic,
    said: [{ kind: 'client', read: 'Ray', said: { name: 'Ray Charles' } }],
  })
  await call('imports.run', { folder: clinic })
  await call('imports.run', { folder: clinic })
  await call('imports.lookAgain', {})
  await call('imports.roots', {})
  await call('app.info', {})
  await call('catalogue.leftOut', {})

  const clients = await call('clients.list', {})
  const client = need(clients.find(({ name }) => name === 'Hartmann, Jonas'))
  const { visits } = await call('clients.get', { id: client.id })
  await call('clients.rename', { id: client.id, name: 'Hartmann, J.' })
  const fronts = await call('photos.list', { clientId: client.id, view: 'front' })
  const before = need(fronts[0])
  const after = need(fronts.at(-1))
  const pair = { beforeId: before.id, afterId: after.id }
  await call('photos.get', { id: before.id })
  await call('photos.cameraSettings', { id: before.id })
  await call('photos.correct', { id: before.id, phase: 'pre-treatment' })

  const visit = need(visits[0]).id
  await call('visits.clock', { visit })
  // Photos without a time have no clock to shift.
  await call('visits.shiftClock', { visit, minutes: 60 }).catch(() => undefined)
  await call('visits.undoClockShift', { shift: 1 }).catch(() => undefined)

  await call('imports.alike', { photo: before.id })
  const { former, formerWord } = await call('imports.correctAlike', { photo: after.id, view: 'crown' })
  await call('corrections.takeBack', { readings: former, word: formerWord })

  await call('needs.counts', {})
  const [asked = before.id] = await call('needs.list', { need: 'date' })
  await call('needs.item', { need: 'date', photo: asked })
  await call('needs.names', { photo: asked })
  await call('needs.views', {})
  await call('needs.view', { photos: [asked], view: 'back' })
  await call('needs.files', {})
  await call('needs.settle', { need: 'date', photo: asked, scope: 'photo' })
  await call('needs.settlePhotos', { need: 'phase', photos: [asked] })
  await call('needs.reopen', { need: 'date', photos: [asked] })
  await call('needs.settleFiles', { folder: clinic, code: 'empty-file', isSettled: true })
  await call('needs.phase', { photo: asked, scope: 'photo', phase: 'healed' })
  await call('needs.alike', { photo: asked })
  await call('needs.placeBack', await call('needs.nestedNames', { photo: asked, client: 'outer' }))
  await call('needs.placeBack', await call('needs.nobody', { photo: before.id, name: 'Hartmann, Jonas' }))
  const placed = await call('needs.place', { photo: asked, scope: 'alike', client: 'Somebody' })
  await call('needs.placeBack', placed)

  await call('registrations.prepare', pair)
  await call('registrations.align', pair)
  const found = need(await call('registrations.get', pair))
  const points = [
    { before: [200, 200], after: [210, 205] },
    { before: [400, 260], after: [408, 270] },
  ] as const
  await call('registrations.byHand', {
    ...pair,
    points: points.map(({ before: [x, y], after: [u, v] }) => ({ before: [x, y], after: [u, v] })),
    snap: true,
    keep: false,
  })
  await call('registrations.place', { ...pair, afterToBefore: need(found.afterToBefore), points: [] })
  await call('registrations.earlier', pair)
  await call('registrations.bringBack', pair)
  await call('registrations.alignSeries', { clientId: client.id, view: 'front' })
  await call('registrations.alignFiles', { before: before.file, after: after.file })
  await call('registrations.comparability', pair)
  await call('reshoot.card', { clientId: client.id, view: 'front' })
  await call('scales.set', { photo: before.id, pixelsPerMm: 8 })
  await call('scales.get', { photo: before.id })

  const { photoId } = await call('fade.baseline', { clientId: client.id, view: 'front' })
  const regions = { treated: [SQUARE(420, 300)], bare: [SQUARE(420, 520)] }
  await call('regions.set', { photo: need(photoId), ...regions })
  await call('regions.get', { photo: need(photoId) })
  await call('fade.timeline', { clientId: client.id, view: 'front' })
  await call('fade.measureFiles', { id: 'pair', baseline: before.file, visit: after.file, ...regions })

  const image = join(out, 'portfolio.jpg')
  const layout = { ...pair, layout: 'wipe' } as const
  await call('exports.create', { ...layout, file: image })
  await call('exports.verify', { file: image })
  await refused('exports.create', { ...layout, file: before.file })
  await refused('catalogue.backUp', { file: after.file })

  await call('catalogue.check', { removeOrphans: true })
  const { file: copy } = await call('catalogue.backUp', {})
  await call('catalogue.backups', {})
  await call('imports.sample', {})
  await call('imports.newest', {})
  const [newest] = await call('imports.history', {})
  await call('imports.undo', { id: need(newest).id })
  await call('missing.list', {})
  await call('missing.forget', { photos: [before.id] })
  await refused('catalogue.restore', { file: before.file })
  await call('catalogue.restore', { file: copy })
  await call('catalogue.reopen', {})
  return CALL_NAMES.filter((name) => !made.has(name))
}

function need<T>(value: T | null | undefined): T {
  if (value === undefined || value === null) throw new Error('The clinic is not what this test takes it for')
  return value
}
