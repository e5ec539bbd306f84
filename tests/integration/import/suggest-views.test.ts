import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { createHeadFinder } from '../../../src/backend/alignment/create-head-finder.ts'
import { createComparison } from '../../../src/backend/services/import/compare-with-named.ts'
import { settleSuggestions, suggestViews } from '../../../src/backend/services/import/suggest-views.ts'
import type { HeadClues } from '../../../src/domain/reading/head-clues.ts'
import { VIEWS_WITHOUT_FACE } from '../../../src/domain/reading/view-by-likeness.ts'
import { viewFromHead, type FromHead } from '../../../src/domain/reading/view-from-head.ts'
import { noise } from '../imaging/made-photos.ts'
import { openImportDesk, writeFiles, type ImportDesk } from './import-desk.ts'

const HEADS = join(import.meta.dirname, '../../../../shared/data/heads')
const PHOTOS = 'dev/Client 0001 A'
const CROWN = join(HEADS, PHOTOS, '2024-01-15 Day 0 fresh/IMG_2352.jpg')
const LATER_CROWN = join(HEADS, PHOTOS, '2024-08-12 7 months/IMG_2426.jpg')
const FRONT = join(HEADS, PHOTOS, '2024-01-15 Day 0 fresh/IMG_2350.jpg')

function copyIn(desk: ImportDesk, files: Readonly<Record<string, string>>): void {
  for (const [name, from] of Object.entries(files)) {
    const to = join(desk.folder, name)
    mkdirSync(dirname(to), { recursive: true })
    copyFileSync(from, to)
  }
}

const viewsOf = (desk: ImportDesk) =>
  Object.fromEntries(
    desk.catalogue.photos
      .list({})
      .map(({ file, view, viewSource }) => [file.slice(desk.folder.length + 1), `${view} (${viewSource})`]),
  )

/** The view that a rendered head was made to show. */
function truthOf(split: string, name: string): string {
  const file = join(HEADS, 'truth', split, name.replace('.jpg', '.json'))
  return (JSON.parse(readFileSync(file, 'utf8')) as { readonly view: string }).view
}

