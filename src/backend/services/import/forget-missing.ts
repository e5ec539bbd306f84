import { join } from 'node:path'
import type { PhotoId } from '../../../contract/ids.ts'
import type { ForgottenPhotos } from '../../catalogue/forget-photos.ts'
import type { Catalogue } from '../../catalogue/open-catalogue.ts'
import { removeDerived } from '../../imaging/derive-images.ts'
import { holdImports } from './hold-imports.ts'
import { settleClient } from './settle-client.ts'
import { settleSuggestions } from './suggest-views.ts'

interface Forgetful {
  readonly catalogue: Catalogue
  readonly catalogueFolder: string
}

/**
 * Forgets photos whose originals are gone, with all work on them. Only a person asks for this; photos that are there, or of
 * which a picture was exported, stay.
 * @throws AppError busy
 */
export async function forgetMissing(
  deps: Forgetful,
  photos: readonly PhotoId[],
): Promise<{ readonly forgotten: number; readonly kept: number }> {
  return holdImports(deps.catalogue, () => forgetAndSettle(deps, () => deps.catalogue.missing.forget(photos)))
}

/** Forgets photos in one step with what follows from it: phases and suggestions of their clients, small pictures. */
export async function forgetAndSettle(
  { catalogue, catalogueFolder }: Forgetful,
  forget: () => ForgottenPhotos,
): Promise<{ readonly forgotten: number; readonly kept: number }> {
  const { forgotten, hashes, kept } = catalogue.transaction(() => {
    const result = forget()
    // A session that is gone was what the phases of later visits were counted from.
    for (const clientId of result.clientIds) settleClient(catalogue, clientId)
    settleSuggestions(catalogue, result.clientIds)
    return result
  })
  // After the rows: pictures without a photo harm nobody, a photo without pictures would.
  for (const sha256 of hashes) await removeDerived(join(catalogueFolder, 'derived'), sha256)
  return { forgotten, kept }
}
