import { blurPlane } from './blur-plane.ts'
import { type Plane, subtractPlanes } from './plane.ts'

/** Blur of each rung over the dots' own standard deviation; two neighbours make one band. */
const RUNGS = [0.5, 0.7, 1, 1.4, 1.95, 2.8]

/** Number of bands of {@link dotBands}. */
export const BAND_COUNT = RUNGS.length - 1

/**
 * How strongly the fit below holds on to "both photos are equally sharp": small follows every difference between bands,
 * large takes their plain mean.
 */
const SHARPNESS_PRIOR = 0.2

/** The texture of a plane in bands of about half an octave around the size of the dots, from fine to coarse. */
export function dotBands(plane: Plane, dotSigmaPx: number): Plane[] {
  // Gaussians add up by their variances, so that each rung needs only what the one before it lacks.
  const blurred: Plane[] = []
  for (const [step, rung] of RUNGS.entries()) {
    const before = step === 0 ? 0 : RUNGS[step - 1]
    const lacking = Math.sqrt(rung * rung - before * before)
    blurred.push(blurPlane(step === 0 ? plane : blurred[step - 1], lacking * dotSigmaPx))
  }
  return blurred.slice(1).map((coarser, band) => subtractPlanes(blurred[band], coarser))
}

/**
 * Weights that join the bands' logarithmic contrast ratios into the one that infinitely coarse bands would show.
 * A softer photo, or dots that spread while they keep their pigment, lowers a ratio by exp(-c f^2); intercept and c are fitted,
 * c with a prior around 0. The weights sum to 1.
 */
export const BAND_WEIGHTS: readonly number[] = interceptWeights(
  RUNGS.slice(0, -1).map((rung) => 1 / (rung * rung)),
  SHARPNESS_PRIOR,
)

/** Row of the ridge regression that gives the intercept: (A'A + diag(0, prior))^-1 A' with A = [1, x]. */
function interceptWeights(x: readonly number[], prior: number): number[] {
  const sum = x.reduce((total, value) => total + value, 0)
  const squares = x.reduce((total, value) => total + value * value, 0) + prior
  const determinant = x.length * squares - sum * sum
  const weights = x.map((value) => (squares - sum * value) / determinant)
  const total = weights.reduce((all, weight) => all + weight, 0)
  return weights.map((weight) => weight / total)
}
