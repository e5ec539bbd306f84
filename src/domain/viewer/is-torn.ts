import { isPlausible } from '../registration/plausible-transform.ts'
import { invertTransform, type Matrix3 } from '../transform.ts'
import type { Size } from './size.ts'

/**
 * Whether a transform shows the after photo as no camera can have seen the head: folded, or stretched far more in one
 * place than in another. Points that are not the same spot in both photos do that. `afterToBefore` and `before` in
 * upright full-size pixels.
 */
export function isTorn(afterToBefore: Matrix3, before: Size): boolean {
  return !isPlausible(invertTransform(afterToBefore), before.width, before.height)
}
