import { shrinkColours, softenColours } from '../../domain/registration/grab-cut/colour-picture.ts'
import {
  grabCut,
  LIKELY_BACKGROUND,
  LIKELY_HEAD,
  preparePicture,
  SURE_BACKGROUND,
  SURE_HEAD,
  type PictureToCut,
} from '../../domain/registration/grab-cut/grab-cut.ts'
import { connectedHead, headOutline, type HeadMask } from '../../domain/registration/head-outline.ts'
import { isFrontal } from '../../domain/registration/brows.ts'
import { ellipse, headRegionOfFace, pixelsInPolygon, resized } from '../../domain/registration/head-region.ts'
import type { FoundFace } from '../../domain/registration/photo-view.ts'
import type { Point } from '../../domain/transform.ts'
import type { ColourPixels } from './open-photo.ts'

const LONG_SIDE_PX = 112
const ROUNDS = 3
/** How little of the picture, and how much, a head fills. */
const SMALLEST_SHARE = 0.04
const LARGEST_SHARE = 0.9
/** Mean contrast across the cut (difference over brightness, 0 to 2) below which nothing was found to cut along. */
const LEAST_CONTRAST = 0.12
/** A shorter cut than this, in pixels, is none. */
const FEWEST_CUT = 20
/** How much an edge inside counts against the edge around: clothes cut out together with the head show such an edge. */
const INNER_EDGE_WEIGHT = 0.3

/**
 * How far a head usually reaches at most, in times what its face tells. Of eighteen heads in wide frames, found beside nothing
 * of their colour, the widest reaches 0.97 across and the one bent most 1.15 along; a board of skin's colour behind one begins
 * beyond, and so does the scalp of a close-up that is bent further.
 */
const FARTHEST_ACROSS = 1.05
const FARTHEST_ALONG = 1.25
/** Of a cut, what may lie beyond that. */
const LARGEST_SPECK = 0.01
/** The same of an outline that is known, in times its size. */
const KNOWN_SURE = 0.6
const KNOWN_FARTHEST = 1.12
/** How large the head is believed to be where such a board was taken for head. */
const NARROW = 0.85

/** Where the head surely is, where it likely is, and what it surely does not reach beyond, as polygons. */
interface Seed {
  readonly sure: readonly Point[]
  readonly likely: readonly Point[]
  /** Absent where nothing is known. */
  readonly farthest?: readonly Point[]
}

/** What is known of a head before it is outlined, in pixels of the picture. */
interface HeadHints {
  readonly face: FoundFace | null
  /** Its outline as a look from farther away found it, where more could be seen of what is beside it. */
  readonly known?: readonly Point[] | undefined
}

/**
 * Outlines the head by its colours, in pixels of the picture given: cut from
 * what is known of it or, where nothing is, from the middle as a near head and as a far one; the cut along the clearest edge
 * is taken. Null where no cut is clear.
 */
export function findHead(pixels: ColourPixels, { face, known }: HeadHints): Point[] | null {
  const factor = LONG_SIDE_PX / Math.max(pixels.widthPx, pixels.heightPx)
  const widthPx = Math.round(pixels.widthPx * factor)
  const heightPx = Math.round(pixels.heightPx * factor)
  if (Math.min(widthPx, heightPx) < LONG_SIDE_PX / 4) return null
  const small = shrinkColours(pixels, widthPx, heightPx)
  const soft = preparePicture(softenColours(small))
  const toSmall = ([x, y]: Point): Point => [(x * widthPx) / pixels.widthPx, (y * heightPx) / pixels.heightPx]
  const { first, farthest, asWell }: Seeds = known
    ? { first: [seedAround(known)], farthest: null, asWell: [] }
    : seedsFor(face, pixels.widthPx, pixels.heightPx)
  const cutFrom = (seeds: readonly Seed[]) =>
    seeds.flatMap((seed) => {
      const mask = cut(soft, inSmall(seed, toSmall))
      return mask ? [{ mask, ...clarityOf(mask, small.data) }] : []
    })
  const limit = farthest?.map(toSmall)
  const tried = cutFrom(first)
  const within = tried.filter(({ mask }) => !limit || !reachesBeyond(mask, limit))
  const cuts = within.length > 0 ? within : [...tried, ...cutFrom(asWell)]
  const best = cuts
    .filter(({ contrast }) => contrast > LEAST_CONTRAST)
    .sort((a, b) => b.clarity - a.clarity)[0]
  if (!best) return null
  const outline = headOutline(best.mask)
  return (
    outline &&
    outline.map(([x, y]): Point => [(x * pixels.widthPx) / widthPx, (y * pixels.heightPx) / heightPx])
  )
}

