import { median, weightedLeastSquares } from '../fade/robust.ts'
import type { Point } from '../transform.ts'

/** One place of a head in both photos: in stops how light it is, and how much contrast single hairs have there. */
export interface HairSample {
  readonly place: Point
  readonly before: { readonly light: number; readonly contrast: number }
  readonly after: { readonly light: number; readonly contrast: number }
}

/** Shares of the head in percent, of places where it is beyond doubt: where hair is sparse or light, much more of it has changed. */
export interface HairDifference {
  /** Where the after photo shows hair and the before photo shows none, or much less. */
  readonly longerPercent: number
  readonly shorterPercent: number
}

const FEWEST = 200
/** In stops: pigment dots reach this contrast as well, but not with the darkening below. */
const HAIR_CONTRAST = 0.15
const CONTRAST_GAIN = 1.3
/** In stops against the rest of the head, over a whole patch; a dense field of pigment takes half a stop. */
const DARKENING = 0.7
/** Rounds of the fit, and in stops what counts as no difference in it. */
const ROUNDS = 20
const SMALLEST_REST = 0.05

/**
 * On how much of a head hair has grown or was cut: where it is rougher than skin and pigment are, and became darker than the
 * light on the whole head explains. Null with too little of the head in common.
 */
export function hairDifference(samples: readonly HairSample[]): HairDifference | null {
  if (samples.length < FEWEST) return null
  const lighter = apartFromLight(samples)
  const percent = (isSo: (sample: HairSample, lighter: number) => boolean): number =>
    (100 * samples.filter((sample, i) => isSo(sample, lighter[i])).length) / samples.length
  return {
    longerPercent: percent(({ before, after }, gain) => isHair(after, before) && gain < -DARKENING),
    shorterPercent: percent(({ before, after }, gain) => isHair(before, after) && gain > DARKENING),
  }
}

function isHair({ contrast }: HairSample['before'], other: HairSample['before']): boolean {
  return contrast > HAIR_CONTRAST && contrast > CONTRAST_GAIN * other.contrast
}

/**
 * Stops by which each place became lighter, without what a lamp that stands elsewhere does: a slope over the head, fitted to
 * the least sum of absolute differences (iteratively reweighted; Schlossmacher 1973), so that hair on a part of it counts little.
 */
function apartFromLight(samples: readonly HairSample[]): number[] {
  const gains = samples.map(({ before, after }) => after.light - before.light)
  const middle = median(gains)
  const design = samples.map(({ place: [x, y] }) => [1, x, y])
  let rest = gains.map((gain) => gain - middle)
  for (let round = 0; round < ROUNDS; round++) {
    const weights = rest.map((value) => 1 / Math.max(SMALLEST_REST, Math.abs(value)))
    const slope = weightedLeastSquares(design, gains, weights)
    if (slope === null) break
    rest = gains.map((gain, i) => gain - slope[0] - slope[1] * design[i][1] - slope[2] * design[i][2])
  }
  return rest
}
