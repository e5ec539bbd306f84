import { existsSync, lstatSync } from 'node:fs'
import { join } from 'node:path'
import { AppError, type ErrorCode } from '../../../contract/errors.ts'
import type { ImportReport } from '../../../contract/imports.ts'
import { likeness } from '../../../domain/reading/likeness.ts'
import { proveDayOrderOf, type PathReading } from '../../../domain/reading/read-paths.ts'
import { isRootThere } from '../../catalogue/root-state.ts'
import type { Place } from '../../catalogue/places-repository.ts'
import { derivedFile } from '../../imaging/derive-images.ts'
import type { PhotoReader } from '../../imaging/photo-reader.ts'
import { adoptMemory } from './adopt-memory.ts'
import { byTurns } from './by-turns.ts'
import { carrySaid, readRenamed } from './carry-said.ts'
import { explainFolderError, isFolderThere, resolveChosenFolder } from './chosen-folder.ts'
import { followSaid, readAheadOfFollowing } from './follow-said.ts'
import { holdImports } from './hold-imports.ts'
import { holdVersions } from './hold-versions.ts'
import type { ImportContext, ImportDependencies } from './import-dependencies.ts'
import type { OtherOutcome, ReadOutcome } from './import-outcome.ts'
import { ImportRun, LONGEST_WAIT_MS } from './import-run.ts'
import {
  absolutePath,
  compareWithKnown,
  isUnchanged,
  knownFilesBelow,
  otherFilesBelow,
} from './known-files.ts'
import { memoryOf } from './memory-of.ts'
import { createProgressReporter } from './progress-reporter.ts'
import { namesIn, nameOf, readNamesInSteps } from './read-names.ts'
import { planRedating, redate } from './set-day-order.ts'
import { suggestViews } from './suggest-views.ts'
import { whileWaiting } from './while-waiting.ts'
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
  adoptMemory(deps.catalogue, root, walk.files, deps.now())
  const known = await byTurns(knownFilesBelow(deps.catalogue, root))
  if (known.size > 0 && !isRootThere(root)) throw emptied()
  const isThere = (place: Place, met: WalkedFile): boolean =>
    isFileThere(deps.catalogue.imports.roots().find(({ id }) => id === place.rootId)?.path, place, met)
  const said = memoryOf(deps.catalogue, root)
  const run = new ImportRun({
    catalogue: deps.catalogue,
    root,
    now: deps.now,
    said,
    isThere,
  })
  try {
    const compared = compareWithKnown(walk, { known, others: otherFilesBelow(deps.catalogue, root) })
    const { present, gone, unseen, changed, others } = compared
    run.notePresence(compared)
    await readAheadOfFollowing(deps.catalogue, root, deps.now())
    const { places: followed } = run.write(() => followSaid(deps.catalogue, root, deps.now()))
    const unchanged = present.length + others.length
    // All names together, because neighbours explain one another; but none where nothing is new.
    const names = changed.length === 0 ? [] : await byTurns(readNamesInSteps(root, walk.files, said))
    const readings = new Map(names.map((reading, index) => [walk.files[index], reading]))
    for (const { relative, code } of walk.unreadable) run.add({ kind: 'unreached', relative, code })

    const total = walk.files.length
    progress({ stage: 'reading', done: unchanged, total, current: null })
    let done = unchanged
    const versions = holdVersions({
      catalogue: deps.catalogue,
      run,
      files: changed.length === 0 ? [] : walk.files,
      known,
      gone,
      likeness: (sha256, other) => likenessOf(deps, sha256, other),
    })
    // Only once all photos are there is it known which films belong to one.
    const films: OtherOutcome[] = []
    for (const { file, other } of others) {
      const { code, liveId } = other
      if (liveId === null) run.add({ kind: 'other', file, code, liveId })
      else films.push({ kind: 'other', file, code, liveId })
    }
    const outcomes = readInOrder({ reader: deps.reader, run, readings, changed, signal })
    // A file that takes its whole time must not keep those before it from the disk.
    for await (const outcome of whileWaiting(outcomes, LONGEST_WAIT_MS, () => run.flush())) {
      if (outcome.kind === 'other') {
        // A drive that is taken off leaves an empty folder where it was mounted.
        if (mayBeVanished(outcome.code) && !isRootThere(root)) throw vanished()
        if (outcome.liveId === null) run.add(outcome)
        else films.push(outcome)
      } else if (!versions.hold(outcome)) run.add(outcome)
      done += 1
      // With its last folders: "front.jpg" alone says nothing in a folder of thousands of them.
      const current = nameOf(outcome.file.relative).split('/').slice(-3).join(' / ')
      progress({ stage: 'reading', done, total, current })
    }
    run.flush()
    if (signal.aborted) throw cancelled(run)
    await versions.settle()
    if (changed.length > 0) {
      const proven = await byTurns(proveDayOrderOf(namesIn(root, walk.files)))
      const redatings = await byTurns(planRedating(deps.catalogue, root, { proven }))
      run.write(() => redate(deps.catalogue, redatings))
    }
    const renamed = await byTurns(
      readRenamed(deps.catalogue, { id: run.rootId, path: root }, run.moved, {
        now: deps.now(),
        areNoted: true,
      }),
    )
    if (renamed !== null) run.write(() => carrySaid(deps.catalogue, run.rootId, renamed))
    await readAheadOfFollowing(deps.catalogue, root, deps.now())
    run.write(() => followSaid(deps.catalogue, root, deps.now()))
    for (const film of films) run.add(film)
    run.flush()
    run.finish('finished')
    // What the decoders hold would lie beside what looking for heads needs.
    await deps.reader.rest()
    // The import is whole without this; whoever cancels now loses suggestions only.
    const viewsSuggested = await suggestViews(deps, run.photoIds, { signal, progress })
    // Comparing thumbnails may have started a thread again.
    await deps.reader.rest()
    return {
      ...deps.catalogue.readings.totals(new Set([...run.photoIds, ...unseen.map(({ photoId }) => photoId)])),
      ...run.counts,
      followed: followed.length,
      films: run.films,
      skipped: run.skipped,
      passedOver: [...walk.passedOver].map(([name, count]) => ({ name, count })),
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

type FileOutcome = ReadOutcome | OtherOutcome

/** Reads files on all threads at once and hands them on in the order of their names, so that every import ends alike. */
async function* readInOrder(options: {
  readonly reader: PhotoReader
  readonly run: ImportRun
  readonly readings: ReadonlyMap<WalkedFile | undefined, PathReading>
  readonly changed: readonly WalkedFile[]
  readonly signal: AbortSignal
}): AsyncGenerator<FileOutcome> {
  const { reader, run, readings, changed, signal } = options
  const ahead: Promise<FileOutcome>[] = []
  let next = 0
  const read = async (file: WalkedFile): Promise<FileOutcome> => {
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
      const code = codeOfSkipped(error)
      // A film is no photo, but may belong to one.
      const liveId = code === 'unsupported-format' ? await reader.filmOf(file.path) : null
      return { kind: 'other', file, code, liveId }
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

/** Compares the thumbnails; a photo whose thumbnail is lost is like nothing. */
async function likenessOf(deps: ImportDependencies, sha256: string, other: string): Promise<number | null> {
  const [one, two] = [sha256, other].map((hash) =>
    derivedFile(join(deps.catalogueFolder, 'derived'), hash, 'thumb'),
  )
  if (one === undefined || two === undefined || !existsSync(one) || !existsSync(two)) return null
  const [a, b] = await Promise.all([deps.reader.brightness(one), deps.reader.brightness(two)])
  return likeness(a, b)
}

const mayBeVanished = (code: ErrorCode): boolean => code === 'file-not-found' || code === 'file-not-readable'

function isFileThere(root: string | undefined, place: Place, met: WalkedFile): boolean {
  if (root === undefined) return false
  // A drive that is off still holds its photos, unless this very file of it stands elsewhere now: a folder that was moved as a
  // whole, or a drive under another name.
  if (!isRootThere(root)) return !isUnchanged(met, place)
  try {
    return lstatSync(absolutePath(root, place.path), { throwIfNoEntry: false })?.isFile() ?? false
  } catch {
    // Where nobody may look it may stand still: a copy elsewhere is no move.
    return true
  }
}

function kept(run: ImportRun): string {
  const { added } = run.counts
  if (added === 0) return 'No photo was added yet'
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

function emptied(): AppError {
  return new AppError(
    'folder-not-found',
    'This folder is empty, and photos were imported from it: its drive seems to be off. They are kept as offline; connect the drive and import the folder again.',
  )
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
    `${error.message} ${kept(run)}. Import the folder again to go on from there.`,
    { cause: error, details: run.counts },
  )
}