const FACE_OVAL = [
  10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149,
  150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
]

function inSmall({ sure, likely, farthest }: Seed, toSmall: (point: Point) => Point): Seed {
  return {
    sure: sure.map(toSmall),
    likely: likely.map(toSmall),
    ...(farthest && { farthest: farthest.map(toSmall) }),
  }
}

/** A known outline is about right: what lies well within it is head, and what lies well beyond is none. */
function seedAround(known: readonly Point[]): Seed {
  return { sure: resized(known, KNOWN_SURE), likely: known, farthest: resized(known, KNOWN_FARTHEST) }
}

/**
 * What to cut from, and what to cut from as well where no cut stays within what the face tells of its head: for one with a
 * board of its colour behind it, and for one bent so far that there is more scalp than a face tells. The clearest edge says
 * which.
 */
interface Seeds {
  readonly first: readonly Seed[]
  readonly farthest: readonly Point[] | null
  readonly asWell: readonly Seed[]
}

function seedsFor(face: FoundFace | null, widthPx: number, heightPx: number): Seeds {
  const around = (y: number, radius: number) =>
    ellipse([widthPx / 2, heightPx * y], widthPx * radius, heightPx * radius)
  const middle = around(0.43, 0.12)
  const central: Seed[] = [
    { sure: middle, likely: around(0.47, 0.47) },
    { sure: middle, likely: around(0.43, 0.33) },
  ]
  if (!face) return { first: central, farthest: null, asWell: [] }
  const [top, chin, left, right] = [10, 152, 234, 454].map((index) => face.landmarks[index])
  const sure = FACE_OVAL.map((index) => face.landmarks[index])
  const sides = { chin, left, right }
  // The second as if the forehead were higher: a head bent forward shows more scalp over its face.
  const higher: Point = [top[0] + 0.25 * (top[0] - chin[0]), top[1] + 0.25 * (top[1] - chin[1])]
  const seeds = [top, higher].map((upper) => ({ sure, likely: headRegionOfFace({ top: upper, ...sides }) }))
  // A face seen from the side tells little of where the rest of its head is.
  if (!isFrontal(face)) return { first: [...seeds, ...central], farthest: null, asWell: [] }
  const farthest = headRegionOfFace({ top, ...sides }, { across: FARTHEST_ACROSS, along: FARTHEST_ALONG })
  const narrow = headRegionOfFace({ top, ...sides }, { across: NARROW, along: NARROW })
  return { first: seeds, farthest, asWell: [...central, { sure, likely: narrow, farthest }] }
}

/** Whether more than a speck of a mask lies beyond a region. */
function reachesBeyond({ widthPx, heightPx, data }: HeadMask, region: readonly Point[]): boolean {
  const within = pixelsInPolygon(region, widthPx, heightPx)
  let inside = 0
  let beyond = 0
  for (let i = 0; i < data.length; i++) {
    inside += data[i] & within[i]
    beyond += data[i] & ~within[i]
  }
  return beyond > LARGEST_SPECK * (inside + beyond)
}

