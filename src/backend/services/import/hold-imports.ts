import { AppError } from '../../../contract/errors.ts'
import type { Catalogue } from '../../catalogue/open-catalogue.ts'

/** Catalogues into which an import runs now, or of which one is undone. */
const held = new WeakSet<Catalogue>()
/** How many of these there were so far. */
const begun = new WeakMap<Catalogue, number>()

/**
 * Does `work` while no import runs in this catalogue, and lets none begin meanwhile.
 * @throws AppError busy
 */
export async function holdImports<T>(catalogue: Catalogue, work: () => Promise<T>): Promise<T> {
  if (held.has(catalogue)) throw busy()
  held.add(catalogue)
  begun.set(catalogue, (begun.get(catalogue) ?? 0) + 1)
  try {
    return await work()
  } finally {
    held.delete(catalogue)
  }
}

/**
 * Makes a function that says whether an import ran since then, so that what was seen meanwhile may be out of date. Unlike
 * {@link holdImports} this keeps no import waiting.
 * @throws AppError busy where one runs now
 */
export function noteImports(catalogue: Catalogue): () => boolean {
  if (held.has(catalogue)) throw busy()
  const before = begun.get(catalogue)
  return () => begun.get(catalogue) !== before
}

/** True while an import runs in this catalogue or one is undone. */
export function isImporting(catalogue: Catalogue): boolean {
  return held.has(catalogue)
}

function busy(): AppError {
  return new AppError(
    'busy',
    'Another import is running. Wait for it or cancel it first; nothing was changed.',
  )
}
