import { lstat, readdir } from 'node:fs/promises'
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { openCatalogue } from '../../src/backend/catalogue/open-catalogue.ts'
import { createPhotoReader } from '../../src/backend/imaging/photo-reader.ts'
import { importFolder } from '../../src/backend/services/import/import-folder.ts'
import { lookAtRoot } from '../../src/backend/services/import/look-at-root.ts'
import { openBackend, type Backend } from '../../src/backend/services/open-backend.ts'
import type { CallName, CallOutput, ParsedInput } from '../../src/contract/contract.ts'
import { NEEDS } from '../../src/contract/needs.ts'
import type { ClientId, PhotoId, VisitId } from '../../src/contract/ids.ts'
import { PROGRAM_FOLDER } from '../support/program-folder.ts'
import { fillCatalogue, makeFiles, nameOf, settleEverything, type Scale } from './scale/make-catalogue.ts'

const HUNDRED_THOUSAND: Scale = { clients: 2000, visits: 5, photos: 10 }
const MILLION: Scale = { clients: 20_000, visits: 5, photos: 10 }
/** One frame of a screen. */
const FRAME_MS = 16
const TIMES = 15

/**
 * Measures what every list, search and filter of the backend takes in a catalogue of 100,000 photos of 2,000 clients
 * (`--million`: ten times that), and what looking again at 100,000 unchanged files takes against walking and stat-ing them.
 */
