import { basename } from 'node:path'
import { AppError } from '../../../contract/errors.ts'
import type { Catalogue } from '../../catalogue/open-catalogue.ts'
import type { KnownPlace } from '../../catalogue/places-repository.ts'
import { isPictureName } from '../../imaging/image-format.ts'
import { byTurns } from './by-turns.ts'
import { carrySaid, readRenamed, type MovedFile } from './carry-said.ts'
import { noteImports } from './hold-imports.ts'
import {
  changedPresence,
  compareWithKnown,
  isUnchanged,
  knownFilesBelow,
  otherFilesBelow,
} from './known-files.ts'
import { nameOf } from './read-names.ts'
import { walkFolder, type WalkedFile } from './walk-folder.ts'

/** What looking at an imported folder showed. */
export interface RootFindings {
  /** Files that are called like photos and that no import has read. */
  readonly newFiles: number
  /** Files of photos that are not what was read. */
  readonly changedFiles: number
  /** Every folder in it, itself first; for watching. */
  readonly folders: readonly Buffer[]
}

/**
 * Compares an imported folder with the catalogue, without opening a file: photos that are gone or back are noted as such, and
 * files that were moved within it are found by their number, size and time.
 * @throws AppError busy, cancelled
 */
export async function lookAtRoot(
  catalogue: Catalogue,
  root: string,
  {
    signal,
    ownFolder,
    now,
  }: { readonly signal: AbortSignal; readonly ownFolder: string; readonly now: Date },
): Promise<RootFindings> {
  const hasImported = noteImports(catalogue)
  const [walk, known] = await Promise.all([
    walkFolder(root, { signal, ownFolders: [ownFolder], onProgress: () => undefined }),
    byTurns(knownFilesBelow(catalogue, root)),
  ])
  if (signal.aborted) throw new AppError('cancelled', 'Cancelled. Nothing was changed.')
  // The import has seen all of this itself, and newer.
  if (hasImported()) throw new AppError('busy', 'An import ran meanwhile. Look again.')
  const compared = compareWithKnown(walk, { known, others: otherFilesBelow(catalogue, root) })
  const rootId = catalogue.imports.roots().find(({ path }) => path === root)?.id
  const moves = rootId === undefined ? [] : movesOf(compared, rootId)
  const moved = new Map(moves.map(({ place, file }) => [place, file]))
  const isMoved = new Set(moves.map(({ file }) => file))
  const movedFiles = moves.flatMap(({ place, file }): MovedFile[] => {
    const from = catalogue.places.find(place.id)?.path
    return from === undefined ? [] : [{ from, to: file.relative }]
  })
  const renamed =
    rootId === undefined
      ? null
      : await byTurns(
          readRenamed(catalogue, { id: rootId, path: root }, movedFiles, { now, areNoted: false }),
        )
  if (hasImported()) throw new AppError('busy', 'An import ran meanwhile. Look again.')
  catalogue.transaction(() => {
    for (const { place, file } of moves) catalogue.places.move(place.id, file.relative)
    if (rootId !== undefined && renamed !== null) carrySaid(catalogue, rootId, renamed)
    for (const { place, found } of changedPresence(compared)) {
      if (!moved.has(place)) catalogue.places.note(place.id, found)
    }
  })
  const rest = compared.changed.filter((file) => !isMoved.has(file))
  const isChanged = (file: WalkedFile): boolean => known.has(file.key)
  return {
    newFiles: rest.filter((file) => !isChanged(file) && isPictureName(basename(nameOf(file.relative))))
      .length,
    changedFiles: rest.filter(isChanged).length,
    folders: [Buffer.from(root), ...walk.folders],
  }
}

/** Files that are where nothing was, and are by number, size and time what is gone elsewhere in the same folder. */
function movesOf(
  { gone, changed }: { readonly gone: readonly KnownPlace[]; readonly changed: readonly WalkedFile[] },
  rootId: number,
): { readonly place: KnownPlace; readonly file: WalkedFile }[] {
  const byNumber = new Map(
    gone.filter((place) => place.rootId === rootId).map((place) => [place.inode, place] as const),
  )
  if (byNumber.size === 0) return []
  return changed.flatMap((file) => {
    const place = byNumber.get(file.inode)
    if (!isUnchanged(file, place)) return []
    byNumber.delete(file.inode)
    return [{ place, file }]
  })
}
