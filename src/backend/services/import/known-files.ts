import { sep } from 'node:path'
import { pathText } from '../../../domain/path-text.ts'
import type { Steps } from '../../../domain/steps.ts'
import type { Catalogue } from '../../catalogue/open-catalogue.ts'
import type { OtherFile } from '../../catalogue/other-files-repository.ts'
import type { KnownPlace } from '../../catalogue/places-repository.ts'
import type { Walk, WalkedFile } from './walk-folder.ts'

/** The catalogue's places below a folder, by path relative to it, whichever root they were imported through. */
export type KnownFiles = ReadonlyMap<string, KnownPlace>

/** A path to compare by: the same for the same bytes, and for no others. */
export function pathKey(path: Uint8Array): string {
  const text = asBuffer(path).toString('utf8')
  // Only then were there bytes that are no UTF-8, or this very character.
  return text.includes('\uFFFD') ? pathText(path) : text
}

/** Nearly every path is one already, and making a hundred thousand of them anew takes longer than comparing them. */
const asBuffer = (path: Uint8Array): Buffer =>
  Buffer.isBuffer(path) ? path : Buffer.from(path.buffer, path.byteOffset, path.byteLength)

/** Where a place is on the disk. */
export function absolutePath(rootPath: string, relative: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`${rootPath}/`), relative])
}

/** Everything that the catalogue knows below this folder, also through a root above or below it, in steps. */
export function* knownFilesBelow(catalogue: Catalogue, folder: string): Steps<KnownFiles> {
  const known = new Map<string, KnownPlace>()
  for (const root of relatedRoots(catalogue, folder)) {
    const keyOf = keysBelow(folder, root.path)
    for (const places of catalogue.places.ofRoot(root.id)) {
      for (const { path, place } of places) {
        const key = keyOf(path)
        // The same file through two roots: the one that is noted as there speaks for it.
        if (key !== null && known.get(key)?.isPresent !== true) known.set(key, place)
      }
      yield
    }
  }
  return known
}

/** The same of files that are no photos. */
export function otherFilesBelow(catalogue: Catalogue, folder: string): ReadonlyMap<string, OtherFile> {
  const others = new Map<string, OtherFile>()
  for (const root of relatedRoots(catalogue, folder)) {
    const keyOf = keysBelow(folder, root.path)
    for (const other of catalogue.otherFiles.ofRoot(root.id)) {
      const key = keyOf(pathKey(other.path))
      if (key !== null) others.set(key, other)
    }
  }
  return others
}

/** From a path relative to a root that is the folder, above or below it, the one relative to the folder; null for what is not below it. */
function keysBelow(folder: string, root: string): (path: string) => string | null {
  if (root === folder) return (path) => path
  if (root.startsWith(folder)) return (path) => `${root.slice(folder.length + 1)}/${path}`
  const above = `${folder.slice(root.length + 1)}/`
  return (path) => (path.startsWith(above) ? path.slice(above.length) : null)
}

function relatedRoots(catalogue: Catalogue, folder: string) {
  return catalogue.imports
    .roots()
    .filter(({ path }) => path === folder || path.startsWith(folder + sep) || folder.startsWith(path + sep))
}

/** What became of a folder's files since they were read, by size, time and number alone. */
export interface Comparison {
  readonly present: readonly KnownPlace[]
  readonly gone: readonly KnownPlace[]
  /** What stands where nobody may look, so that it is neither there nor gone. */
  readonly unseen: readonly KnownPlace[]
  /** Files that no import has read, or that have changed since. */
  readonly changed: readonly WalkedFile[]
  /** Files that are no photos still. */
  readonly others: readonly { readonly file: WalkedFile; readonly other: OtherFile }[]
}

/** Compares a folder with what is known of it. */
export function compareWithKnown(
  walk: Walk,
  { known, others }: { readonly known: KnownFiles; readonly others: ReadonlyMap<string, OtherFile> },
): Comparison {
  const present: KnownPlace[] = []
  const changed: WalkedFile[] = []
  const unchangedOthers: { file: WalkedFile; other: OtherFile }[] = []
  let met = 0
  for (const file of walk.files) {
    const place = known.get(file.key)
    if (place !== undefined) met += 1
    if (isUnchanged(file, place)) {
      present.push(place)
      continue
    }
    const other = others.get(file.key)
    if (isUnchanged(file, other)) unchangedOthers.push({ file, other })
    else changed.push(file)
  }
  // An empty folder where photos were is a drive that is off, not a clinic that threw all away.
  const isSomethingGone = met < known.size && walk.files.length > 0
  const { gone, unseen } = isSomethingGone ? unmetIn(walk, known) : { gone: [], unseen: [] }
  return { present, gone, unseen, changed, others: unchangedOthers }
}

function unmetIn(walk: Walk, known: KnownFiles): Pick<Comparison, 'gone' | 'unseen'> {
  const met = new Set(walk.files.map(({ key }) => key))
  const unreadable = walk.unreadable.map(({ relative }) => pathKey(relative))
  const gone: KnownPlace[] = []
  const unseen: KnownPlace[] = []
  for (const [key, place] of known) {
    if (met.has(key)) continue
    const isUnseen = unreadable.some((path) => key === path || key.startsWith(`${path}/`))
    ;(isUnseen ? unseen : gone).push(place)
  }
  return { gone, unseen }
}

/** The places of which something else is noted than was found, and what was. */
export function changedPresence({
  present,
  gone,
  unseen,
}: Comparison): { readonly place: KnownPlace; readonly found: 'present' | 'gone' | 'forbidden' }[] {
  return [
    ...present
      .filter((place) => !place.isPresent || place.isForbidden)
      .map((place) => ({ place, found: 'present' as const })),
    ...gone.filter((place) => place.isPresent).map((place) => ({ place, found: 'gone' as const })),
    // What was gone before its folder was closed to us may be so still.
    ...unseen
      .filter((place) => place.isPresent && !place.isForbidden)
      .map((place) => ({ place, found: 'forbidden' as const })),
  ]
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
