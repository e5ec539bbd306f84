import type { View } from '../../../contract/vocabulary.ts'
import { fineDetail } from '../../../domain/comparability/fine-detail.ts'
import type { HairDifference } from '../../../domain/comparability/hair-difference.ts'
import { headShape } from '../../../domain/comparability/head-shape.ts'
import {
  lightDifference,
  type LightDifference,
  type SkinSample,
} from '../../../domain/comparability/light-difference.ts'
import { poseDifference, type PoseDifference } from '../../../domain/comparability/pose-difference.ts'
import type { Sight } from '../../../domain/comparability/straight-view.ts'
import { samplePlane } from '../../../domain/fade/plane.ts'
import { applyMeasuringWarp, type MeasuringWarp } from '../../../domain/measuring-warp.ts'
import { centralHeadRegion, isInPolygon, middleOf } from '../../../domain/registration/head-region.ts'
import { localTurnAndScale } from '../../../domain/registration/local-turn.ts'
import type { Point } from '../../../domain/transform.ts'
import { openLinearPhoto, readLinearPlanes, type LinearPhoto } from '../../imaging/linear-plane.ts'
import { measureHair } from './measure-hair.ts'
import { boundsOf, type PlacePair } from './place-pairs.ts'

/** Two registered photos; everything in upright pixels of the two files. */
export interface PairRequest {
  readonly before: string
  readonly after: string
  readonly view: View
  readonly warp: MeasuringWarp
  /** False where the warp is a plane transform only, in which a turned head does not show. */
  readonly followsRound: boolean
  /** How both photos were seen; null where their files do not say it. */
  readonly sights: { readonly before: Sight; readonly after: Sight } | null
  /** The head's outline on the before photo; null where none was found. */
  readonly outline: readonly Point[] | null
}

/** What the pixels of a pair say of how it was taken. */
export interface PairMeasurement {
  readonly pose: PoseDifference | null
  readonly light: LightDifference | null
  readonly detailLost: number | null
  readonly hair: HairDifference | null
}

/** The rim falls away from the camera and shows the background's light. */
const INNER_SHARE = 0.86
const SAMPLES_ACROSS = 64
/** Patches of skin that are compared, in shares of the head's width: wide enough to hold many dots. */
const PATCH_SHARE = 1 / 120
/** Detail is read in the middle of the head only, over at most so many pixels. */
const DETAIL_SIDE_PX = 900

/** Compares two photos on the head they share, in linear light. @throws AppError as decoding does. */
export async function measurePair(request: PairRequest): Promise<PairMeasurement> {
  const [before, after] = [await openLinearPhoto(request.before), await openLinearPhoto(request.after)]
  const region = request.outline ?? centralHeadRegion(before.widthPx, before.heightPx)
  const places = placesIn(region)
  const { middle, widthPx } = extentOf(region)
  const scale = Math.exp(localTurnAndScale(request.warp, middle).logScale)
  const pairs = places.map((place) => ({ before: place, after: applyMeasuringWarp(request.warp, place) }))
  const shape = request.outline && headShape(request.outline, request.view)
  return {
    pose: request.followsRound && shape ? poseDifference(request.warp, shape, request.sights) : null,
    light: lightDifference(samplesOf(before, after, pairs, { patchPx: widthPx * PATCH_SHARE, scale })),
    detailLost: detailLost(before, after, pairs, scale),
    hair: measureHair(before, after, pairs, { patchPx: widthPx * PATCH_SHARE, scale }),
  }
}

function placesIn(region: readonly Point[]): Point[] {
  const [cx, cy] = middleOf(region)
  const inner = region.map(([x, y]): Point => [cx + INNER_SHARE * (x - cx), cy + INNER_SHARE * (y - cy)])
  const xs = inner.map(([x]) => x)
  const ys = inner.map(([, y]) => y)
  const step = (Math.max(...xs) - Math.min(...xs)) / SAMPLES_ACROSS
  const places: Point[] = []
  for (let y = Math.min(...ys); y < Math.max(...ys); y += step) {
    for (let x = Math.min(...xs); x < Math.max(...xs); x += step) {
      if (isInPolygon(inner, x, y)) places.push([x, y])
    }
  }
  return places
}

function extentOf(region: readonly Point[]): { readonly middle: Point; readonly widthPx: number } {
  const xs = region.map(([x]) => x)
  return { middle: middleOf(region), widthPx: Math.max(...xs) - Math.min(...xs) }
}

function samplesOf(
  before: LinearPhoto,
  after: LinearPhoto,
  pairs: readonly PlacePair[],
  { patchPx, scale }: { readonly patchPx: number; readonly scale: number },
): SkinSample[] {
  const readBefore = skinReader(
    before,
    pairs.map((pair) => pair.before),
    patchPx,
  )
  const readAfter = skinReader(
    after,
    pairs.map((pair) => pair.after),
    patchPx * scale,
  )
  return pairs.flatMap((pair) => {
    const sample = { before: readBefore(pair.before), after: readAfter(pair.after) }
    const isSeen = [...sample.before, ...sample.after].every((light) => light > DARKEST)
    return isSeen ? [sample] : []
  })
}

/** Below this there is noise and no skin; it also leaves out what lies outside of a photo. */
const DARKEST = 1e-3

function skinReader(photo: LinearPhoto, places: readonly Point[], patchPx: number) {
  const { red, green, blue, leftPx, topPx, stepPx } = readLinearPlanes(
    photo,
    boundsOf(places, 4 * patchPx),
    Math.max(1, Math.round(patchPx)),
  )
  return ([x, y]: Point): SkinSample['before'] => {
    const [column, row] = [(x - leftPx) / stepPx, (y - topPx) / stepPx]
    return [samplePlane(red, column, row), samplePlane(green, column, row), samplePlane(blue, column, row)]
  }
}

/** Halvings of the finest skin detail in the after photo against the before photo; null where it cannot be told. */
function detailLost(
  before: LinearPhoto,
  after: LinearPhoto,
  pairs: readonly PlacePair[],
  scale: number,
): number | null {
  // The finest that both can show: a photo from further away is not blurred for that.
  const detailBefore = detailIn(
    before,
    pairs.map((pair) => pair.before),
    Math.max(1, 1 / scale),
  )
  const detailAfter = detailIn(
    after,
    pairs.map((pair) => pair.after),
    Math.max(1, scale),
  )
  return detailBefore === null || detailAfter === null ? null : detailBefore - detailAfter
}

function detailIn(photo: LinearPhoto, places: readonly Point[], unitPx: number): number | null {
  if (places.length === 0) return null
  const [cx, cy] = middleOf(places)
  const reach = (DETAIL_SIDE_PX / 2) * unitPx
  const near = places.filter(([x, y]) => Math.abs(x - cx) < reach && Math.abs(y - cy) < reach)
  const { green, leftPx, topPx } = readLinearPlanes(photo, boundsOf(near, 8 * unitPx), 1)
  return fineDetail(
    green,
    near.map(([x, y]) => [x - leftPx, y - topPx]),
    unitPx,
  )
}
