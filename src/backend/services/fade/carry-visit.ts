import { type DisplacementField, NO_DISPLACEMENT } from '../../../domain/fade/displacement-field.ts'
import { blurPlane, type Plane, samplePlane, subtractPlanes } from '../../../domain/fade/plane.ts'
import type { SampleGrid } from '../../../domain/fade/polygon-mask.ts'
import { applyMeasuringWarp, type MeasuringWarp } from '../../../domain/measuring-warp.ts'
import type { Point } from '../../../domain/transform.ts'
import { readCameraIdentity } from '../../imaging/camera-identity.ts'
import { openLinearPhoto, readLinearPlanes } from '../../imaging/linear-plane.ts'
import { logPlane } from './log-plane.ts'
import type { PreparedBaseline } from './prepare-baseline.ts'

/** A visit's photo that can be looked at through the baseline's grid. */
export interface CarriedVisit {
  /** log10 of linear red on the baseline's grid, the treated skin moved by a field; NaN off the photo and outside the regions. */
  readonly sampleRed: (field: DisplacementField) => Plane
  /** log10 of linear green over linear red, in the same way. */
  readonly sampleTint: (field: DisplacementField) => Plane
  /** Pixels of the visit per pixel of the baseline. */
  readonly scale: number
  /** Share of the treated region that the visit's photo shows. */
  readonly reachedShare: number
  /** 1 where red is at the end of its range, on the grid. */
  readonly clippedAt: (field: DisplacementField) => Uint8Array
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
  const { widthPx: width, heightPx: height } = planes.red
  // Where the grid is still coarser than the planes, light between its samples is averaged in.
  const ratio = (grid.stepPx * scale) / step
  const blurPx = ratio > 1.1 ? 0.5 * Math.sqrt(ratio * ratio - 1) : 0
  const red = blurPlane(logPlane(planes.red), blurPx)
  const tint = subtractPlanes(blurPlane(logPlane(planes.green), blurPx), red)
  const isClipped = (x: number, y: number) =>
    planes.clipped[Math.min(height - 1, Math.floor(y)) * width + Math.min(width - 1, Math.floor(x))] === 1

  const place = (column: number, row: number, field: DisplacementField): Point => {
    // Bare skin has little to be laid on by: it keeps the first registration.
    const isTreated = baseline.treated[row * grid.width + column] === 1
    const [dx, dy] = isTreated ? field(column + 0.5, row + 0.5) : NO_DISPLACEMENT(0, 0)
    const [x, y] = applyMeasuringWarp(warp, [
      grid.leftPx + (column + 0.5 + dx) * grid.stepPx,
      grid.topPx + (row + 0.5 + dy) * grid.stepPx,
    ])
    return [(x - planes.leftPx) / step, (y - planes.topPx) / step]
  }
  const sample = (source: Plane, field: DisplacementField): Plane => {
    const data = new Float32Array(grid.width * grid.height).fill(Number.NaN)
    for (let row = 0; row < grid.height; row++) {
      for (let column = 0; column < grid.width; column++) {
        const at = row * grid.width + column
        if (baseline.anywhere[at] !== 1) continue
        const [x, y] = place(column, row, field)
        data[at] = samplePlane(source, x, y)
      }
    }
    return { data, widthPx: grid.width, heightPx: grid.height }
  }

  const clippedAt = (field: DisplacementField): Uint8Array => {
    const mask = new Uint8Array(grid.width * grid.height)
    for (let row = 0; row < grid.height; row++) {
      for (let column = 0; column < grid.width; column++) {
        const at = row * grid.width + column
        if (baseline.anywhere[at] === 1 && isClipped(...place(column, row, field))) mask[at] = 1
      }
    }
    return mask
  }

  let treated = 0
  let reached = 0
  for (let row = 0; row < grid.height; row += 2) {
    for (let column = 0; column < grid.width; column += 2) {
      if (baseline.treated[row * grid.width + column] !== 1) continue
      treated++
      const [x, y] = place(column, row, NO_DISPLACEMENT)
      if (x >= 0 && y >= 0 && x < width && y < height) reached++
    }
  }
  return {
    sampleRed: (field) => sample(red, field),
    sampleTint: (field) => sample(tint, field),
    scale,
    reachedShare: treated > 0 ? reached / treated : 0,
    clippedAt,
    hasMatrixProfile: photo.hasMatrixProfile,
    camera,
  }
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
