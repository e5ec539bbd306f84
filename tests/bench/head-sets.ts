import { join } from 'node:path'
import { DATA_FOLDER } from './data-folder.ts'

/**
 * Sets of rendered heads with known truth: wide frames and close-ups of two heads beside the repository, and in it three
 * heads of another renderer and two more of it, on which nothing may be tuned.
 */
export type HeadSet = 'dev' | 'closeup' | 'other-heads' | 'held-out'

/** Where a set's photos and truth files lie; the same names in both. */
export function headFolders(set: HeadSet): { readonly photos: string; readonly truth: string } {
  if (set === 'held-out' || set === 'other-heads') {
    const folder = join(import.meta.dirname, set)
    return { photos: join(folder, 'photos'), truth: join(folder, 'truth') }
  }
  const folder = join(DATA_FOLDER, 'heads')
  return { photos: join(folder, set), truth: join(folder, 'truth', set) }
}
