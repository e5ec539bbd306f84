import type { Point } from '../transform.ts'

/** Which of the two photos. */
export type Side = 'before' | 'after'

/** One point of the scalp, marked in one photo or in both; upright full-size pixels. */
export interface Landmark {
  readonly before: Point | null
  readonly after: Point | null
}

/** A landmark marked in both photos. */
export interface LandmarkPair {
  readonly before: Point
  readonly after: Point
}

export interface LandmarkSelection {
  readonly index: number
  readonly side: Side
}

/** More points than this make a person's work no better. */
export const MOST_LANDMARKS = 20

/** The landmarks that are marked in both photos. */
export function completeLandmarks(landmarks: readonly Landmark[]): readonly LandmarkPair[] {
  return landmarks.flatMap(({ before, after }) =>
    before === null || after === null ? [] : [{ before, after }],
  )
}

/** The next or previous placed point, before and after of a landmark in turn; null where there is none in that direction. */
export function neighbourOf(
  landmarks: readonly Landmark[],
  selection: LandmarkSelection | null,
  step: 1 | -1,
): LandmarkSelection | null {
  const placed = landmarks.flatMap((landmark, index) =>
    (['before', 'after'] as const).flatMap((side) => (landmark[side] === null ? [] : [{ index, side }])),
  )
  if (selection === null) return placed.at(step === 1 ? 0 : -1) ?? null
  const at = placed.findIndex(({ index, side }) => index === selection.index && side === selection.side)
  return placed[at + step] ?? null
}

/**
 * The landmarks with one more point, and which one it is: it completes the first landmark that waits for this side, or
 * else begins a new one. Null where there are enough.
 */
export function placeLandmark(
  landmarks: readonly Landmark[],
  side: Side,
  point: Point,
): { readonly landmarks: readonly Landmark[]; readonly selection: LandmarkSelection } | null {
  const open = landmarks.findIndex((landmark) => landmark[side] === null)
  const waiting = landmarks[open]
  if (waiting !== undefined) {
    return {
      landmarks: landmarks.with(open, { ...waiting, [side]: point }),
      selection: { index: open, side },
    }
  }
  if (landmarks.length >= MOST_LANDMARKS) return null
  const landmark: Landmark = { before: null, after: null, [side]: point }
  return { landmarks: [...landmarks, landmark], selection: { index: landmarks.length, side } }
}

/** The selection where its point is still marked, else none. */
export function keepSelection(
  selection: LandmarkSelection | null,
  landmarks: readonly Landmark[],
): LandmarkSelection | null {
  if (selection === null) return null
  const point = landmarks[selection.index]?.[selection.side]
  return point === null || point === undefined ? null : selection
}
