import { existsSync } from 'node:fs'
import { AppError } from '../../../contract/errors.ts'
import type { PhotoId } from '../../../contract/ids.ts'
import type { Registration } from '../../../contract/registrations.ts'
import { ENGINE_VERSION } from '../../alignment/engine-version.ts'
import type { StoredRegistration } from '../../catalogue/registrations-repository.ts'
import type { Point } from '../../../domain/transform.ts'
import { registerPair, requirePhoto, type ByHand, type RegistrationDeps } from './register-pair.ts'

/**
 * The registration of two photos: the stored one, or a new one that is stored.
 * A person's work stays until `again` asks for another; the program's own is found anew when the engine has changed.
 */
export async function alignPair(
  deps: RegistrationDeps,
  beforeId: PhotoId,
  afterId: PhotoId,
  options: {
    readonly again?: boolean
    readonly headRegion?: readonly Point[]
    /** False tells what is found without storing it. */
    readonly keep?: boolean
    readonly signal?: AbortSignal
  } = {},
): Promise<Registration> {
  const stored = deps.catalogue.registrations.find(beforeId, afterId)
  if (stored !== null && options.again !== true && isUpToDate(stored)) return asRegistration(stored)
  const found = await registerPair(deps, beforeId, afterId, options)
  if (options.keep === false) return found.registration
  // What a person placed while this was looked for was not meant to be replaced.
  const placed = stored?.madeBy === 'person' ? null : placedByPerson(deps, beforeId, afterId)
  if (placed !== null) return placed
  save(deps, found)
  return found.registration
}

/** What a person made of a pair; null where the program did, or nobody. */
export function placedByPerson(
  { catalogue }: RegistrationDeps,
  beforeId: PhotoId,
  afterId: PhotoId,
): Registration | null {
  const stored = catalogue.registrations.find(beforeId, afterId)
  return stored?.madeBy === 'person' ? asRegistration(stored) : null
}

/** A person's stays; of the program's, what this version of the engine found. */
const isUpToDate = ({ madeBy, engineVersion }: StoredRegistration): boolean =>
  madeBy === 'person' || engineVersion === ENGINE_VERSION

/** Looks at both photos of a pair that is likely to be compared, where it is to be aligned yet; answers at once. */
export function preparePair(deps: RegistrationDeps, beforeId: PhotoId, afterId: PhotoId): null {
  const pair = [requirePhoto(deps.catalogue, beforeId), requirePhoto(deps.catalogue, afterId)]
  const previews = pair.map(({ sha256 }) => deps.previewFile(sha256)).filter((file) => existsSync(file))
  const stored = deps.catalogue.registrations.find(beforeId, afterId)
  if (stored !== null && isUpToDate(stored)) return null
  if (previews.length === pair.length) deps.aligner.prepare(previews)
  return null
}

/** Stores again what a person's work took the place of; that work can be brought back in its turn. */
export function bringBack(
  { catalogue, now }: Pick<RegistrationDeps, 'catalogue' | 'now'>,
  beforeId: PhotoId,
  afterId: PhotoId,
): Registration {
  const earlier = catalogue.registrations.bringBack(beforeId, afterId, now().toISOString())
  if (earlier === null) throw new AppError('not-found', 'There is no earlier alignment of this pair.')
  return asRegistration(earlier)
}

/** What is told of a stored registration. */
export function asRegistration(stored: StoredRegistration): Registration {
  const { engineVersion: _engineVersion, madeAt: _madeAt, ...registration } = stored
  return registration
}

/** The registration that a person's points make; stored as theirs where `keep` says so. */
export async function alignByHand(
  deps: RegistrationDeps,
  beforeId: PhotoId,
  afterId: PhotoId,
  options: ByHand & { readonly keep: boolean; readonly signal?: AbortSignal },
): Promise<Registration> {
  const { keep, signal, points, snap } = options
  const found = await registerPair(deps, beforeId, afterId, {
    byHand: { points, snap },
    ...(signal === undefined ? {} : { signal }),
  })
  if (keep) save(deps, found)
  return found.registration
}

function save(
  { catalogue, now }: RegistrationDeps,
  { registration, engineVersion }: Awaited<ReturnType<typeof registerPair>>,
): void {
  catalogue.registrations.save({ ...registration, engineVersion }, now().toISOString())
}
