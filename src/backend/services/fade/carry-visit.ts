import { type DisplacementField, NO_DISPLACEMENT } from '../../../domain/fade/displacement-field.ts'
import { blurPlane } from '../../../domain/fade/blur-plane.ts'
import { type Plane, samplePlane, subtractPlanes } from '../../../domain/fade/plane.ts'
import type { SampleGrid } from '../../../domain/fade/polygon-mask.ts'
import type { SkinPlanes } from '../../../domain/fade/tile-means.ts'
import { applyMeasuringWarp, type MeasuringWarp } from '../../../domain/measuring-warp.ts'
import { readCameraIdentity } from '../../imaging/camera-identity.ts'
import { type LinearPlanes, openLinearPhoto, readLinearPlanes } from '../../imaging/linear-plane.ts'
import { logPlane } from './log-plane.ts'
import type { PreparedBaseline } from './prepare-baseline.ts'

/** A visit's photo that can be looked at through the baseline's grid. */
export interface CarriedVisit {
  /**
   * log10 of linear red on the baseline's grid, the skin moved by a field of shifts in samples; NaN off the photo and
   * away from the regions.
   */
  readonly redAt: (field: DisplacementField) => Plane
  /** Everything that is measured of the skin, in the same way. */
  readonly skinAt: (field: DisplacementField) => SkinPlanes
  /** Pixels of the visit per pixel of the baseline. */
  readonly scale: number
  /** Share of the treated region that the visit's photo shows. */
  readonly reachedShare: number
  readonly hasMatrixProfile: boolean
  readonly camera: string | null
}

/** Decodes a visit and keeps only what the baseline's regions need. */
export async function carryVisit(
  file: string,
  baseline: PreparedBaseline,
  warp: MeasuringWarp,
): Promise<CarriedVisit> {
  const { grid } = baseline
  const photo = await openLinearPhoto(file)
  const camera = await readCameraIdentity(file)
  const scale = scaleOf(warp, grid)
  const step = Math.max(1, Math.floor(grid.stepPx * scale))
  const planes = readLinearPlanes(photo, boundsThrough(warp, grid), step)
  // Where the grid is still coarser than the planes, light between its samples is averaged in.
  const ratio = (grid.stepPx * scale) / step
  const blurPx = ratio > 1.1 ? 0.5 * Math.sqrt(ratio * ratio - 1) : 0
  const red = blurPlane(logPlane(planes.red), blurPx)
  const tint = subtractPlanes(blurPlane(logPlane(planes.green), blurPx), red)

  return {
    redAt: (field) => sampleAt(red, placesOf(field, baseline, warp, planes), grid),
    skinAt: (field) => {
      const places = placesOf(field, baseline, warp, planes)
      return {
        red: sampleAt(red, places, grid),
        tint: sampleAt(tint, places, grid),
        clipped: clippedAt(planes, places),
      }
    },
    scale,
    reachedShare: reachedShareOf(baseline, placesOf(NO_DISPLACEMENT, baseline, warp, planes), red),
    hasMatrixProfile: photo.hasMatrixProfile,
    camera,
  }
}

/** Where each sample of the grid lies in the visit's planes: x and y in turn, NaN away from the regions. */
function placesOf(
  field: DisplacementField,
  baseline: PreparedBaseline,
  warp: MeasuringWarp,
  planes: LinearPlanes,
): Float32Array {
  const { grid, treated, bare, context } = baseline
  const places = new Float32Array(2 * grid.width * grid.height).fill(Number.NaN)
  for (let row = 0; row < grid.height; row++) {
    for (let column = 0; column < grid.width; column++) {
      const at = row * grid.width + column
      if (context[at] !== 1) continue
      // Bare skin has little to be laid on by: it keeps the first registration.
      const isBareOnly = bare[at] === 1 && treated[at] !== 1
      const [dx, dy] = isBareOnly ? NO_DISPLACEMENT(0, 0) : field(column + 0.5, row + 0.5)
      const [x, y] = applyMeasuringWarp(warp, [
        grid.leftPx + (column + 0.5 + dx) * grid.stepPx,
        grid.topPx + (row + 0.5 + dy) * grid.stepPx,
      ])
      places[2 * at] = (x - planes.leftPx) / planes.stepPx
      places[2 * at + 1] = (y - planes.topPx) / planes.stepPx
    }
  }
  return places
}

function sampleAt(source: Plane, places: Float32Array, grid: SampleGrid): Plane {
  const data = new Float32Array(grid.width * grid.height)
  for (let at = 0; at < data.length; at++)
    data[at] = samplePlane(source, places[2 * at]!, places[2 * at + 1]!)
  return { data, widthPx: grid.width, heightPx: grid.height }
}

function clippedAt(planes: LinearPlanes, places: Float32Array): Uint8Array {
  const { widthPx, heightPx } = planes.red
  const mask = new Uint8Array(places.length / 2)
  for (let at = 0; at < mask.length; at++) {
    const column = Math.floor(places[2 * at]!)
    const row = Math.floor(places[2 * at + 1]!)
    if (column >= 0 && row >= 0 && column < widthPx && row < heightPx) {
      mask[at] = planes.clipped[row * widthPx + column]!
    }
  }
  return mask
}

function reachedShareOf({ treated }: PreparedBaseline, places: Float32Array, visit: Plane): number {
  let reached = 0
  let count = 0
  for (let at = 0; at < treated.length; at++) {
    if (treated[at] !== 1) continue
    count++
    const x = places[2 * at]!
    const y = places[2 * at + 1]!
    if (x >= 0 && y >= 0 && x < visit.widthPx && y < visit.heightPx) reached++
  }
  return count > 0 ? reached / count : 0
}

const OUTLINE_STEPS = 16
const MARGIN_PX = 32

/** The part of the visit that a grid's frame and inside fall on. */
function boundsThrough(warp: MeasuringWarp, grid: SampleGrid) {
  const xs: number[] = []
  const ys: number[] = []
  for (let i = 0; i <= OUTLINE_STEPS; i++) {
    for (let j = 0; j <= OUTLINE_STEPS; j++) {
      const [x, y] = applyMeasuringWarp(warp, [
        grid.leftPx + (i / OUTLINE_STEPS) * grid.width * grid.stepPx,
        grid.topPx + (j / OUTLINE_STEPS) * grid.height * grid.stepPx,
      ])
      xs.push(x)
      ys.push(y)
    }
  }
  return {
    leftPx: Math.min(...xs) - MARGIN_PX,
    topPx: Math.min(...ys) - MARGIN_PX,
    rightPx: Math.max(...xs) + MARGIN_PX,
    bottomPx: Math.max(...ys) + MARGIN_PX,
  }
}

/** Linear magnification of the warp at the middle of the grid. */
function scaleOf(warp: MeasuringWarp, grid: SampleGrid): number {
  const x = grid.leftPx + (grid.width * grid.stepPx) / 2
  const y = grid.topPx + (grid.height * grid.stepPx) / 2
  const reach = 20
  const [ax, ay] = applyMeasuringWarp(warp, [x - reach, y])
  const [bx, by] = applyMeasuringWarp(warp, [x + reach, y])
  const [cx, cy] = applyMeasuringWarp(warp, [x, y - reach])
  const [dx, dy] = applyMeasuringWarp(warp, [x, y + reach])
  const area = Math.abs((bx - ax) * (dy - cy) - (by - ay) * (dx - cx))
  return Math.sqrt(area) / (2 * reach)
}
