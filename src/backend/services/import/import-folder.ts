import { lstatSync } from 'node:fs'
import { AppError, type ErrorCode } from '../../../contract/errors.ts'
import type { ImportReport } from '../../../contract/imports.ts'
import type { PathReading } from '../../../domain/reading/read-paths.ts'
import { isRootThere } from '../../catalogue/is-root-there.ts'
import type { Place } from '../../catalogue/places-repository.ts'
import type { PhotoReader } from '../../imaging/photo-reader.ts'
import { explainFolderError, isFolderThere, resolveChosenFolder } from './chosen-folder.ts'
import { holdImports } from './hold-imports.ts'
import type { ImportContext, ImportDependencies } from './import-dependencies.ts'
import { ImportRun, type ImportOutcome } from './import-run.ts'
import { absolutePath, isUnchanged, knownFilesBelow, pathKey, type KnownFiles } from './known-files.ts'
import { createProgressReporter } from './progress-reporter.ts'
import { nameOf, readNames } from './read-names.ts'
import { suggestViews } from './suggest-views.ts'
import { walkFolder, type Walk, type WalkedFile } from './walk-folder.ts'

/** These end the import, because every further file would meet them too. */
const ENDING_CODES: ReadonlySet<ErrorCode> = new Set(['disk-full', 'catalogue-not-writable', 'cancelled'])

/**
 * Imports a folder: every photo is read once, known by its content and placed by its names; what cannot be read is listed.
 * Unchanged files are not opened again, so that an import that was ended is gone on with by starting it anew.
 * @throws AppError busy, folder-not-found, folder-not-readable, folder-vanished, disk-full, cancelled: what was done is kept
 */
export async function importFolder(
  deps: ImportDependencies,
  folder: string,
  context: ImportContext,
): Promise<ImportReport> {
  return holdImports(deps.catalogue, async () =>
    importChosen(deps, await resolveChosenFolder(folder), context),
  )
}

async function importChosen(
  deps: ImportDependencies,
  root: string,
  { signal, report }: ImportContext,
): Promise<ImportReport> {
  const startMs = performance.now()
  const progress = createProgressReporter(report)
  const walk = await walkChosen(deps, root, { signal, progress })
  if (!(await isFolderThere(root))) throw vanished()
  const known = knownFilesBelow(deps.catalogue, root)
  const isThere = (place: Place): boolean =>
    isFileThere(deps.catalogue.imports.roots().find(({ id }) => id === place.rootId)?.path, place)
  const run = new ImportRun({
    catalogue: deps.catalogue,
    root,
    now: deps.now,
    isThere,
  })
  try {
    const { unchanged, changed } = compare(root, walk, known, run)
    // All names together, because neighbours explain one another; but none where nothing is new.
    const names = changed.length === 0 ? [] : readNames(root, walk.files, deps.catalogue.roots.memoryOf(root))
    const readings = new Map(walk.files.map((file, index) => [file, names[index]]))
    for (const { relative, code } of walk.unreadable) run.add({ kind: 'skipped', relative, code })

    const total = walk.files.length
    progress({ stage: 'reading', done: unchanged, total, current: null })
    let done = unchanged
    for await (const outcome of readInOrder({ reader: deps.reader, run, readings, changed, signal })) {
      if (outcome.kind === 'skipped' && mayBeVanished(outcome.code) && !(await isFolderThere(root))) {
        throw vanished()
      }
      run.add(outcome)
      done += 1
      const relative = outcome.kind === 'read' ? outcome.file.relative : outcome.relative
      progress({ stage: 'reading', done, total, current: nameOf(relative).split('/').at(-1) ?? null })
    }
    run.flush()
    if (signal.aborted) throw cancelled(run)
    run.finish('finished')
    // The import is whole without this; whoever cancels now loses suggestions only.
    const viewsSuggested = await suggestViews(deps, run.photoIds, { signal, progress })
    return {
      ...deps.catalogue.readings.totals(run.photoIds),
      ...run.counts,
      skipped: run.skipped,
      viewsSuggested,
      elapsedMs: Math.round(performance.now() - startMs),
      // Kibibytes, and threads count in: they are part of this process.
      peakRssMb: Math.round(process.resourceUsage().maxRSS / 1000),
    }
  } catch (error) {
    throw endEarly(run, error)
  }
}

async function walkChosen(
  deps: ImportDependencies,
  root: string,
  {
    signal,
    progress,
  }: { readonly signal: AbortSignal; readonly progress: ReturnType<typeof createProgressReporter> },
): Promise<Walk> {
  try {
    const walk = await walkFolder(root, {
      signal,
      ownFolders: [deps.catalogueFolder],
      onProgress: (done) => progress({ stage: 'looking', done, total: 0, current: null }),
    })
    if (signal.aborted)
      throw new AppError('cancelled', 'Cancelled before anything was read. Nothing was changed.')
    return walk
  } catch (error) {
    throw explainFolderError(error)
  }
}

