import { chooseComponents, compareSides, COMPONENTS, fitMixtures, type Mixtures } from './colour-mixture.ts'
import type { ColourPicture } from './colour-picture.ts'
import { groupColours } from './group-colours.ts'
import { gridCutter, neighbourOffsets, type GridCutter } from './grid-cut.ts'
import { multiplyWithCarry } from './multiply-with-carry.ts'

/** What is believed of a pixel before the cut; sure ones stay. */
export const SURE_BACKGROUND = 0
export const SURE_HEAD = 1
export const LIKELY_BACKGROUND = 2
export const LIKELY_HEAD = 3

/** A picture, and how it is cut where that costs least. */
export interface PictureToCut {
  readonly picture: ColourPicture
  readonly cutter: GridCutter
}

/** What cutting between two pixels of one colour costs, and what leaving out a sure pixel costs, which is more than all its links. */
const LINK = 50
const SURE = 9 * LINK
/** By what is believed: sure background, and sure head. */
const SURE_PREFERENCE = [-SURE, SURE] as const

/** Weighs the links between neighbouring pixels: the less, the more their colours differ for this picture. */
export function preparePicture(picture: ColourPicture): PictureToCut {
  const { widthPx, heightPx } = picture
  const differences = differencesOf(picture)
  const count = 4 * widthPx * heightPx - 3 * widthPx - 3 * heightPx + 2
  let sum = 0
  for (let k = 0; k < differences.length; k++) if (differences[k] >= 0) sum += differences[k]
  const links = weigh(differences, sum > 0 ? 1 / ((2 * sum) / count) : 0, widthPx)
  return { picture, cutter: gridCutter({ widthPx, heightPx, links }) }
}

/**
 * By pixel of the padded grid, how much its colour differs, squared, from that of its neighbour to the upper left, above, to the upper
 * right and to the left; -1 where there is none.
 */
function differencesOf({ widthPx, heightPx, data }: ColourPicture): Int32Array {
  const row = widthPx + 2
  const differences = new Int32Array(4 * row * (heightPx + 2)).fill(-1)
  for (let y = 0, i = 0; y < heightPx; y++) {
    for (let x = 0, k = 4 * ((y + 1) * row + 1); x < widthPx; x++, i++, k += 4) {
      if (y > 0 && x > 0) differences[k] = differenceSquared(data, i, i - widthPx - 1)
      if (y > 0) differences[k + 1] = differenceSquared(data, i, i - widthPx)
      if (y > 0 && x < widthPx - 1) differences[k + 2] = differenceSquared(data, i, i - widthPx + 1)
      if (x > 0) differences[k + 3] = differenceSquared(data, i, i - 1)
    }
  }
  return differences
}

function differenceSquared(rgb: Uint8Array, i: number, j: number): number {
  const dr = rgb[3 * i] - rgb[3 * j]
  const dg = rgb[3 * i + 1] - rgb[3 * j + 1]
  const db = rgb[3 * i + 2] - rgb[3 * j + 2]
  return dr * dr + dg * dg + db * db
}

function weigh(differences: Int32Array, falloff: number, widthPx: number): Float64Array {
  const offsets = neighbourOffsets(widthPx)
  const links = new Float64Array(2 * differences.length)
  for (let k = 0; k < differences.length; k++) {
    if (differences[k] < 0) continue
    const [p, direction] = [k >> 2, k & 3]
    const weight = LINK * Math.exp(-falloff * differences[k])
    const isSlanted = direction === 0 || direction === 2
    const own = isSlanted ? weight / Math.SQRT2 : weight
    links[8 * p + direction] = own
    links[8 * (p + offsets[direction]) + 7 - direction] = own
  }
  return links
}

/**
 * Parts a head from what is around it by their colours (Rother, Kolmogorov and Blake, GrabCut, 2004): by turns both sides'
 * colours are learnt from the parts, and the parts cut anew where colours and edges say. 1 for head; null where one side has
 * no pixel to learn from.
 */
export function grabCut(
  { picture, cutter }: PictureToCut,
  beliefs: Uint8Array,
  rounds: number,
): Uint8Array | null {
  const rgb = picture.data
  let sides: Uint8Array = beliefs.map((belief) => belief & 1)
  if (!hasBoth(sides)) return null
  let mixtures = fitMixtures(rgb, sides, startComponents(rgb, sides))
  for (let round = 0; round < rounds; round++) {
    if (!hasBoth(sides)) return null
    mixtures = fitMixtures(rgb, sides, chooseComponents(rgb, sides, mixtures))
    sides = cutter.cut(preferences(picture, beliefs, mixtures))
  }
  return sides
}

const hasBoth = (sides: Uint8Array): boolean => sides.includes(0) && sides.includes(1)

/** The group of each pixel's colour among those of its side. */
function startComponents(rgb: Uint8Array, sides: Uint8Array): Uint8Array {
  // Colour groups start by chance: the same photo must give the same outline.
  const random = multiplyWithCarry(1)
  const components = new Uint8Array(sides.length)
  for (const side of [0, 1]) {
    const pixels = pixelsOf(sides, side)
    const groups = groupColours(rgb, pixels, { groups: Math.min(COMPONENTS, pixels.length), random })
    for (let k = 0; k < pixels.length; k++) components[pixels[k]] = groups[k]
  }
  return components
}

function pixelsOf(sides: Uint8Array, side: number): Int32Array {
  const pixels = new Int32Array(sides.length)
  let count = 0
  for (let i = 0; i < sides.length; i++) if (sides[i] === side) pixels[count++] = i
  return pixels.subarray(0, count)
}

/** By pixel of the padded grid: what it costs to take it for background less what it costs to take it for head. */
function preferences(
  { widthPx, heightPx, data }: ColourPicture,
  beliefs: Uint8Array,
  mixtures: Mixtures,
): Float64Array {
  const isLikely = beliefs.map((belief) => belief >> 1)
  const preferred = compareSides(data, isLikely, mixtures)
  const row = widthPx + 2
  const padded = new Float64Array(row * (heightPx + 2))
  for (let i = 0; i < beliefs.length; i++) if (isLikely[i] === 0) preferred[i] = SURE_PREFERENCE[beliefs[i]]
  for (let y = 0; y < heightPx; y++) {
    padded.set(preferred.subarray(y * widthPx, (y + 1) * widthPx), (y + 1) * row + 1)
  }
  return padded
}
