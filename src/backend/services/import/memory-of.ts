import type { SaidOfNames } from '../../../domain/reading/said-of-names.ts'
import type { Catalogue } from '../../catalogue/open-catalogue.ts'

/**
 * All that was said of the names in a folder, there or in a folder around it. `isNew` tells of which folders it is what was
 * said last; of the others it is what their photos stand by.
 */
export function memoryOf(
  catalogue: Catalogue,
  path: string,
  isNew?: (folder: string) => boolean,
): SaidOfNames {
  return { ...catalogue.roots.memoryOf(path), ...catalogue.said.memoryOf(path, isNew) }
}
