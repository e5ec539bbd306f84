import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { View } from '../../../src/contract/vocabulary.ts'
import type { Sight } from '../../../src/domain/comparability/straight-view.ts'
import type { Point } from '../../../src/domain/transform.ts'
import type { Size } from '../../../src/domain/viewer/size.ts'
import { headFolders, type HeadSet } from '../head-sets.ts'

/** What differs between two rendered photos of one head; null where the truth files do not say it. */
export interface PairTruth {
  readonly turnDegrees: number
  readonly tiltDegrees: number
  readonly rollDegrees: number
  readonly closerPercent: number
  /** By the white balance that was set. */
  readonly stopsWarmer: number
}

export interface TruePair {
  readonly id: string
  readonly before: string
  readonly after: string
  readonly view: View
  /** Of both photos. */
  readonly size: Size
  readonly truth: PairTruth
  readonly sights: { readonly before: Sight; readonly after: Sight }
  /** Whether one of the two shows the day of the session. */
  readonly isFresh: boolean
  /** The same skin in both photos, upright pixels, turned towards the camera in both. */
  readonly skin: readonly { readonly before: Point; readonly after: Point }[]
}

type Vector = readonly [number, number, number]
type Rotation = readonly [Vector, Vector, Vector]

interface TruthFile {
  readonly subject: string
  readonly visit: number
  readonly view: string
  readonly width: number
  readonly height: number
  readonly camera: { readonly K: Rotation; readonly R: Rotation; readonly t: Vector }
  readonly head_R: Rotation
  readonly nuisance: { readonly wb_rgb_gain: Vector }
  readonly landmarks: Readonly<
    Record<
      string,
      { readonly xyz: Vector; readonly xy: Point; readonly visible: boolean; readonly facing: number }
    >
  >
}

const VIEWS: Readonly<Record<string, View>> = {
  front: 'front',
  top: 'top',
  crown: 'crown',
  left: 'left-profile',
  right: 'right-profile',
}
const FACING = 0.3
/** The session stands second, after the visit before it. */
const FRESH_VISIT = 1
const DEGREES = 180 / Math.PI

/** All pairs of one rendered head and view, the earlier visit first, with what truly differs; of one set. */
export function truePairs(set: HeadSet): TruePair[] {
  const { photos: photoFolder, truth } = headFolders(set)
  if (!existsSync(truth)) return []
  const photos = readdirSync(truth, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => ({
      file: join(photoFolder, name.replace(/json$/, 'jpg')),
      // The truth files are our own and of one shape.
      truth: JSON.parse(readFileSync(join(truth, name), 'utf8')) as TruthFile,
    }))
  return photos.flatMap((before) =>
    photos
      .filter(
        ({ truth: after }) =>
          after.subject === before.truth.subject &&
          after.view === before.truth.view &&
          after.visit > before.truth.visit,
      )
      .map((after) => ({
        id: `${before.truth.subject} ${before.truth.view} ${before.truth.visit}-${after.truth.visit}`,
        before: before.file,
        after: after.file,
        view: VIEWS[before.truth.view] ?? 'unknown',
        size: { width: before.truth.width, height: before.truth.height },
        truth: differenceOf(before.truth, after.truth),
        sights: { before: sightOf(before.truth), after: sightOf(after.truth) },
        isFresh: [before, after].some(({ truth }) => truth.visit === FRESH_VISIT),
        skin: skinOf(before.truth, after.truth),
      })),
  )
}

function sightOf({ camera: { K } }: TruthFile): Sight {
  return { focalLengthPx: K[0][0], frameMiddle: [K[0][2], K[1][2]] }
}

function skinOf(before: TruthFile, after: TruthFile): TruePair['skin'] {
  return Object.entries(before.landmarks).flatMap(([name, mark]) => {
    const other = after.landmarks[name]
    const isSeen = [mark, other].every((each) => each !== undefined && each.visible && each.facing > FACING)
    return isSeen && other ? [{ before: mark.xy, after: other.xy }] : []
  })
}

function differenceOf(before: TruthFile, after: TruthFile): PairTruth {
  const [from, to] = [poseOf(before), poseOf(after)]
  const difference = multiply(to.rotation, transpose(from.rotation))
  // Swing and twist: first the turn and tilt of the head, then its roll about the line of sight.
  const roll = Math.atan2(difference[1][0] - difference[0][1], difference[0][0] + difference[1][1])
  const untwisted = multiply(about([0, 0, 1], -roll), difference)
  const angle = Math.acos(Math.min(1, Math.max(-1, (trace(untwisted) - 1) / 2)))
  const factor = angle < 1e-9 ? 0.5 : angle / (2 * Math.sin(angle))
  const warmth = ({ nuisance }: TruthFile) => Math.log2(nuisance.wb_rgb_gain[0] / nuisance.wb_rgb_gain[2])
  return {
    turnDegrees: -(untwisted[0][2] - untwisted[2][0]) * factor * DEGREES,
    tiltDegrees: -(untwisted[2][1] - untwisted[1][2]) * factor * DEGREES,
    rollDegrees: roll * DEGREES,
    closerPercent: 100 * (from.distance / to.distance - 1),
    stopsWarmer: warmth(after) - warmth(before),
  }
}

/** The head's rotation as seen along the line of sight to its middle, and how far away that is. */
function poseOf({ camera, head_R, landmarks }: TruthFile): { rotation: Rotation; distance: number } {
  const marks = Object.values(landmarks)
  const middle = [0, 1, 2].map((i) => marks.reduce((sum, { xyz }) => sum + xyz[i], 0) / marks.length)
  const [x, y, z] = camera.R.map(
    (row, i) => row[0] * middle[0] + row[1] * middle[1] + row[2] * middle[2] + camera.t[i],
  )
  const distance = Math.hypot(x, y, z)
  const aside = Math.hypot(x, y)
  const straighten: Rotation =
    aside < 1e-9 ? about([0, 0, 1], 0) : about([y / aside, -x / aside, 0], Math.atan2(aside, z))
  return { rotation: multiply(straighten, multiply(camera.R, head_R)), distance }
}

function about([x, y, z]: Vector, angle: number): Rotation {
  const [c, s] = [Math.cos(angle), Math.sin(angle)]
  const k = 1 - c
  return [
    [c + x * x * k, x * y * k - z * s, x * z * k + y * s],
    [y * x * k + z * s, c + y * y * k, y * z * k - x * s],
    [z * x * k - y * s, z * y * k + x * s, c + z * z * k],
  ]
}

function multiply(a: Rotation, b: Rotation): Rotation {
  const row = (r: Vector): Vector => [dot(r, b, 0), dot(r, b, 1), dot(r, b, 2)]
  return [row(a[0]), row(a[1]), row(a[2])]
}

function dot(row: Vector, m: Rotation, column: 0 | 1 | 2): number {
  return row[0] * m[0][column] + row[1] * m[1][column] + row[2] * m[2][column]
}

function transpose([a, b, c]: Rotation): Rotation {
  return [
    [a[0], b[0], c[0]],
    [a[1], b[1], c[1]],
    [a[2], b[2], c[2]],
  ]
}

function trace(m: Rotation): number {
  return m[0][0] + m[1][1] + m[2][2]
}