describe.skipIf(!existsSync(HEADS))('views that no name tells (rendered heads)', () => {
  test('are suggested from the picture, and from behind once a person said which view that is', async () => {
    const desk = openImportDesk({ suggestsViews: {} })
    const day = '2024-01-15 Day 0 fresh'
    copyIn(
      desk,
      Object.fromEntries(
        readdirSync(join(HEADS, PHOTOS, day)).map((name) => [
          `Mills/${day}/${name}`,
          join(HEADS, PHOTOS, day, name),
        ]),
      ),
    )
    const stages = new Set<string>()
    const report = await desk.run({ onProgress: ({ stage }) => stages.add(stage) })
    expect(report.viewsSuggested).toBe(4)
    expect([...stages]).toEqual(['looking', 'reading', 'recognising'])
    expect(viewsOf(desk)).toEqual({
      [`Mills/${day}/IMG_2350.jpg`]: 'front (guess)',
      [`Mills/${day}/IMG_2351.jpg`]: 'top (guess)',
      [`Mills/${day}/IMG_2352.jpg`]: 'unknown (none)',
      [`Mills/${day}/IMG_2353.jpg`]: 'left-profile (guess)',
      [`Mills/${day}/IMG_2354.jpg`]: 'right-profile (guess)',
    })

    const behind = desk.catalogue.photos.list({ view: 'unknown' })[0]
    desk.catalogue.photos.correct(behind.id, { view: 'crown' })
    copyIn(desk, { 'Mills/2024-08-12/IMG_2426.jpg': LATER_CROWN })
    expect((await desk.run()).viewsSuggested).toBe(1)
    expect(viewsOf(desk)['Mills/2024-08-12/IMG_2426.jpg']).toBe('crown (guess)')
  })

  test('follow when a person names one of the client from behind, and give way again', async () => {
    const desk = openImportDesk({ suggestsViews: {} })
    copyIn(desk, { 'Mills/2024-01-15/IMG_1.jpg': CROWN, 'Mills/2024-08-12/IMG_2.jpg': LATER_CROWN })
    await desk.run()
    const [first, second] = desk.catalogue.photos.list({})
    desk.catalogue.photos.correct(first.id, { view: 'back' })
    settleSuggestions(desk.catalogue, [first.clientId])
    expect(desk.catalogue.photos.find(second.id)).toMatchObject({ view: 'back', viewSource: 'guess' })
    desk.catalogue.photos.correct(first.id, { view: 'scar' })
    settleSuggestions(desk.catalogue, [first.clientId])
    expect(desk.catalogue.photos.find(second.id)).toMatchObject({ view: 'unknown', viewSource: 'none' })
  })

  test('are not looked at where a name or a person tells them', async () => {
    const desk = openImportDesk({ suggestsViews: {} })
    copyIn(desk, { 'Mills/2024-01-15/top.jpg': FRONT })
    await desk.run()
    expect(viewsOf(desk)).toEqual({ 'Mills/2024-01-15/top.jpg': 'top (file-name)' })
    expect(desk.looks).toEqual([])
  })

  test('that there was no time for are looked at by the next import, once', async () => {
    const desk = openImportDesk({ suggestsViews: { budgetMs: -1 } })
    copyIn(desk, { 'Mills/2024-01-15/IMG_1.jpg': FRONT })
    expect((await desk.run()).viewsSuggested).toBe(0)
    desk.budget.ms = 60_000
    expect((await desk.run()).viewsSuggested).toBe(1)
    await desk.run()
    expect(desk.looks).toHaveLength(1)
  })

  test('are right wherever likeness tells one, over all rendered heads', async () => {
    const desk = openImportDesk()
    const truths = new Map<string, string>()
    for (const split of ['dev', 'closeup']) {
      for (const name of readdirSync(join(HEADS, split), { recursive: true, encoding: 'utf8' })) {
        if (!name.endsWith('.jpg')) continue
        const view = truthOf(split, name)
        const as = `${split} ${name.replace(/IMG_\d+/, view)}`
        copyIn(desk, { [as]: join(HEADS, split, name) })
        truths.set(join(desk.folder, as), view)
      }
    }
    await desk.run()
    const compare = createComparison(desk)
    const wrong: string[] = []
    let right = 0
    for (const photo of desk.catalogue.photos.list({})) {
      const like = await compare(photo, VIEWS_WITHOUT_FACE)
      if (like === `like-${truths.get(photo.file)}`) right += 1
      else if (like !== null) wrong.push(`${photo.file}: ${like}`)
    }
    expect(truths.size).toBe(80)
    expect(wrong).toEqual([])
    expect(right).toBeGreaterThanOrEqual(5)
  })

  test('are right wherever one is suggested, over all rendered heads', { timeout: 120_000 }, async () => {
    const heads = createHeadFinder()
    onTestFinished(() => heads.close())
    const truths: Readonly<Record<string, FromHead>> = {
      front: 'front',
      top: 'top',
      crown: 'from-behind',
      left: 'left-profile',
      right: 'right-profile',
    }
    const wrong: string[] = []
    let named = 0
    let all = 0
    for (const split of ['dev', 'closeup']) {
      for (const name of readdirSync(join(HEADS, split), { recursive: true, encoding: 'utf8' })) {
        if (!name.endsWith('.jpg')) continue
        const view = truthOf(split, name)
        const pictured = viewFromHead(await heads.look(join(HEADS, split, name)))
        all += 1
        if (pictured !== 'unclear') named += 1
        if (pictured !== 'unclear' && pictured !== truths[view]) wrong.push(`${name}: ${pictured}`)
      }
    }
    expect(all).toBe(80)
    expect(wrong).toEqual([])
    expect(named).toBeGreaterThanOrEqual(40)
  })
})

test('a picture without a head gets no view', async () => {
  const desk = openImportDesk({ suggestsViews: {} })
  await writeFiles(desk.folder, { 'Mills/2024-01-15/IMG_1.jpg': noise(1).jpeg().toBuffer() })
  expect((await desk.run()).viewsSuggested).toBe(0)
  expect(viewsOf(desk)).toEqual({ 'Mills/2024-01-15/IMG_1.jpg': 'unknown (none)' })
})

