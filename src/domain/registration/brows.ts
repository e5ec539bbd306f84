import type { Point } from '../transform.ts'
import type { FoundFace } from './photo-view.ts'

/** The inner ends of the eyebrows: below them lies face, which moves unlike the scalp when a head turns. */
export type Brows = readonly [left: Point, right: Point]

/** The inner ends of a face's eyebrows; null without a face, or where it is seen from the side: its mesh is no guide there. */
export function browsOf(face: FoundFace | null): Brows | null {
  return face && isFrontal(face) ? [face.landmarks[66], face.landmarks[296]] : null
}

/** From the middle of a face to its nose, in widths of the face: further, and it is seen from the side. */
const MOST_TURNED = 0.3

/** Whether both halves of a face are seen, so that its mesh tells where the rest of the head is. */
export function isFrontal({ landmarks }: FoundFace): boolean {
  const [nose, left, right] = [1, 234, 454].map((index) => landmarks[index])
  const across: Point = [right[0] - left[0], right[1] - left[1]]
  const along = (nose[0] - left[0]) * across[0] + (nose[1] - left[1]) * across[1]
  const share = along / (across[0] ** 2 + across[1] ** 2)
  return Math.abs(share - 0.5) < MOST_TURNED
}

/** Whether a place lies on the face's side of the line through the eyebrows. */
export function isBelowBrows([left, right]: Brows, x: number, y: number): boolean {
  return (right[0] - left[0]) * (y - left[1]) - (right[1] - left[1]) * (x - left[0]) > 0
}
