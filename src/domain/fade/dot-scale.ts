import { blurPlane } from './blur-plane.ts'
import type { Plane } from './plane.ts'

/** The size of the dots as the picture shows them. */
export interface DotScale {
  /** Standard deviation, in samples, of the Gaussian at which the treated skin has most texture above the bare skin's. */
  readonly sigmaPx: number
  /** Texture power of treated skin at that size: mean square of log10 units. */
  readonly power: number
  /** The same over that of bare skin. */
  readonly contrast: number
}

/** Squares of 0.006 and 0.012 log10 units: plain skin stays below the first, healed dots are above the second. */
const FAINTEST_POWER = 3.6e-5
const CLEAR_POWER = 1.44e-4
const RATIO = Math.SQRT2
const FIRST_SIGMA_PX = 0.7
/** A stubbled reference has texture of its own, which says little of the treated skin. */
const MAX_BARE_SHARE = 0.5
/** Up to dots of about 40 samples across. */
const STEPS = 9

/**
 * Finds the size of dots by the scale at which differences of Gaussians have most power in treated beyond bare skin
 * (scale selection after Lindeberg 1998). `plane` is log10 of linear red. Null where a mask is empty.
 */
export function estimateDotScale(plane: Plane, treated: Uint8Array, bare: Uint8Array): DotScale | null {
  const powers: { treated: number; bare: number }[] = []
  let finer = blurPlane(plane, FIRST_SIGMA_PX)
  for (let step = 1; step <= STEPS; step++) {
    const coarser = blurPlane(plane, FIRST_SIGMA_PX * RATIO ** step)
    powers.push({
      treated: differencePower(finer, coarser, treated),
      bare: differencePower(finer, coarser, bare),
    })
    finer = coarser
  }
  const gains = powers.map((power) => power.treated - Math.min(power.bare, MAX_BARE_SHARE * power.treated))
  let best = 0
  for (const [step, gain] of gains.entries()) if (gain > gains[best]) best = step
  const peak = powers[best]
  if (!Number.isFinite(gains[best])) return null
  return {
    sigmaPx: FIRST_SIGMA_PX * RATIO ** (best + 0.5 + peakOffset(gains, best)),
    power: peak.treated,
    contrast: peak.treated / Math.max(peak.bare, 1e-9),
  }
}

/** Whether that much texture can be dots: skin without pigment has less, or no more than bare skin of its kind. */
export function showsDots({ power, contrast }: DotScale): boolean {
  if (power < FAINTEST_POWER || contrast < 0.7) return false
  return contrast >= 1.3 || power >= CLEAR_POWER
}

function differencePower(a: Plane, b: Plane, mask: Uint8Array): number {
  let sum = 0
  let count = 0
  for (let i = 0; i < mask.length; i++) {
    if (mask[i] !== 1) continue
    const difference = a.data[i] - b.data[i]
    sum += difference * difference
    count++
  }
  return count > 0 ? sum / count : Number.NaN
}

function peakOffset(values: readonly number[], best: number): number {
  const before = values[best - 1]
  const after = values[best + 1]
  if (before === undefined || after === undefined) return 0
  const curvature = before - 2 * values[best] + after
  return curvature < 0 ? Math.max(-0.5, Math.min(0.5, (before - after) / (2 * curvature))) : 0
}
