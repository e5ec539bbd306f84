import type { PairComparability } from '../../../contract/comparability.ts'
import type { PhotoId } from '../../../contract/ids.ts'
import type { Photo } from '../../../contract/photos.ts'
import type { Registration } from '../../../contract/registrations.ts'
import { comparabilityOf, type PairFacts } from '../../../domain/comparability/comparability-of.ts'
import { isFramedOtherwise } from '../../../domain/comparability/is-framed-otherwise.ts'
import { lensDifference, type LensFacts } from '../../../domain/comparability/lens-difference.ts'
import { sightOf, type Sight } from '../../../domain/comparability/straight-view.ts'
import { planeWarp } from '../../../domain/registration/plane-warp.ts'
import { rescaleRegistration } from '../../../domain/rescale-registration.ts'
import { invertTransform, type Point } from '../../../domain/transform.ts'
import { compareFraming } from '../../../domain/viewer/compare-framing.ts'
import type { FoundHead } from '../../alignment/alignment-types.ts'
import { alignPair } from './align-pair.ts'
import type { PairReader } from './create-pair-reader.ts'
import type { PairMeasurement, PairRequest } from './measure-pair.ts'
import { requirePhoto, sourceOf, type RegistrationDeps, type Source } from './register-pair.ts'

export interface ComparabilityDeps extends RegistrationDeps {
  readonly pairReader: PairReader
}

/** How well two photos can be compared; by the kept registration, or a new one that is kept. */
export async function comparePair(
  deps: ComparabilityDeps,
  beforeId: PhotoId,
  afterId: PhotoId,
  options: { readonly signal: AbortSignal },
): Promise<PairComparability> {
  const before = await photoOf(deps, beforeId)
  const after = await photoOf(deps, afterId)
  const registration = await alignPair(deps, beforeId, afterId, options)
  const { outline } = await deps.aligner.findHead(before.source.file, options)
  const measured =
    registration.verdict === 'needs-points'
      ? null
      : await deps.pairReader.measure(requestFor(before, after, registration, outline), options)
  const facts = {
    ...(measured === null ? NOTHING_KNOWN : factsOf(before.photo, after.photo, registration, measured)),
    lensLonger: lensDifference(before.lens, after.lens),
    isFramedOtherwise: areFramedOtherwise(before, after),
    beforeIsHealing: isHealing(before.photo),
    afterIsHealing: isHealing(after.photo),
  }
  const { score, parts } = comparabilityOf(facts)
  return {
    beforeId,
    afterId,
    verdict: registration.verdict,
    score,
    parts: [...parts],
    headOutline: enlarged(outline, before.source.scale),
  }
}

/** The head on a photo, in its upright full-size pixels, and whether the photo shows anything at all. */
export async function headOf(
  deps: RegistrationDeps,
  id: PhotoId,
  options: { readonly signal: AbortSignal },
): Promise<FoundHead> {
  const { source } = await photoOf(deps, id)
  const { outline, isBlank } = await deps.aligner.findHead(source.file, options)
  return { outline: enlarged(outline, source.scale), isBlank }
}

function enlarged(outline: readonly Point[] | null, scale: number): readonly Point[] | null {
  return outline && outline.map(([x, y]): Point => [x * scale, y * scale])
}

interface OpenedPhoto {
  readonly photo: Photo
  readonly lens: LensFacts
  readonly source: Source
}

async function photoOf(deps: RegistrationDeps, id: PhotoId): Promise<OpenedPhoto> {
  const photo = requirePhoto(deps.catalogue, id)
  const { focalLengthMm = null, focalLength35mm = null } = deps.catalogue.photos.detail(id) ?? {}
  return {
    photo,
    lens: { camera: photo.camera, focalLengthMm, focalLength35mm },
    source: await sourceOf(deps, photo),
  }
}

function requestFor(
  before: OpenedPhoto,
  after: OpenedPhoto,
  registration: Registration,
  outline: readonly Point[] | null,
): PairRequest {
  const { afterToBefore, measuringWarp } = rescaleRegistration(registration, {
    before: 1 / before.source.scale,
    after: 1 / after.source.scale,
  })
  return {
    before: before.source.file,
    after: after.source.file,
    view: before.photo.view,
    warp: measuringWarp ?? planeWarp(invertTransform(afterToBefore), [0, 0], 1),
    followsRound: measuringWarp !== null,
    sights: sightsOf(before, after),
    outline,
  }
}

function areFramedOtherwise(before: OpenedPhoto, after: OpenedPhoto): boolean {
  return isFramedOtherwise({ ...before, size: before.photo }, { ...after, size: after.photo })
}

function sightsOf(before: OpenedPhoto, after: OpenedPhoto): PairRequest['sights'] {
  // Of a cropped photo neither is known where its middle was nor how much of what the lens saw it shows.
  if (areFramedOtherwise(before, after)) return null
  const [one, other] = [sightFrom(before), sightFrom(after)]
  return one && other && { before: one, after: other }
}

function sightFrom({ photo, lens, source }: OpenedPhoto): Sight | null {
  if (lens.focalLength35mm === null) return null
  return sightOf(lens.focalLength35mm, {
    width: photo.width / source.scale,
    height: photo.height / source.scale,
  })
}

type MeasuredFacts = Omit<
  PairFacts,
  'lensLonger' | 'isFramedOtherwise' | 'beforeIsHealing' | 'afterIsHealing'
>

const NOTHING_KNOWN: MeasuredFacts = {
  closerPercent: null,
  rollDegrees: null,
  pose: null,
  light: null,
  detailLost: null,
  hair: null,
}

function factsOf(
  before: Photo,
  after: Photo,
  registration: Registration,
  { pose, light, detailLost, hair }: PairMeasurement,
): MeasuredFacts {
  const { closerPercent, turnedDegrees } = compareFraming(registration.afterToBefore, before, after)
  return {
    closerPercent,
    // What must be turned back is how far it was turned.
    rollDegrees: pose?.rollDegrees ?? -turnedDegrees,
    pose,
    light,
    detailLost,
    hair,
  }
}

function isHealing({ phase }: Photo): boolean {
  return phase === 'fresh' || phase === 'healing'
}
