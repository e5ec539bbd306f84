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
    const former = said.map((one) => sayOne(catalogue, rootId, one))
    return { folder: root, former }
  })
}

/** Returns what had been said before. A client's name as it was read takes that back, or confirms what was only guessed. */
function sayOne(catalogue: Catalogue, rootId: number, one: SaidOfReading): SaidOfReading {
  const { said: former } = catalogue.said.say(rootId, withoutSilence(one), { isApplied: false })
  const isEcho = one.kind === 'client' && one.said?.name === one.read
  if (isEcho && former.said !== null) catalogue.said.say(rootId, { ...one, said: null }, { isApplied: false })
  return former
}

/** A visit of which nothing is said is no correction. */
function withoutSilence(one: SaidOfReading): SaidOfReading {
  const { kind, said } = one
  if (said === null || kind === 'client') return one
  const isSilent = said.date === null && said.kind === null && said.phase === null
  return isSilent ? { ...one, said: null } : one
}
