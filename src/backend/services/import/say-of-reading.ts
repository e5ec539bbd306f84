import type { SaidOfReading } from '../../../contract/said.ts'
import type { Catalogue } from '../../catalogue/open-catalogue.ts'
import { resolveChosenFolder } from './chosen-folder.ts'

/**
 * Remembers who clients and what visits are that were read in a folder, before they are imported. Photos that were imported
 * already follow with the next import. Returns what had been said before.
 * @throws AppError folder-not-found, folder-not-readable
 */
export async function sayOfReading(
  { catalogue, now }: { readonly catalogue: Catalogue; readonly now: () => Date },
  folder: string,
  said: readonly SaidOfReading[],
): Promise<{ readonly folder: string; readonly former: SaidOfReading[] }> {
  const root = await resolveChosenFolder(folder)
  return catalogue.transaction(() => {
    const rootId = catalogue.imports.ensureRoot(root, now().toISOString())
    const former = said.map((one) => catalogue.said.say(rootId, withoutEcho(one), { isApplied: false }).said)
    return { folder: root, former }
  })
}

/** A client's name as it was read, or a visit of which nothing is said, is no correction. */
function withoutEcho(one: SaidOfReading): SaidOfReading {
  const { kind, read, said } = one
  if (said === null) return one
  if (kind === 'client') return said.name === read ? { kind, read, said: null } : one
  const isSilent = said.date === null && said.kind === null && said.phase === null
  return isSilent ? { ...one, said: null } : one
}