test('a picture without a face gets the view of the photo of the client that it is like, while that one has it', async () => {
  const desk = openImportDesk({ suggestsViews: {} })
  const blurred = (seed: number) => noise(seed).blur(3)
  const files = {
    'Mills/2024-01-15/top.jpg': blurred(1).jpeg().toBuffer(),
    'Mills/2024-01-15/crown.jpg': blurred(2).jpeg().toBuffer(),
    'Mills/2024-03-01/IMG_1.jpg': blurred(2).modulate({ brightness: 0.8 }).jpeg().toBuffer(),
    'Mills/2024-03-01/IMG_2.jpg': blurred(3).jpeg().toBuffer(),
    // Of this client's other visits only one view is known.
    'Stone/2024-01-15/crown.jpg': blurred(4).jpeg().toBuffer(),
    'Stone/2024-03-01/IMG_3.jpg': blurred(4).modulate({ brightness: 0.8 }).jpeg().toBuffer(),
    'Stone/2024-03-01/top.jpg': blurred(5).jpeg().toBuffer(),
  }
  await writeFiles(desk.folder, files)
  const brightness = vi.spyOn(desk.reader, 'brightness')
  expect((await desk.run()).viewsSuggested).toBe(1)
  expect(viewsOf(desk)).toEqual({
    'Mills/2024-01-15/top.jpg': 'top (file-name)',
    'Mills/2024-01-15/crown.jpg': 'crown (file-name)',
    'Mills/2024-03-01/IMG_1.jpg': 'crown (guess)',
    'Mills/2024-03-01/IMG_2.jpg': 'unknown (none)',
    'Stone/2024-01-15/crown.jpg': 'crown (file-name)',
    'Stone/2024-03-01/IMG_3.jpg': 'unknown (none)',
    'Stone/2024-03-01/top.jpg': 'top (file-name)',
  })
  // Each photo of a known view once, and each in question.
  expect(brightness).toHaveBeenCalledTimes(4)

  expect((await desk.run()).viewsSuggested).toBe(0)
  expect(brightness).toHaveBeenCalledTimes(4)
  const named = desk.catalogue.photos
    .list({ view: 'crown' })
    .find(({ file }) => file.includes('Mills/2024-01-15'))!
  desk.catalogue.photos.correct(named.id, { view: 'scar' })
  settleSuggestions(desk.catalogue, [named.clientId])
  expect(viewsOf(desk)['Mills/2024-03-01/IMG_1.jpg']).toBe('unknown (none)')
  desk.catalogue.photos.correct(named.id, { view: 'crown' })
  settleSuggestions(desk.catalogue, [named.clientId])
  expect(viewsOf(desk)['Mills/2024-03-01/IMG_1.jpg']).toBe('crown (guess)')
})

const EARS_FROM_BEHIND: HeadClues['points'] = {
  leftEar: { x: 100, y: 200, score: 0.5 },
  rightEar: { x: 300, y: 200, score: 0.5 },
}

test.each([
  { seen: 'no head', face: null, points: {}, views: ['top', 'back'] },
  { seen: 'a head from behind', face: null, points: EARS_FROM_BEHIND, views: ['unknown', 'back'] },
  { seen: 'a face', face: { landmarks: [], score: 1 }, points: {}, views: ['unknown', 'unknown'] },
])('likeness tells only what the head leaves open: $seen', async ({ face, points, views }) => {
  const desk = openImportDesk()
  const blurred = (seed: number) => noise(seed).blur(3)
  await writeFiles(desk.folder, {
    'Mills/2024-01-15/top.jpg': blurred(1).jpeg().toBuffer(),
    'Mills/2024-01-15/crown.jpg': blurred(2).jpeg().toBuffer(),
    'Mills/2024-01-15/back.jpg': blurred(3).jpeg().toBuffer(),
    'Mills/2024-03-01/IMG_1.jpg': blurred(1).modulate({ brightness: 0.8 }).jpeg().toBuffer(),
    'Mills/2024-03-01/IMG_3.jpg': blurred(3).modulate({ brightness: 0.8 }).jpeg().toBuffer(),
  })
  await desk.run()
  const asked = desk.catalogue.photos
    .list({ view: 'unknown' })
    .toSorted((one, other) => (one.file < other.file ? -1 : 1))
  const heads = {
    look: () => Promise.resolve({ widthPx: 400, heightPx: 400, face, points }),
    close: () => Promise.resolve(),
  }
  await suggestViews({ ...desk, heads, now: () => new Date() }, new Set(asked.map(({ id }) => id)), {
    signal: new AbortController().signal,
    progress: () => undefined,
  })
  expect(asked.map(({ id }) => desk.catalogue.photos.find(id)?.view)).toEqual(views)
})
