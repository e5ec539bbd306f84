import type { FoundFace } from '../registration/photo-view.ts'
import type { HeadClues, HeadPart, HeadPoint } from './head-clues.ts'

/**
 * What a picture shows by its head alone. From behind, the crown and the back of a head differ in the camera's height alone, which
 * one picture does not tell; so that is an answer of its own. A turned face (an oblique) is never named: there were too few
 * photos to learn how sure that would be.
 */
export const FROM_HEAD = ['front', 'left-profile', 'right-profile', 'top', 'from-behind', 'unclear'] as const
export type FromHead = (typeof FROM_HEAD)[number]

// All thresholds were chosen so that none of 80 rendered heads and none of 86 photos of other things gets a wrong name;
// what stays unclear costs a person one key, a wrong name costs trust.
const LEAST_FACE_SCORE = 0.7
/** Of the picture's long side; bystanders have smaller faces. */
const LEAST_FACE_HEIGHT = 0.12
/** How far the nose may lie from the middle of a frontal face, in widths of the face's mesh. */
const MOST_MESH_TURN = 0.2
/** The same, in distances between the ears. */
const MOST_EAR_TURN = 0.25
/** Of the head's length, from its farther ear to the nose. */
const LEAST_BEYOND_EARS = 0.15
/** Of the picture's long side. */
const LEAST_HEAD = 0.07
/** How far the nose hangs below the ears when one looks down on a head, in distances between the ears; 0.2 to 0.4 in fronts. */
const LEAST_NOSE_DROP = 0.55

const NOWHERE: HeadPoint = { x: 0, y: 0, score: 0 }

/** Says which view a picture shows, or `unclear`: better no name than a wrong one. */
export function viewFromHead(clues: HeadClues): FromHead {
  const { face } = clues
  const at = (part: HeadPart): HeadPoint => clues.points[part] ?? NOWHERE
  if (face !== null) return isFrontal(face, clues, at) ? 'front' : 'unclear'
  return (
    profile(clues, at) ??
    (isFromAbove(clues, at) ? 'top' : isFromBehind(clues, at) ? 'from-behind' : 'unclear')
  )
}

type PointOf = (part: HeadPart) => HeadPoint

/** Points of the mesh (Kartynnik et al., 2019): the nose's tip, the face's sides at the ears, its top and its chin. */
const [TIP, RIGHT_SIDE, LEFT_SIDE, FOREHEAD, CHIN] = [1, 234, 454, 10, 152]

function isFrontal(face: FoundFace, { widthPx, heightPx }: HeadClues, at: PointOf): boolean {
  const [tip, right, left, top, chin] = [TIP, RIGHT_SIDE, LEFT_SIDE, FOREHEAD, CHIN].map(
    (index) => face.landmarks[index],
  )
  if (!tip || !right || !left || !top || !chin || face.score < LEAST_FACE_SCORE) return false
  if (Math.hypot(chin[0] - top[0], chin[1] - top[1]) < LEAST_FACE_HEIGHT * Math.max(widthPx, heightPx))
    return false
  if (left[0] <= right[0]) return false
  if (Math.abs((tip[0] - right[0]) / (left[0] - right[0]) - 0.5) > MOST_MESH_TURN) return false
  const [nose, leftEar, rightEar] = [at('nose'), at('leftEar'), at('rightEar')]
  const areEarsFound = Math.min(nose.score, leftEar.score, rightEar.score) >= 0.2
  return !areEarsFound || Math.abs(noseTurn(nose, leftEar, rightEar)) <= MOST_EAR_TURN
}

/** Where the nose lies between the ears, in distances between them; 0 is the middle. */
function noseTurn(nose: HeadPoint, leftEar: HeadPoint, rightEar: HeadPoint): number {
  return (nose.x - (leftEar.x + rightEar.x) / 2) / Math.max(1, distance(leftEar, rightEar))
}

/** In a profile the nose lies beyond both ears, also where the hidden ear is only supposed; no frontal face is found. */
function profile(clues: HeadClues, at: PointOf): FromHead | null {
  const [nose, leftEye, rightEye] = [at('nose'), at('leftEye'), at('rightEye')]
  const [leftEar, rightEar] = [at('leftEar'), at('rightEar')]
  const head = Math.max(distance(nose, leftEar), distance(nose, rightEar))
  if (nose.score < 0.2 || Math.max(leftEye.score, rightEye.score) < 0.25) return null
  if (head < LEAST_HEAD * Math.max(clues.widthPx, clues.heightPx)) return null
  const [from, to] = [Math.min(leftEar.x, rightEar.x), Math.max(leftEar.x, rightEar.x)]
  const beyond = LEAST_BEYOND_EARS * head
  // The ear that is turned to the camera must be seen.
  if (nose.x < from - beyond && Math.max(leftEye.x, rightEye.x) < to && leftEar.score >= 0.04)
    return 'left-profile'
  if (nose.x > to + beyond && Math.min(leftEye.x, rightEye.x) > from && rightEar.score >= 0.04)
    return 'right-profile'
  return null
}

function isFromAbove(clues: HeadClues, at: PointOf): boolean {
  const [nose, leftEye, rightEye] = [at('nose'), at('leftEye'), at('rightEye')]
  const [leftEar, rightEar] = [at('leftEar'), at('rightEar')]
  if (leftEar.x <= rightEar.x || Math.min(leftEar.score, rightEar.score) < 0.15) return false
  if (Math.min(leftEye.score, rightEye.score) < 0.2 || nose.score < 0.14) return false
  if (Math.max(at('leftShoulder').score, at('rightShoulder').score) < 0.1) return false
  const width = distance(leftEar, rightEar)
  if (width < LEAST_HEAD * Math.max(clues.widthPx, clues.heightPx)) return false
  const drop = (nose.y - (leftEar.y + rightEar.y) / 2) / width
  return drop >= LEAST_NOSE_DROP && Math.abs(noseTurn(nose, leftEar, rightEar)) <= MOST_EAR_TURN
}

/** From behind, a person's left ear is on the left of the picture, and there is hardly a face. */
function isFromBehind(clues: HeadClues, at: PointOf): boolean {
  const [leftEar, rightEar] = [at('leftEar'), at('rightEar')]
  if (Math.min(leftEar.score, rightEar.score) < 0.24 || at('nose').score > 0.22) return false
  return rightEar.x - leftEar.x >= LEAST_HEAD * Math.max(clues.widthPx, clues.heightPx)
}

function distance(one: HeadPoint, other: HeadPoint): number {
  return Math.hypot(one.x - other.x, one.y - other.y)
}
