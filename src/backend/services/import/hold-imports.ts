import { AppError } from '../../../contract/errors.ts'
import type { Catalogue } from '../../catalogue/open-catalogue.ts'

/** Catalogues into which an import runs now, or of which one is undone. */
const held = new WeakSet<Catalogue>()

/**
 * Does `work` while no import runs in this catalogue, and lets none begin meanwhile.
 * @throws AppError busy
 */
export async function holdImports<T>(catalogue: Catalogue, work: () => Promise<T>): Promise<T> {
  if (held.has(catalogue)) {
    throw new AppError(
      'busy',
      'Another import is running. Wait for it or cancel it first; nothing was changed.',
    )
  }
  held.add(catalogue)
  try {
    return await work()
  } finally {
    held.delete(catalogue)
  }
}
