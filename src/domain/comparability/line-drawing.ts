import { blurPlane } from '../fade/blur-plane.ts'
import type { Plane } from '../fade/plane.ts'
import { dilateMask } from '../fade/polygon-mask.ts'

/** Width of a line, as a share of the picture's width: finer than this is skin, not shape. */
const LINE_SHARE = 0.0045
/** Ratio of the two blurs; see the source. */
const SURROUND = 1.6
/** A surround that is brighter than the middle by these many stops begins to be a line, and is a full one. */
const FAINTEST_STOPS = 0.035
const FULL_STOPS = 0.16
const DARKEST = 4e-3
/** Marks that reach less far than this share of the width are moles, dots and noise. */
const SHORTEST_SHARE = 0.05
/** What hangs together must do so by at least so much ink: dots touch one another only faintly. */
const JOINING_INK = 150
/** How far fainter ink around a mark belongs to it, in line widths. */
const EDGE_LINES = 1.5

/**
 * A line drawing of a photo: where it is darker than around it, how much ink there is, 0 to 255 a pixel. Difference of
 * Gaussians on the logarithm of light, so that a shadow draws as much as a lit part (Winnemöller, Kyprianidis and Olsen,
 * XDoG, 2012); short marks are left out, so that pigment is. `light` is linear.
 */
export function lineDrawing(light: Plane): Uint8Array {
  const stops: Plane = { ...light, data: light.data.map((value) => Math.log2(Math.max(DARKEST, value))) }
  const sigmaPx = Math.max(1, LINE_SHARE * light.widthPx)
  const middle = blurPlane(stops, sigmaPx)
  const surround = blurPlane(stops, SURROUND * sigmaPx)
  const ink = Uint8Array.from(middle.data, (value, i) => {
    const darker = surround.data[i] - value
    const share = (darker - FAINTEST_STOPS) / (FULL_STOPS - FAINTEST_STOPS)
    return 255 * Math.min(1, Math.max(0, share))
  })
  const marks = longMarks(ink, light.widthPx, SHORTEST_SHARE * light.widthPx)
  const near = dilateMask(marks, light.widthPx, light.heightPx, Math.ceil(EDGE_LINES * sigmaPx))
  return ink.map((value, i) => (near[i] === 1 ? value : 0))
}

/** 1 for the marks that hang together over at least so many pixels across or down. */
function longMarks(ink: Uint8Array, widthPx: number, shortestPx: number): Uint8Array {
  const kept = new Uint8Array(ink.length)
  const isSeen = new Uint8Array(ink.length)
  for (let start = 0; start < ink.length; start++) {
    if (ink[start] < JOINING_INK || isSeen[start] === 1) continue
    const mark = markFrom(start, ink, isSeen, widthPx)
    const columns = mark.map((i) => i % widthPx)
    const wide = extent(columns)
    const high = extent(mark) / widthPx
    if (Math.max(wide, high) >= shortestPx) for (const i of mark) kept[i] = 1
  }
  return kept
}

/** All pixels with enough ink that hang together with one, by their eight neighbours. */
function markFrom(start: number, ink: Uint8Array, isSeen: Uint8Array, widthPx: number): number[] {
  const mark = [start]
  isSeen[start] = 1
  for (let next = 0; next < mark.length; next++) {
    const at = mark[next]
    const column = at % widthPx
    for (let dy = -1; dy <= 1; dy++) {
      for (let dx = -1; dx <= 1; dx++) {
        const neighbour = at + dy * widthPx + dx
        if (column + dx < 0 || column + dx >= widthPx || neighbour < 0 || neighbour >= ink.length) continue
        if (ink[neighbour] < JOINING_INK || isSeen[neighbour] === 1) continue
        isSeen[neighbour] = 1
        mark.push(neighbour)
      }
    }
  }
  return mark
}

function extent(values: readonly number[]): number {
  let [low, high] = [Infinity, -Infinity]
  for (const value of values) {
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  return high - low
}
