import type { Point } from '../transform.ts'
import { browsOf, isBelowBrows } from './brows.ts'
import { placesIn } from './choose-transform.ts'
import { buildFeatureGrid } from './feature-grid.ts'
import type { FeaturePair } from './feature-pair.ts'
import { selectFeatures } from './feature-set.ts'
import { areaOf, centralHeadRegion, headRegionOfFace, middleOf, polygonTest, resized } from './head-region.ts'
import { headRound, type PlaceFrame } from './head-round.ts'
import { outlinePlaces, type OutlinePair } from './match-outline.ts'
import type { PhotoView } from './photo-view.ts'
import { COARSE_LEVEL, DETAIL_LEVEL, FINE_LEVEL, prepareSkin } from './skin-picture.ts'

/** A pair ready to be matched, and the head region of its before photo. */
export interface PreparedPair {
  readonly pair: FeaturePair
  readonly region: readonly Point[]
  /** Whether the region is the head's own outline, and not a guess or a person's drawing. */
  readonly isOutlined: boolean
  /** Whether a place of the before photo is listened to. */
  readonly isInside: (x: number, y: number) => boolean
}

/** The inner part of the head region that is surely head, as a share of its size. */
const CORE_SHARE = 0.45
/** The same where the head's outline was found, and how far beyond the outline features are still listened to. */
const OUTLINED_CORE_SHARE = 0.8
const RIM_SHARE = 1.04
/** How far towards the outlines skin is looked at; the before photo's less, since the after photo's must lie around it. */
const SKIN_SHARE = 0.93
const AFTER_SKIN_SHARE = 0.97

/** Prepares two photos; the head region is found on the before photo where none is given. */
export function preparePair(
  before: PhotoView,
  after: PhotoView,
  headRegion: readonly Point[] | undefined,
): PreparedPair {
  const { widthPx, heightPx } = before.gray
  const region = headRegion ?? findHeadRegion(before)
  const isOutlined = !headRegion && before.outline !== null
  const core = resized(region, isOutlined ? OUTLINED_CORE_SHARE : CORE_SHARE)
  const searched = isOutlined ? resized(region, RIM_SHARE) : region
  const isInside = polygonTest(searched)
  const skinRegion = isOutlined ? resized(region, SKIN_SHARE) : core
  const brows = browsOf(before.face)
  const isFace = (x: number, y: number) => brows !== null && isBelowBrows(brows, x, y)
  const headCentre = middleOf(region)
  const headRadiusPx = Math.sqrt(areaOf(region) / Math.PI)
  // What is believed of a head's curve belongs to its size; of a near one no more is seen than the photo holds.
  const frame = { centre: headCentre, scalePx: Math.min(2 * headRadiusPx, Math.max(widthPx, heightPx) / 2) }
  const pair: FeaturePair = {
    before: selectFeatures(before.features, isInside),
    after: after.features,
    afterGrid: buildFeatureGrid(after.features),
    widthPx,
    heightPx,
    headCentre,
    headRadiusPx,
    isCore: polygonTest(core),
    isFace,
    outlines: headRegion ? null : outlinesOf(before, after),
    frame,
    round: roundOf(before, region, isFace, frame),
    scalp: placesIn(region).filter(([x, y]) => !isFace(x, y)),
    skin: skinOf(before, after, skinRegion),
  }
  return { pair, region, isOutlined, isInside }
}

/** The head of the before photo: its outline, else what its face tells, else the middle of the photo. */
function findHeadRegion({ gray, face, outline }: PhotoView): readonly Point[] {
  if (outline) return outline
  if (!face) return centralHeadRegion(gray.widthPx, gray.heightPx)
  const [top, chin, left, right] = [10, 152, 234, 454].map((index) => face.landmarks[index])
  return headRegionOfFace({ top, chin, left, right })
}

/** Below the brows hardly anything is compared, but what lies there must not move far. */
const FACE_SHARE = 0.05

function roundOf(
  { outline, gray }: PhotoView,
  region: readonly Point[],
  isFace: (x: number, y: number) => boolean,
  frame: PlaceFrame,
): FeaturePair['round'] {
  if (!outline) return null
  const places = placesIn(region).map((at) => ({ at, weight: isFace(...at) ? FACE_SHARE : 1 }))
  return { ...headRound(outline, gray, frame), places }
}

function outlinesOf(before: PhotoView, after: PhotoView): OutlinePair | null {
  if (!before.outline || !after.outline) return null
  return {
    before: outlinePlaces(before.outline, before.gray.widthPx, before.gray.heightPx),
    after: outlinePlaces(after.outline, after.gray.widthPx, after.gray.heightPx),
  }
}

function skinOf(before: PhotoView, after: PhotoView, beforeRegion: readonly Point[]): FeaturePair['skin'] {
  const photos = {
    before: before.gray,
    after: after.gray,
    beforeRegion,
    afterRegion: after.outline && resized(after.outline, AFTER_SKIN_SHARE),
  }
  return {
    coarse: once(() => prepareSkin(photos, COARSE_LEVEL)),
    fine: once(() => prepareSkin(photos, FINE_LEVEL)),
    detail: once(() => prepareSkin(photos, DETAIL_LEVEL)),
  }
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => (made ??= { value: make() }).value
}