/** Sets apart what was read before, and notes which known files are gone. */
function compare(
  root: string,
  walk: Walk,
  known: KnownFiles,
  run: ImportRun,
): { readonly unchanged: number; readonly changed: readonly WalkedFile[] } {
  const present: Place[] = []
  const changed: WalkedFile[] = []
  const met = new Set<string>()
  for (const file of walk.files) {
    const key = pathKey(file.path)
    met.add(key)
    const place = known.get(key)
    if (isUnchanged(file, place)) present.push(place)
    else changed.push(file)
  }
  const unreadable = walk.unreadable.map(({ relative }) => pathKey(absolutePath(root, relative)))
  const gone = [...known]
    .filter(
      ([key]) => !met.has(key) && !unreadable.some((path) => key === path || key.startsWith(`${path}/`)),
    )
    .map(([, place]) => place)
  // An empty folder where photos were is a drive that is off, not a clinic that threw all away.
  run.notePresence(present, walk.files.length === 0 ? [] : gone)
  return { unchanged: present.length, changed }
}

/** Reads files on all threads at once and hands them on in the order of their names, so that every import ends alike. */
async function* readInOrder(options: {
  readonly reader: PhotoReader
  readonly run: ImportRun
  readonly readings: ReadonlyMap<WalkedFile, PathReading | undefined>
  readonly changed: readonly WalkedFile[]
  readonly signal: AbortSignal
}): AsyncGenerator<ImportOutcome> {
  const { reader, run, readings, changed, signal } = options
  const ahead: Promise<ImportOutcome>[] = []
  let next = 0
  const read = async (file: WalkedFile): Promise<ImportOutcome> => {
    const names = readings.get(file)
    if (names === undefined) throw new Error('Every walked file has a reading')
    try {
      const photo = await reader.read(file.path)
      // Its pictures are there but the catalogue does not know it: an import was ended between the two.
      const isKnown = photo.kind === 'read' || run.knows(photo.sha256)
      return {
        kind: 'read',
        file,
        names,
        photo: isKnown ? photo : await reader.read(file.path, { force: true }),
      }
    } catch (error) {
      return { kind: 'skipped', relative: file.relative, code: codeOfSkipped(error) }
    }
  }
  for (;;) {
    // A few more than threads, so that none waits while a slow one holds up the order; few, so that cancelling is quick.
    while (!signal.aborted && next < changed.length && ahead.length < reader.threads + 2) {
      const file = changed[next++]
      if (file === undefined) break
      const outcome = read(file)
      // Should the import end before its turn, its failure has nobody to tell.
      outcome.catch(() => undefined)
      ahead.push(outcome)
    }
    const first = ahead.shift()
    if (first === undefined) return
    yield await first
  }
}

function codeOfSkipped(error: unknown): ErrorCode {
  if (!(error instanceof AppError) || ENDING_CODES.has(error.code)) throw error
  // A thread that crashed over a file says that nothing can be made of it.
  return error.code === 'internal' ? 'unreadable-image' : error.code
}

const mayBeVanished = (code: ErrorCode): boolean => code === 'file-not-found' || code === 'file-not-readable'

function isFileThere(root: string | undefined, place: Place): boolean {
  if (root === undefined) return false
  // A drive that is off still holds its photos.
  if (!isRootThere(root)) return true
  try {
    return lstatSync(absolutePath(root, place.path)).isFile()
  } catch {
    return false
  }
}

function kept(run: ImportRun): string {
  const { added } = run.counts
  return added === 1 ? '1 photo was added and is kept' : `${added} photos were added and are kept`
}

function cancelled(run: ImportRun): AppError {
  return new AppError('cancelled', `Cancelled. ${kept(run)}; import the folder again to go on from there.`, {
    details: run.counts,
  })
}

function vanished(): AppError {
  return new AppError('folder-vanished', 'The folder went away while it was being read.')
}

/** Keeps what was done before an import ended early, and says so. */
function endEarly(run: ImportRun, error: unknown): unknown {
  const state = error instanceof AppError && error.code === 'cancelled' ? 'cancelled' : 'failed'
  try {
    run.flush()
    run.finish(state)
  } catch {
    // A full disk takes no last words; the next opening of the catalogue notes that this import was interrupted.
  }
  if (!(error instanceof AppError)) return error
  if (error.code === 'cancelled') return cancelled(run)
  return new AppError(
    error.code,
    `${error.message} ${kept(run)}. Put it right and import the folder again to go on from there.`,
    { cause: error, details: run.counts },
  )
}
