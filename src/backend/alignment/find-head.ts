import { connectedHead, headOutline, type HeadMask } from '../../domain/registration/head-outline.ts'
import { isFrontal } from '../../domain/registration/brows.ts'
import { ellipse, headRegionOfFace, polygonTest, resized } from '../../domain/registration/head-region.ts'
import type { FoundFace } from '../../domain/registration/photo-view.ts'
import type { Point } from '../../domain/transform.ts'
import type { UprightPixels } from '../imaging/decode.ts'
import type { CvMat, OpenCv } from './open-cv.ts'

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
 * How far a head reaches at most, in times what its face tells. Of eighteen heads found beside nothing of their colour the
 * widest reaches 0.97 across and the one bent most 1.15 along; a board of skin's colour behind one begins beyond.
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

/** What GrabCut is told of a pixel. */
const SURE_BACKGROUND = 0
const SURE_HEAD = 1
const LIKELY_BACKGROUND = 2
const LIKELY_HEAD = 3

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
 * Outlines the head by its colours, in pixels of the picture given: GrabCut (Rother, Kolmogorov and Blake, 2004) from
 * what is known of it or, where nothing is, from the middle as a near head and as a far one; the cut along the clearest edge
 * is taken. Null where no cut is clear.
 */
export function findHead(cv: OpenCv, pixels: UprightPixels, { face, known }: HeadHints): Point[] | null {
  const factor = LONG_SIDE_PX / Math.max(pixels.widthPx, pixels.heightPx)
  const widthPx = Math.round(pixels.widthPx * factor)
  const heightPx = Math.round(pixels.heightPx * factor)
  if (Math.min(widthPx, heightPx) < LONG_SIDE_PX / 4) return null
  const full = new cv.Mat(pixels.heightPx, pixels.widthPx, cv.CV_8UC3)
  const small = new cv.Mat()
  const soft = new cv.Mat()
  try {
    full.data.set(pixels.data)
    cv.resize(full, small, new cv.Size(widthPx, heightPx), 0, 0, cv.INTER_AREA)
    cv.GaussianBlur(small, soft, new cv.Size(5, 5), 1.2)
    const toSmall = ([x, y]: Point): Point => [
      (x * widthPx) / pixels.widthPx,
      (y * heightPx) / pixels.heightPx,
    ]
    const { first, farthest, instead }: Seeds = known
      ? { first: [seedAround(known)], farthest: null, instead: [] }
      : seedsFor(face, pixels.widthPx, pixels.heightPx)
    const cutFrom = (seeds: readonly Seed[]) =>
      seeds.flatMap((seed) => {
        const mask = cut(cv, soft, inSmall(seed, toSmall))
        return mask ? [{ mask, ...clarityOf(mask, small.data) }] : []
      })
    const limit = farthest?.map(toSmall)
    const usual = cutFrom(first).filter(({ mask }) => !limit || !reachesBeyond(mask, limit))
    const cuts = usual.length > 0 ? usual : cutFrom(instead)
    const best = cuts
      .filter(({ contrast }) => contrast > LEAST_CONTRAST)
      .sort((a, b) => b.clarity - a.clarity)[0]
    if (!best) return null
    const outline = headOutline(best.mask)
    return (
      outline &&
      outline.map(([x, y]): Point => [(x * pixels.widthPx) / widthPx, (y * pixels.heightPx) / heightPx])
    )
  } finally {
    full.delete()
    small.delete()
    soft.delete()
  }
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

/** What to cut from, and what to cut from instead where no cut stays within what the face tells of its head. */
interface Seeds {
  readonly first: readonly Seed[]
  readonly farthest: readonly Point[] | null
  readonly instead: readonly Seed[]
}

function seedsFor(face: FoundFace | null, widthPx: number, heightPx: number): Seeds {
  const around = (y: number, radius: number) =>
    ellipse([widthPx / 2, heightPx * y], widthPx * radius, heightPx * radius)
  const middle = around(0.43, 0.12)
  const central: Seed[] = [
    { sure: middle, likely: around(0.47, 0.47) },
    { sure: middle, likely: around(0.43, 0.33) },
  ]
  if (!face) return { first: central, farthest: null, instead: [] }
  const [top, chin, left, right] = [10, 152, 234, 454].map((index) => face.landmarks[index])
  const sure = FACE_OVAL.map((index) => face.landmarks[index])
  const sides = { chin, left, right }
  // The second as if the forehead were higher: a head bent forward shows more scalp over its face.
  const higher: Point = [top[0] + 0.25 * (top[0] - chin[0]), top[1] + 0.25 * (top[1] - chin[1])]
  const seeds = [top, higher].map((upper) => ({ sure, likely: headRegionOfFace({ top: upper, ...sides }) }))
  // A face seen from the side tells little of where the rest of its head is.
  if (!isFrontal(face)) return { first: [...seeds, ...central], farthest: null, instead: [] }
  const farthest = headRegionOfFace({ top, ...sides }, { across: FARTHEST_ACROSS, along: FARTHEST_ALONG })
  const narrow = headRegionOfFace({ top, ...sides }, { across: NARROW, along: NARROW })
  return { first: seeds, farthest, instead: [{ sure, likely: narrow, farthest }] }
}

/** Whether more than a speck of a mask lies beyond a region. */
function reachesBeyond({ widthPx, data }: HeadMask, region: readonly Point[]): boolean {
  const isWithin = polygonTest(region)
  let inside = 0
  let beyond = 0
  data.forEach((value, i) => {
    if (value === 0) return
    if (isWithin((i % widthPx) + 0.5, Math.floor(i / widthPx) + 0.5)) inside++
    else beyond++
  })
  return beyond > LARGEST_SPECK * (inside + beyond)
}

/** The head by GrabCut, or null where it does not hang together with its seed or fills the picture badly. */
function cut(cv: OpenCv, picture: CvMat, { sure, likely, farthest }: Seed): HeadMask | null {
  const { cols: widthPx, rows: heightPx } = picture
  const mask = new cv.Mat(heightPx, widthPx, cv.CV_8UC1)
  const background = new cv.Mat()
  const foreground = new cv.Mat()
  try {
    const isSure = polygonTest(sure)
    const isLikely = polygonTest(likely)
    const isWithin = farthest && polygonTest(farthest)
    // Taken once: every time it is asked for, OpenCV makes a new view of its memory.
    const beliefs = mask.data
    for (let i = 0; i < beliefs.length; i++) {
      const x = (i % widthPx) + 0.5
      const y = Math.floor(i / widthPx) + 0.5
      if (isSure(x, y)) beliefs[i] = SURE_HEAD
      else if (isWithin && !isWithin(x, y)) beliefs[i] = SURE_BACKGROUND
      else if (isLikely(x, y)) beliefs[i] = LIKELY_HEAD
      else beliefs[i] = backgroundAt(x, y, widthPx, heightPx)
    }
    // Its colour clusters start at random: the same photo must give the same outline.
    cv.setRNGSeed(1)
    cv.grabCut(picture, mask, new cv.Rect(0, 0, 1, 1), background, foreground, ROUNDS, cv.GC_INIT_WITH_MASK)
    // Taken anew, since OpenCV's memory may have grown.
    const data = Uint8Array.from(mask.data, (value) => value & 1)
    const middle: Point = [
      sure.reduce((sum, [x]) => sum + x, 0) / sure.length,
      sure.reduce((sum, [, y]) => sum + y, 0) / sure.length,
    ]
    const head = connectedHead({ widthPx, heightPx, data }, middle)
    const share = head ? head.data.reduce((sum, value) => sum + value, 0) / head.data.length : 0
    return share > SMALLEST_SHARE && share < LARGEST_SHARE ? head : null
  } finally {
    mask.delete()
    background.delete()
    foreground.delete()
  }
}

function backgroundAt(x: number, y: number, widthPx: number, heightPx: number): number {
  const isUpperCorner = y < 0.12 * heightPx && (x < 0.06 * widthPx || x > 0.94 * widthPx)
  return isUpperCorner ? SURE_BACKGROUND : LIKELY_BACKGROUND
}

/** Mean contrast across the cut, less some of the strongest contrast inside it. */
function clarityOf(
  { widthPx, heightPx, data }: HeadMask,
  rgb: Uint8Array,
): { contrast: number; clarity: number } {
  const around: number[] = []
  const inside: number[] = []
  for (let y = 3; y < heightPx - 3; y++) {
    for (let x = 3; x < widthPx - 3; x++) {
      const i = y * widthPx + x
      for (const step of [1, widthPx]) {
        const isCut = data[i] !== data[i + step]
        if (isCut) around.push(contrastOf(rgb, i - step, i + 2 * step))
        else if (data[i - 3 * step] + data[i] + data[i + 3 * step] === 3)
          inside.push(contrastOf(rgb, i - step, i + 2 * step))
      }
    }
  }
  if (around.length < FEWEST_CUT) return { contrast: 0, clarity: 0 }
  const strongest = inside.sort((a, b) => b - a).slice(0, Math.ceil(around.length / 2))
  const mean = meanOf(around)
  return { contrast: mean, clarity: mean - INNER_EDGE_WEIGHT * meanOf(strongest) }
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

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}