/** The head cut out by its colours, or null where it does not hang together with its seed or fills the picture badly. */
function cut(soft: PictureToCut, seed: Seed): HeadMask | null {
  const { widthPx, heightPx } = soft.picture
  const data = grabCut(soft, believe(widthPx, heightPx, seed), ROUNDS)
  if (!data) return null
  const middle: Point = [
    seed.sure.reduce((sum, [x]) => sum + x, 0) / seed.sure.length,
    seed.sure.reduce((sum, [, y]) => sum + y, 0) / seed.sure.length,
  ]
  const head = connectedHead({ widthPx, heightPx, data }, middle)
  const share = head ? head.data.reduce((sum, value) => sum + value, 0) / head.data.length : 0
  return share > SMALLEST_SHARE && share < LARGEST_SHARE ? head : null
}

/** What is believed of every pixel. */
function believe(widthPx: number, heightPx: number, { sure, likely, farthest }: Seed): Uint8Array {
  const isIn = (region: readonly Point[]) => pixelsInPolygon(region, widthPx, heightPx)
  const beliefs = isIn(likely).map((isLikely) => (isLikely === 1 ? LIKELY_HEAD : LIKELY_BACKGROUND))
  for (let y = 0; y + 0.5 < 0.12 * heightPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      const isCorner = x + 0.5 < 0.06 * widthPx || x + 0.5 > 0.94 * widthPx
      const i = y * widthPx + x
      if (isCorner && beliefs[i] === LIKELY_BACKGROUND) beliefs[i] = SURE_BACKGROUND
    }
  }
  const within = farthest && isIn(farthest)
  const surely = isIn(sure)
  for (let i = 0; i < beliefs.length; i++) {
    if (within?.[i] === 0) beliefs[i] = SURE_BACKGROUND
    if (surely[i] === 1) beliefs[i] = SURE_HEAD
  }
  return beliefs
}

/** Mean contrast across the cut, less some of the strongest contrast inside it. */
function clarityOf(mask: HeadMask, rgb: Uint8Array): { contrast: number; clarity: number } {
  const { widthPx, heightPx } = mask
  const contrasts: Contrasts = {
    around: new Float64Array(2 * widthPx * heightPx),
    inside: new Float64Array(2 * widthPx * heightPx),
    cut: 0,
    within: 0,
  }
  for (let y = 3; y < heightPx - 3; y++) addContrasts(mask, rgb, y, contrasts)
  const around = contrasts.around.subarray(0, contrasts.cut)
  const inside = contrasts.inside.subarray(0, contrasts.within)
  if (around.length < FEWEST_CUT) return { contrast: 0, clarity: 0 }
  const strongest = inside
    .sort()
    .reverse()
    .subarray(0, Math.ceil(around.length / 2))
  const mean = meanOf(around)
  return { contrast: mean, clarity: mean - INNER_EDGE_WEIGHT * meanOf(strongest) }
}

/** Contrasts across the cut and inside it, and how many of either there are. */
interface Contrasts {
  readonly around: Float64Array
  readonly inside: Float64Array
  cut: number
  within: number
}

function addContrasts({ widthPx, data }: HeadMask, rgb: Uint8Array, y: number, found: Contrasts): void {
  for (let i = y * widthPx + 3; i < (y + 1) * widthPx - 3; i++) {
    addContrast(data, rgb, i, 1, found)
    addContrast(data, rgb, i, widthPx, found)
  }
}

function addContrast(data: Uint8Array, rgb: Uint8Array, i: number, step: number, found: Contrasts): void {
  if (data[i] !== data[i + step]) found.around[found.cut++] = contrastOf(rgb, i - step, i + 2 * step)
  else if (data[i - 3 * step] + data[i] + data[i + 3 * step] === 3)
    found.inside[found.within++] = contrastOf(rgb, i - step, i + 2 * step)
}

function contrastOf(rgb: Uint8Array, i: number, j: number): number {
  let difference = 0
  let brightness = 60
  for (let channel = 0; channel < 3; channel++) {
    difference += Math.abs(rgb[3 * i + channel] - rgb[3 * j + channel])
    brightness += rgb[3 * i + channel] + rgb[3 * j + channel]
  }
  return (2 * difference) / brightness
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}
