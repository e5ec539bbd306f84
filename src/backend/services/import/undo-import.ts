import { join } from 'node:path'
import { AppError } from '../../../contract/errors.ts'
import type { ImportId } from '../../../contract/ids.ts'
import type { Catalogue } from '../../catalogue/open-catalogue.ts'
import { removeDerived } from '../../imaging/derive-images.ts'
import { holdImports } from './hold-imports.ts'
import { settleClient } from './settle-client.ts'
import { settleSuggestions } from './suggest-views.ts'

/**
 * Forgets what an import added, with all work on it; originals and what other imports added stay. Photos of which a picture
 * was exported stay too, because the record of the picture names them.
 * @throws AppError not-found, busy
 */
export async function undoImport(
  deps: { readonly catalogue: Catalogue; readonly catalogueFolder: string },
  id: ImportId,
): Promise<{ readonly forgotten: number; readonly kept: number }> {
  const { catalogue } = deps
  return holdImports(catalogue, async () => {
    const state = catalogue.undo.stateOf(id)
    if (state === null) throw new AppError('not-found', `There is no import with the number ${id}.`)
    if (state === 'undone') return { forgotten: 0, kept: 0 }
    const { forgotten, hashes, kept } = catalogue.transaction(() => {
      const result = catalogue.undo.forget(id)
      // A session that is gone was what the phases of later visits were counted from.
      for (const clientId of result.clientIds) {
        settleClient(catalogue, clientId)
        settleSuggestions(catalogue, clientId)
      }
      return result
    })
    // After the rows: pictures without a photo harm nobody, a photo without pictures would.
    for (const sha256 of hashes) await removeDerived(join(deps.catalogueFolder, 'derived'), sha256)
    return { forgotten, kept }
  })
}
