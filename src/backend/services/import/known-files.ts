import { sep } from 'node:path'
import type { Catalogue } from '../../catalogue/open-catalogue.ts'
import type { Place } from '../../catalogue/places-repository.ts'
import type { WalkedFile } from './walk-folder.ts'

/** The catalogue's places below a folder, by absolute path, whichever root they were imported through. */
export type KnownFiles = ReadonlyMap<string, Place>

/** Paths are compared as bytes. */
export const pathKey = (path: Uint8Array): string => Buffer.from(path).toString('latin1')

/** Where a place is on the disk. */
export function absolutePath(rootPath: string, relative: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`${rootPath}/`), relative])
}

/** Everything that the catalogue knows below this folder, also through a root above or below it. */
export function knownFilesBelow(catalogue: Catalogue, folder: string): KnownFiles {
  const known = new Map<string, Place>()
  const prefix = pathKey(Buffer.from(`${folder}/`))
  for (const root of catalogue.imports.roots()) {
    const isRelated =
      root.path === folder || root.path.startsWith(folder + sep) || folder.startsWith(root.path + sep)
    if (!isRelated) continue
    for (const place of catalogue.places.ofRoot(root.id)) {
      const key = pathKey(absolutePath(root.path, place.path))
      if (!key.startsWith(prefix)) continue
      // The same file through two roots: the one that is noted as there speaks for it.
      if (known.get(key)?.isPresent !== true) known.set(key, place)
    }
  }
  return known
}

/** True where a file is, by size, time and number, the one that was read before. */
export function isUnchanged(file: WalkedFile, place: Place | undefined): place is Place {
  return (
    place !== undefined &&
    place.bytes === file.bytes &&
    place.mtimeNs === file.mtimeNs &&
    place.inode === file.inode
  )
}
