import { isRootThere } from '../../catalogue/root-state.ts'
import type { Catalogue } from '../../catalogue/open-catalogue.ts'
import type { WalkedFile } from './walk-folder.ts'

/**
 * Takes over what was said of an imported folder that stands elsewhere now: a drive that came back under another letter, or a
 * folder that was moved as a whole. It is known by files of the same paths, sizes and times, where the old one is not there.
 */
export function adoptMemory(
  catalogue: Catalogue,
  root: string,
  files: readonly WalkedFile[],
  now: Date,
): void {
  const roots = catalogue.imports.roots()
  if (files.length === 0 || roots.some(({ path }) => path === root)) return
  const former = roots.find(({ id, path }) => !isRootThere(path) && hasMostOf(catalogue, id, files))
  if (former === undefined) return
  catalogue.transaction(() => {
    const id = catalogue.imports.ensureRoot(root, now.toISOString())
    catalogue.roots.takeOver(former.id, id)
    catalogue.said.takeOver(former.id, id)
  })
}

/** True where at least half of these files stand in an imported folder as the catalogue knows it. */
function hasMostOf(catalogue: Catalogue, rootId: number, files: readonly WalkedFile[]): boolean {
  const known = [...catalogue.places.ofRoot(rootId)].flat()
  const places = new Map(known.map(({ path, place }) => [path, place]))
  const found = files.filter(({ key, bytes, mtimeNs }) => {
    const place = places.get(key)
    return place !== undefined && place.bytes === bytes && place.mtimeNs === mtimeNs
  })
  return found.length * 2 >= files.length
}