export async function benchScale(): Promise<void> {
  const isMillion = process.argv.includes('--million')
  const scale = isMillion ? MILLION : HUNDRED_THOUSAND
  const count = scale.clients * scale.visits * scale.photos
  const folder = mkdtempSync(join(tmpdir(), 'fadeline-scale-'))
  try {
    console.log(`scale: ${count} photos of ${scale.clients} clients, ${availableParallelism()} cores`)
    const root = join(folder, 'Photos')
    mkdirSync(root)
    // A million files are a file system's matter; what is measured with them are the catalogue's rows.
    if (!isMillion) makeFiles(root, scale)
    const catalogueFolder = join(folder, 'catalogue')
    fillCatalogue(catalogueFolder, root, scale, { hasFiles: !isMillion })
    await measureLists(catalogueFolder, scale)
    if (!isMillion) await measureRescan(root, catalogueFolder)
    settleEverything(catalogueFolder)
    console.log(`  all clients, visits and photos unclear, and all ${count} settled by hand:`)
    await measureSettled(catalogueFolder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measureLists(catalogueFolder: string, scale: Scale): Promise<void> {
  const startMs = performance.now()
  const backend = await open(catalogueFolder)
  console.log(`  opening: ${(performance.now() - startMs).toFixed(0)} ms, check and daily copy included`)
  try {
    const middle = Math.floor(scale.clients / 2)
    const clientId = (middle + 1) as ClientId
    const photo = (middle * scale.visits * scale.photos + 1) as PhotoId
    const visit = (middle * scale.visits + 1) as VisitId
    const page = { limit: 200 }
    await time(backend, 'clients.list', {}, 'all clients')
    await time(backend, 'clients.list', { search: 'tanaka' }, 'a common word')
    await time(backend, 'clients.list', { search: 'ken 016' }, 'two words')
    await time(backend, 'clients.list', { search: 'nobody' }, 'no such word')
    await time(backend, 'clients.get', { id: clientId }, 'one client')
    await time(backend, 'photos.list', { ...page }, 'first page')
    await time(backend, 'photos.list', { ...page, after: photo }, 'page in the middle')
    await time(backend, 'photos.list', { ...page, view: 'unknown', after: photo }, 'page of one view')
    await time(backend, 'photos.list', { ...page, view: 'scar' }, 'page of a view that is nowhere')
    await time(backend, 'photos.list', { clientId, view: 'front' }, 'one client and view')
    await time(backend, 'photos.list', { client: nameOf(middle) }, 'one client by name')
    await time(backend, 'photos.get', { id: photo }, '')
    await time(backend, 'visits.clock', { visit }, '')
    await time(backend, 'app.info', {}, '')
    await time(backend, 'imports.roots', {}, '')
    await time(backend, 'imports.history', {}, '200 imports')
    await measureSameWord(backend, (photo + scale.photos - 1) as PhotoId, scale)
    await timeLongestTurn(backend, 'needs.alike', { photo }, 'folder read')
    await time(backend, 'needs.alike', { photo }, 'folder known')
    await time(backend, 'missing.list', {}, '')
    await time(backend, 'needs.counts', {}, '')
    for (const need of NEEDS) await time(backend, 'needs.list', { need }, need)
    await time(backend, 'needs.item', { need: 'client', photo }, '')
    await time(backend, 'needs.names', { photo }, 'folder known')
    await time(backend, 'needs.views', {}, 'sheet of unclear views')
    await time(backend, 'needs.files', {}, '')
    await time(backend, 'fade.baseline', { clientId, view: 'front' }, '')
    await time(backend, 'catalogue.backups', {}, '')
    await timeWork('needs.place and needs.placeBack, all alike', async () => {
      const { former, formerSaid } = await backend.handlers['needs.place'](
        { photo, scope: 'alike', client: 'Somebody Else' },
        { signal: new AbortController().signal, report: () => undefined },
      )
      await ask(backend, 'needs.placeBack', { former, formerSaid })
      if (former.length !== scale.visits * scale.photos) throw new Error('All of the client were to follow')
    })
  } finally {
    await backend.close()
  }
}

/** Of photos that share the word of this one, a tenth of all. */
async function measureSameWord(backend: Backend, photo: PhotoId, scale: Scale): Promise<void> {
  await timeLongestTurn(backend, 'imports.alike', { photo }, 'names of the folder read')
  await time(backend, 'imports.alike', { photo }, 'a word that a tenth of all share')
  for (let round = 0; round < 3; round++) {
    const { former, formerWord, changed } = await timeLongestTurn(
      backend,
      'imports.correctAlike',
      { photo, view: 'scar' },
      'all of the word',
    )
    if (changed !== scale.clients * scale.visits) throw new Error('All of the word were to change')
    await timeLongestTurn(
      backend,
      'corrections.takeBack',
      { readings: former, word: formerWord },
      'all of the word',
    )
  }
}

async function measureSettled(catalogueFolder: string): Promise<void> {
  const backend = await open(catalogueFolder)
  try {
    const photos = Array.from({ length: 1000 }, (_, index) => (index + 1) as PhotoId)
    await time(backend, 'needs.counts', {}, 'nothing open')
    for (const need of NEEDS) await time(backend, 'needs.list', { need }, need)
    await timeWork('a thousand photos opened again and settled', async () => {
      await ask(backend, 'needs.reopen', { need: 'view', photos })
      await ask(backend, 'needs.settlePhotos', { need: 'view', photos })
    })
  } finally {
    await backend.close()
  }
}

const open = (catalogueFolder: string): Promise<Backend> =>
  openBackend({ catalogueFolder, resourcesFolder: join(PROGRAM_FOLDER, 'resources'), version: 'bench' })

/** What some calls cost through the handler that serves every host. */
async function time<N extends CallName>(
  backend: Backend,
  name: N,
  input: ParsedInput<N>,
  what: string,
): Promise<void> {
  await timeWork(what === '' ? name : `${name}, ${what}`, () => ask(backend, name, input))
}

function ask<N extends CallName>(
  backend: Backend,
  name: N,
  input: ParsedInput<N>,
): CallOutput<N> | Promise<CallOutput<N>> {
  // A table of calls cannot be asked call by call and keep each one's types.
  const call = backend.handlers[name] as (
    input: unknown,
    context: unknown,
  ) => CallOutput<N> | Promise<CallOutput<N>>
  return call(input, { signal: new AbortController().signal, report: () => undefined })
}

/** What one such call costs that is done by turns with others: how long the longest keeps them waiting. */
async function timeLongestTurn<N extends CallName>(
  backend: Backend,
  name: N,
  input: ParsedInput<N>,
  what: string,
): Promise<CallOutput<N>> {
  const turns: number[] = []
  let before = process.cpuUsage()
  let isDone = false
  const endTurn = (): void => {
    const { user, system } = process.cpuUsage(before)
    turns.push((user + system) / 1000)
    before = process.cpuUsage()
    if (!isDone) setImmediate(endTurn)
  }
  setImmediate(endTurn)
  let answer: CallOutput<N> | undefined
  const cost = await costOf(async () => {
    answer = await ask(backend, name, input)
  })
  isDone = true
  endTurn()
  const longest = `${Math.max(...turns).toFixed(1)} of a core the longest of ${turns.length} turns`
  console.log(`  ${name}, ${what}: ${cost.ms.toFixed(0)} ms, ${cost.cpuMs.toFixed(0)} of a core; ${longest}`)
  if (answer === undefined) throw new Error('A call answers')
  return answer
}

async function timeWork(label: string, work: () => unknown): Promise<void> {
  const firstMs = await once(work)
  const costs: Cost[] = []
  for (let index = 0; index < TIMES; index++) costs.push(await costOf(work))
  const medianMs = costs.map(({ ms }) => ms).toSorted((one, other) => one - other)[TIMES >> 1] ?? Number.NaN
  const cpuMs = costs.reduce((sum, cost) => sum + cost.cpuMs, 0) / TIMES
  const mark = medianMs > FRAME_MS ? '  <- more than a frame' : ''
  const times = `${medianMs.toFixed(2)} ms, ${cpuMs.toFixed(2)} of a core (first ${firstMs.toFixed(1)})`
  console.log(`  ${label}: ${times}${mark}`)
}

async function once(work: () => unknown): Promise<number> {
  const startMs = performance.now()
  await work()
  return performance.now() - startMs
}

/** The time on the clock and that of all cores; on a busy machine only the second says something. */
interface Cost {
  readonly ms: number
  readonly cpuMs: number
}

async function costOf(work: () => unknown): Promise<Cost> {
  const before = process.cpuUsage()
  const ms = await once(work)
  const { user, system } = process.cpuUsage(before)
  return { ms, cpuMs: (user + system) / 1000 }
}

const least = (costs: readonly Cost[]): Cost => ({
  ms: Math.min(...costs.map(({ ms }) => ms)),
  cpuMs: Math.min(...costs.map(({ cpuMs }) => cpuMs)),
})

async function measureRescan(root: string, catalogueFolder: string): Promise<void> {
  const catalogue = openCatalogue(catalogueFolder)
  const reader = createPhotoReader({ derivedFolder: join(catalogueFolder, 'derived') })
  const signal = new AbortController().signal
  const imported = async (): Promise<void> => {
    const { added, photos } = await importFolder(
      { catalogue, reader, catalogueFolder, now: () => new Date() },
      root,
      { signal, report: () => undefined },
    )
    if (added !== 0 || photos === 0) throw new Error('Nothing was to be added')
  }
  const looked = async (): Promise<void> => {
    const { newFiles } = await lookAtRoot(catalogue, root, {
      signal,
      ownFolder: catalogueFolder,
      now: new Date(),
    })
    if (newFiles !== 0) throw new Error('Nothing was new')
  }
  try {
    // By turns, so that what else the machine does meets all alike.
    const [plain, waiting, look, whole]: [Cost[], Cost[], Cost[], Cost[]] = [[], [], [], []]
    await walkPlainly(root)
    for (let round = 0; round < 5; round++) {
      plain.push(await costOf(() => walkPlainly(root)))
      waiting.push(await costOf(() => walkWaiting(root)))
      look.push(await costOf(looked))
      whole.push(await costOf(imported))
    }
    const bases = { 'asked aside': least(plain), 'waiting for each': least(waiting) }
    for (const [name, { ms, cpuMs }] of Object.entries(bases))
      console.log(`  walking and stat-ing, ${name}: ${ms.toFixed(0)} ms, ${cpuMs.toFixed(0)} of a core`)
    for (const [name, costs] of [
      ['looking again', look],
      ['importing again', whole],
    ] as const) {
      const { ms, cpuMs } = least(costs)
      const ratios = Object.entries(bases).map(
        ([of, base]) =>
          `x ${(ms / base.ms).toFixed(2)}, of a core x ${(cpuMs / base.cpuMs).toFixed(2)} (${of})`,
      )
      console.log(
        `  ${name}, nothing changed: ${ms.toFixed(0)} ms, ${cpuMs.toFixed(0)} of a core; ${ratios.join('; ')}`,
      )
    }
  } finally {
    await reader.close()
    catalogue.close()
  }
}

/** The same by calls that wait for the file system, which nobody may do who is asked something meanwhile: as quick as Node does it. */
function walkWaiting(folder: string): number {
  let files = 0
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) files += walkWaiting(path)
    else if (lstatSync(path, { bigint: true }).isFile()) files += 1
  }
  return files
}

/** What any program must do that wants to know whether a file has changed. */
async function walkPlainly(folder: string): Promise<number> {
  let files = 0
  const entries = await readdir(folder, { withFileTypes: true })
  const inner = entries.filter((entry) => entry.isDirectory())
  const own = entries.filter((entry) => entry.isFile())
  for (let from = 0; from < own.length; from += 64) {
    const stats = await Promise.all(
      own.slice(from, from + 64).map((entry) => lstat(join(folder, entry.name), { bigint: true })),
    )
    files += stats.length
  }
  for (const entry of inner) files += await walkPlainly(join(folder, entry.name))
  return files
}
