import { blurPlane } from '../fade/blur-plane.ts'
import { samplePlane, type Plane } from '../fade/plane.ts'
import { median } from '../fade/robust.ts'
import { applyTransform, type Matrix3 } from '../transform.ts'

/** Detail finer than this share of the width is smoothed away: a dot that lies half a dot beside itself is no difference. */
const SMOOTH_SHARE = 0.004
/** Stops at which a difference begins to be coloured, and is fully. */
const FAINTEST_STOPS = 0.12
const FULL_STOPS = 1
const DARKEST = 4e-3
/** Seen well by those who cannot tell red from green, and apart from any skin. */
const DARKER = [70, 130, 255] as const
const LIGHTER = [255, 150, 20] as const
const MOST_OPACITY = 225

/**
 * A heat map of where the after photo is darker (blue) or lighter (orange) than the before photo, RGBA a pixel, as large as
 * `before`; nothing is drawn beyond the after photo. What differs all over, the exposure, is taken out by its median.
 * @param before linear light
 * @param after linear light
 * @param beforeToAfter pixels of the one plane to pixels of the other
 */
export function differenceMap(before: Plane, after: Plane, beforeToAfter: Matrix3): Uint8Array {
  const { widthPx, heightPx } = before
  const sigmaPx = SMOOTH_SHARE * widthPx
  const ground = stopsOf(blurPlane(before, sigmaPx))
  const other = stopsOf(blurPlane(after, sigmaPx * scaleOf(beforeToAfter, widthPx, heightPx)))
  const differences = new Float32Array(widthPx * heightPx)
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      const [u, v] = applyTransform(beforeToAfter, [x + 0.5, y + 0.5])
      differences[y * widthPx + x] = samplePlane(other, u, v) - ground.data[y * widthPx + x]
    }
  }
  const overall = overallDifference(differences, widthPx, heightPx)
  const pixels = new Uint8Array(4 * differences.length)
  differences.forEach((difference, i) => {
    const stops = difference - overall
    if (!(Math.abs(stops) > FAINTEST_STOPS)) return
    const share = Math.min(1, (Math.abs(stops) - FAINTEST_STOPS) / (FULL_STOPS - FAINTEST_STOPS))
    pixels.set(stops < 0 ? DARKER : LIGHTER, 4 * i)
    pixels[4 * i + 3] = MOST_OPACITY * share
  })
  return pixels
}

function stopsOf(plane: Plane): Plane {
  return { ...plane, data: plane.data.map((light) => Math.log2(Math.max(DARKEST, light))) }
}

const STEP = 5
const MIDDLE_SHARE = 0.5

/** The median over the middle of the before photo, where the head is. */
function overallDifference(differences: Float32Array, widthPx: number, heightPx: number): number {
  const values: number[] = []
  const margin = (1 - MIDDLE_SHARE) / 2
  for (let y = Math.floor(margin * heightPx); y < (1 - margin) * heightPx; y += STEP) {
    for (let x = Math.floor(margin * widthPx); x < (1 - margin) * widthPx; x += STEP) {
      const difference = differences[y * widthPx + x]
      if (Number.isFinite(difference)) values.push(difference)
    }
  }
  return values.length === 0 ? 0 : median(values)
}

/** How much the transform enlarges in the middle. */
function scaleOf(transform: Matrix3, widthPx: number, heightPx: number): number {
  const [x, y] = [widthPx / 2, heightPx / 2]
  const [ax, ay] = applyTransform(transform, [x, y])
  const [bx, by] = applyTransform(transform, [x + 1, y])
  return Math.hypot(bx - ax, by - ay)
}
