import { AppError } from '../../../contract/errors.ts'
import type { ImportId } from '../../../contract/ids.ts'
import type { Catalogue } from '../../catalogue/open-catalogue.ts'
import { forgetAndSettle } from './forget-missing.ts'
import { holdImports } from './hold-imports.ts'

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
    return forgetAndSettle(deps, () => catalogue.undo.forget(id))
  })
}
