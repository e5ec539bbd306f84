import {
  addLocalShifts,
  type DisplacementField,
  fitSmoothField,
  latticeField,
  measureTileShifts,
  NO_DISPLACEMENT,
  tilesInMask,
} from './displacement-field.ts'
import { blurPlane } from './blur-plane.ts'
import { fillMissing, type Plane, subtractPlanes } from './plane.ts'

/** A finer registration and how far the first one was off. */
export interface RefinedDisplacement {
  readonly field: DisplacementField
  /** Share of tiles that agree on one smooth shift; low where the first registration was too far off. */
  readonly agreement: number
}

const MIN_CORRELATION = 0.3

/**
 * Lays the visit's dots on the baseline's own: tiles are searched within about five dot widths, a smooth field is
 * fitted through those that agree, and what single tiles still deviate is added.
 * `sampleVisit` gives the visit on the baseline's grid, moved by a field.
 */
export function refineDisplacement(
  baseline: Plane,
  sampleVisit: (field: DisplacementField) => Plane,
  mask: Uint8Array,
  dotSigmaPx: number,
): RefinedDisplacement {
  const band = (plane: Plane) => {
    const filled = fillMissing(plane)
    return subtractPlanes(blurPlane(filled, 0.6 * dotSigmaPx), blurPlane(filled, 2.1 * dotSigmaPx))
  }
  const pattern = band(baseline)
  const coarseSize = Math.round(17 * dotSigmaPx)
  const coarseTiles = tilesInMask(mask, baseline, coarseSize, coarseSize, 0.7)
  const coarse = measureTileShifts(pattern, band(sampleVisit(NO_DISPLACEMENT)), coarseTiles, {
    tileSize: coarseSize,
    radius: Math.round(5 * dotSigmaPx),
    stride: 2,
  })
  const smooth = fitSmoothField(coarse, baseline)
  if (!smooth) return { field: NO_DISPLACEMENT, agreement: 0 }
  const fineSize = Math.round(13 * dotSigmaPx)
  const fineStride = Math.round(10 * dotSigmaPx)
  const fineTiles = tilesInMask(mask, baseline, fineSize, fineStride, 0.7)
  const fine = measureTileShifts(pattern, band(sampleVisit(smooth.field)), fineTiles, {
    tileSize: fineSize,
    radius: 3,
    stride: 1,
  }).filter((shift) => shift.correlation > MIN_CORRELATION)
  return {
    field: latticeField(addLocalShifts(smooth.field, fine, fineStride), baseline),
    agreement: coarseTiles.length === 0 ? 0 : smooth.agreeing.length / coarseTiles.length,
  }
}
