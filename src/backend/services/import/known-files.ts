import { sep } from 'node:path'
import type { Catalogue } from '../../catalogue/open-catalogue.ts'
import type { OtherFile } from '../../catalogue/other-files-repository.ts'
import type { Place } from '../../catalogue/places-repository.ts'
import type { Walk, WalkedFile } from './walk-folder.ts'

/** The catalogue's places below a folder, by absolute path, whichever root they were imported through. */
export type KnownFiles = ReadonlyMap<string, Place>

/** Paths are compared as bytes. */
export const pathKey = (path: Uint8Array): string => asBuffer(path).toString('latin1')

/** Nearly every path is one already, and making a hundred thousand of them anew takes longer than comparing them. */
const asBuffer = (path: Uint8Array): Buffer =>
  Buffer.isBuffer(path) ? path : Buffer.from(path.buffer, path.byteOffset, path.byteLength)

/** Where a place is on the disk. */
export function absolutePath(rootPath: string, relative: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`${rootPath}/`), relative])
}

/** Everything that the catalogue knows below this folder, also through a root above or below it. */
export function knownFilesBelow(catalogue: Catalogue, folder: string): KnownFiles {
  const known = new Map<string, Place>()
  for (const [place, key] of below(catalogue, folder, (rootId) => catalogue.places.ofRoot(rootId))) {
    // The same file through two roots: the one that is noted as there speaks for it.
    if (known.get(key)?.isPresent !== true) known.set(key, place)
  }
  return known
}

/** The same of files that are no photos. */
export function otherFilesBelow(catalogue: Catalogue, folder: string): ReadonlyMap<string, OtherFile> {
  const others = below(catalogue, folder, (rootId) => catalogue.otherFiles.ofRoot(rootId))
  return new Map([...others].map(([other, key]) => [key, other]))
}

function* below<Known extends { readonly path: Uint8Array }>(
  catalogue: Catalogue,
  folder: string,
  knownOf: (rootId: number) => readonly Known[],
): Generator<readonly [Known, string]> {
  const prefix = pathKey(Buffer.from(`${folder}/`))
  for (const root of catalogue.imports.roots()) {
    const isRelated =
      root.path === folder || root.path.startsWith(folder + sep) || folder.startsWith(root.path + sep)
    if (!isRelated) continue
    const rootKey = pathKey(Buffer.from(`${root.path}/`))
    for (const known of knownOf(root.id)) {
      const key = rootKey + pathKey(known.path)
      if (key.startsWith(prefix)) yield [known, key]
    }
  }
}

/** What became of a folder's files since they were read, by size, time and number alone. */
export interface Comparison {
  readonly present: readonly Place[]
  readonly gone: readonly Place[]
  /** Files that no import has read, or that have changed since. */
  readonly changed: readonly WalkedFile[]
  /** Files that are no photos still. */
  readonly others: readonly { readonly file: WalkedFile; readonly other: OtherFile }[]
}

/** Compares a folder with what is known of it. What could not be looked at is neither there nor gone. */
export function compareWithKnown(
  root: string,
  walk: Walk,
  { known, others }: { readonly known: KnownFiles; readonly others: ReadonlyMap<string, OtherFile> },
): Comparison {
  const present: Place[] = []
  const changed: WalkedFile[] = []
  const unchangedOthers: { file: WalkedFile; other: OtherFile }[] = []
  let met = 0
  for (const file of walk.files) {
    const key = pathKey(file.path)
    const place = known.get(key)
    if (place !== undefined) met += 1
    if (isUnchanged(file, place)) {
      present.push(place)
      continue
    }
    const other = others.get(key)
    if (isUnchanged(file, other)) unchangedOthers.push({ file, other })
    else changed.push(file)
  }
  // An empty folder where photos were is a drive that is off, not a clinic that threw all away.
  const isSomethingGone = met < known.size && walk.files.length > 0
  const gone = isSomethingGone ? goneFrom(root, walk, known) : []
  return { present, gone, changed, others: unchangedOthers }
}

function goneFrom(root: string, walk: Walk, known: KnownFiles): readonly Place[] {
  const met = new Set(walk.files.map(({ path }) => pathKey(path)))
  const unreadable = walk.unreadable.map(({ relative }) => pathKey(absolutePath(root, relative)))
  const gone: Place[] = []
  for (const [key, place] of known) {
    if (met.has(key) || unreadable.some((path) => key === path || key.startsWith(`${path}/`))) continue
    gone.push(place)
  }
  return gone
}

/** True where a file is, by size, time and number, the one that was read before. */
export function isUnchanged<Known extends Pick<WalkedFile, 'bytes' | 'mtimeNs' | 'inode'>>(
  file: WalkedFile,
  known: Known | undefined,
): known is Known {
  return (
    known !== undefined &&
    known.bytes === file.bytes &&
    known.mtimeNs === file.mtimeNs &&
    known.inode === file.inode
  )
}
