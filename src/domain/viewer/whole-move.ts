import { composeTransforms, IDENTITY, type Matrix3 } from '../transform.ts'
import type { Size } from './size.ts'

/** How a person moved the after photo as a whole, around the middle of the before photo. */
export interface WholeMove {
  /** In pixels of the before photo; right and down. */
  readonly rightPx: number
  readonly downPx: number
  /** Clockwise on the screen. */
  readonly turnDegrees: number
  /** 0 for the size it had. */
  readonly largerPercent: number
}

export const NOT_MOVED: WholeMove = { rightPx: 0, downPx: 0, turnDegrees: 0, largerPercent: 0 }

/** One press of a key or button. */
export type WholeStep =
  | 'left'
  | 'right'
  | 'up'
  | 'down'
  | 'anticlockwise'
  | 'clockwise'
  | 'smaller'
  | 'larger'

/** Fine steps change what can just be seen at the photo's own size; coarse ones ten times that. */
const FINE_SHARE = 0.0005
const FINE_DEGREES = 0.05
const FINE_PERCENT = 0.05
const COARSE = 10
const MOST_DEGREES = 180
const MOST_PERCENT = 300
const LEAST_PERCENT = -75

/** True where nothing was moved. */
export function isUnmoved({ rightPx, downPx, turnDegrees, largerPercent }: WholeMove): boolean {
  return rightPx === 0 && downPx === 0 && turnDegrees === 0 && largerPercent === 0
}

/** The move after one more step; `before` is the before photo's size. */
export function stepWhole(
  move: WholeMove,
  step: WholeStep,
  { before, isCoarse }: { readonly before: Size; readonly isCoarse: boolean },
): WholeMove {
  const times = isCoarse ? COARSE : 1
  const shift = FINE_SHARE * before.width * times
  const turned = (by: number) =>
    tidy(Math.min(MOST_DEGREES, Math.max(-MOST_DEGREES, move.turnDegrees + by * times)))
  const sized = (by: number) =>
    tidy(Math.min(MOST_PERCENT, Math.max(LEAST_PERCENT, move.largerPercent + by * times)))
  switch (step) {
    case 'left':
      return { ...move, rightPx: tidy(move.rightPx - shift) }
    case 'right':
      return { ...move, rightPx: tidy(move.rightPx + shift) }
    case 'up':
      return { ...move, downPx: tidy(move.downPx - shift) }
    case 'down':
      return { ...move, downPx: tidy(move.downPx + shift) }
    case 'anticlockwise':
      return { ...move, turnDegrees: turned(-FINE_DEGREES) }
    case 'clockwise':
      return { ...move, turnDegrees: turned(FINE_DEGREES) }
    case 'smaller':
      return { ...move, largerPercent: sized(-FINE_PERCENT) }
    default:
      return { ...move, largerPercent: sized(FINE_PERCENT) }
  }
}

/** Where the after photo lies once it was moved as a whole; pixels of the before photo. */
export function moveWhole(afterToBefore: Matrix3, move: WholeMove, before: Size): Matrix3 {
  return isUnmoved(move) ? afterToBefore : composeTransforms(wholeTransform(move, before), afterToBefore)
}

function wholeTransform({ rightPx, downPx, turnDegrees, largerPercent }: WholeMove, before: Size): Matrix3 {
  const [x, y] = [before.width / 2, before.height / 2]
  const angle = (turnDegrees * Math.PI) / 180
  const scale = 1 + largerPercent / 100
  const [c, s] = [scale * Math.cos(angle), scale * Math.sin(angle)]
  if (c === 1 && s === 0 && rightPx === 0 && downPx === 0) return IDENTITY
  return [c, -s, x - c * x + s * y + rightPx, s, c, y - s * x - c * y + downPx, 0, 0, 1]
}

/** Steps forth and back end where they began, not a rounding error beside it. */
function tidy(value: number): number {
  const rounded = Math.round(value * 1e6) / 1e6
  return rounded === 0 ? 0 : rounded
}
