import type { Point } from '../transform.ts'
import type { FoundFace } from './photo-view.ts'

/** The inner ends of the eyebrows: below them lies face, which moves unlike the scalp when a head turns. */
export type Brows = readonly [left: Point, right: Point]

/** The inner ends of a face's eyebrows; null without a face. */
export function browsOf(face: FoundFace | null): Brows | null {
  return face && [face.landmarks[66], face.landmarks[296]]
}

/** Whether a place lies on the face's side of the line through the eyebrows. */
export function isBelowBrows([left, right]: Brows, x: number, y: number): boolean {
  return (right[0] - left[0]) * (y - left[1]) - (right[1] - left[1]) * (x - left[0]) > 0
}
