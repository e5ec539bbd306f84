import type { Matrix3 } from '../transform.ts'
import type { Size } from './size.ts'

/** How the after photo was framed beside the before photo: what to do otherwise at the next shot. */
export interface Framing {
  /** How much larger the head stands in the after photo, in percent; negative where it stands smaller. */
  readonly closerPercent: number
  /** How far the after photo must be turned to match, in degrees; positive is clockwise on the screen. */
  readonly turnedDegrees: number
}

/**
 * Reads distance and turn from a registration at the middle of the after photo. Both photos are compared as shares of
 * their own diagonal, so that neither another resolution nor a camera held on its side is taken for another distance.
 * `afterToBefore` in upright full-size pixels of both.
 */
export function compareFraming(afterToBefore: Matrix3, before: Size, after: Size): Framing {
  const [a, b, c, d, e, f, g, h, i] = afterToBefore
  const x = after.width / 2
  const y = after.height / 2
  const w = g * x + h * y + i
  const u = (a * x + b * y + c) / w
  const v = (d * x + e * y + f) / w
  // The Jacobian of the plane transform at (x, y).
  const ux = (a - g * u) / w
  const uy = (b - h * u) / w
  const vx = (d - g * v) / w
  const vy = (e - h * v) / w
  const scale = Math.sqrt(Math.abs(ux * vy - uy * vx))
  const relativeScale = scale * (diagonal(after) / diagonal(before))
  return {
    closerPercent: (1 / relativeScale - 1) * 100,
    // The turn of the similarity that is nearest to the Jacobian.
    turnedDegrees: (Math.atan2(vx - uy, ux + vy) * 180) / Math.PI,
  }
}

function diagonal({ width, height }: Size): number {
  return Math.hypot(width, height)
}
