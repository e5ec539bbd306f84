import {
  COMPONENTS,
  fitMixture,
  likeliestComponent,
  logDensity,
  type ColourMixture,
} from './colour-mixture.ts'
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

/** Weighs the links between neighbouring pixels: the less, the more their colours differ for this picture. */
export function preparePicture(picture: ColourPicture): PictureToCut {
  const { widthPx, heightPx, data } = picture
  const offsets = neighbourOffsets(widthPx)
  const row = widthPx + 2
  const links = new Float64Array(8 * row * (heightPx + 2))
  let sum = 0
  eachLink(picture, (i, j) => (sum += differenceSquared(data, i, j)))
  const count = 4 * widthPx * heightPx - 3 * widthPx - 3 * heightPx + 2
  const falloff = sum > 0 ? 1 / ((2 * sum) / count) : 0
  eachLink(picture, (i, j, direction) => {
    const weight = LINK * Math.exp(-falloff * differenceSquared(data, i, j))
    const p = (Math.floor(i / widthPx) + 1) * row + (i % widthPx) + 1
    const isSlanted = direction === 0 || direction === 2
    const own = isSlanted ? weight / Math.SQRT2 : weight
    links[8 * p + direction] = own
    links[8 * (p + offsets[direction]) + 7 - direction] = own
  })
  return { picture, cutter: gridCutter({ widthPx, heightPx, links }) }
}

/** Calls for every pixel with each neighbour to its left and above: upper left, above, upper right, left. */
function eachLink(
  { widthPx, heightPx }: ColourPicture,
  visit: (i: number, j: number, direction: number) => void,
): void {
  for (let y = 0, i = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++, i++) {
      if (y > 0 && x > 0) visit(i, i - widthPx - 1, 0)
      if (y > 0) visit(i, i - widthPx, 1)
      if (y > 0 && x < widthPx - 1) visit(i, i - widthPx + 1, 2)
      if (x > 0) visit(i, i - 1, 3)
    }
  }
}

function differenceSquared(rgb: Uint8Array, i: number, j: number): number {
  const dr = rgb[3 * i] - rgb[3 * j]
  const dg = rgb[3 * i + 1] - rgb[3 * j + 1]
  const db = rgb[3 * i + 2] - rgb[3 * j + 2]
  return dr * dr + dg * dg + db * db
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
  // Colour groups start by chance: the same photo must give the same outline.
  const random = multiplyWithCarry(1)
  let sides: Uint8Array = beliefs.map((belief) => belief & 1)
  let mixtures: readonly ColourMixture[] | undefined
  for (let round = 0; round < rounds; round++) {
    const members = [0, 1].map((side) => pixelsOf(sides, side))
    if (members.some(({ length }) => length === 0)) return null
    const known = (mixtures ??= members.map((pixels) =>
      fitMixture(rgb, pixels, startGroups(rgb, pixels, random)),
    ))
    mixtures = members.map((pixels, side) => fitMixture(rgb, pixels, componentsOf(rgb, pixels, known[side])))
    sides = cutter.cut(preferences(picture, beliefs, mixtures))
  }
  return sides
}

function pixelsOf(sides: Uint8Array, side: number): Int32Array {
  const pixels = new Int32Array(sides.length)
  let count = 0
  for (let i = 0; i < sides.length; i++) if (sides[i] === side) pixels[count++] = i
  return pixels.subarray(0, count)
}

function startGroups(rgb: Uint8Array, pixels: Int32Array, random: () => number): Uint8Array {
  const colours = new Float32Array(3 * pixels.length)
  for (let k = 0; k < pixels.length; k++) {
    for (let channel = 0; channel < 3; channel++) colours[3 * k + channel] = rgb[3 * pixels[k] + channel]
  }
  return groupColours(colours, { groups: Math.min(COMPONENTS, pixels.length), random })
}

function componentsOf(rgb: Uint8Array, pixels: Int32Array, mixture: ColourMixture): Uint8Array {
  const components = new Uint8Array(pixels.length)
  for (let k = 0; k < pixels.length; k++) {
    const i = 3 * pixels[k]
    components[k] = likeliestComponent(mixture, rgb[i], rgb[i + 1], rgb[i + 2])
  }
  return components
}

/** By pixel of the padded grid: what it costs to take it for background less what it costs to take it for head. */
function preferences(
  { widthPx, heightPx, data }: ColourPicture,
  beliefs: Uint8Array,
  [background, head]: readonly ColourMixture[],
): Float64Array {
  const row = widthPx + 2
  const preferred = new Float64Array(row * (heightPx + 2))
  for (let y = 0, i = 0; y < heightPx; y++) {
    for (let x = 0, p = (y + 1) * row + 1; x < widthPx; x++, i++, p++) {
      if (beliefs[i] === SURE_HEAD) preferred[p] = SURE
      else if (beliefs[i] === SURE_BACKGROUND) preferred[p] = -SURE
      else {
        const [r, g, b] = [data[3 * i], data[3 * i + 1], data[3 * i + 2]]
        preferred[p] = logDensity(head, r, g, b) - logDensity(background, r, g, b)
      }
    }
  }
  return preferred
}
