import { blurPlane } from '../../src/domain/fade/blur-plane.ts'
import { emptyPlane, type Plane } from '../../src/domain/fade/plane.ts'
import type { SkinPlanes } from '../../src/domain/fade/tile-means.ts'

/** Repeatable numbers in 0..1 (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

/** What one photo of the simulated scalp shows. */
export interface SimulatedShot {
  /** Integrated density of the dots, 1 = baseline. */
  readonly pigment: number
  /** Width of the dots over the baseline's, their integrated density kept. */
  readonly spread?: number
  /** Shift of the picture in samples. */
  readonly shift?: readonly [number, number]
  /** Gain of light, 1 = baseline. */
  readonly exposure?: number
  /** Gain of red against green, 1 = baseline. */
  readonly warmth?: number
  /** Blur of the lens in samples. */
  readonly blurPx?: number
  /** Standard deviation of log10 noise. */
  readonly noise?: number
  readonly seed?: number
  /** White reflection added to the left half, as a share of the skin's red. */
  readonly gloss?: number
}

export const SCALP = { widthPx: 320, heightPx: 240 }
/** Left of this column the skin is treated, right of it bare. */
const BORDER_COLUMN = 210
const DOT_SIGMA_PX = 2.4

/** Masks of the simulated treated and bare skin. */
export function scalpMasks(): { treated: Uint8Array; bare: Uint8Array } {
  const treated = new Uint8Array(SCALP.widthPx * SCALP.heightPx)
  const bare = new Uint8Array(treated.length)
  for (let y = 12; y < SCALP.heightPx - 12; y++) {
    for (let x = 12; x < SCALP.widthPx - 12; x++) {
      const at = y * SCALP.widthPx + x
      if (x < BORDER_COLUMN - 6) treated[at] = 1
      if (x > BORDER_COLUMN + 10) bare[at] = 1
    }
  }
  return { treated, bare }
}

/** A scalp with the same dots and skin in every shot: log10 planes of linear light. */
export function simulateShot(shot: SimulatedShot): SkinPlanes {
  const { pigment, spread = 1, shift = [0, 0], exposure = 1, warmth = 1, blurPx = 0.6, gloss = 0 } = shot
  const { widthPx, heightPx } = SCALP
  const sigma = DOT_SIGMA_PX * spread
  const amplitude = (0.3 * pigment) / (spread * spread)
  const density = emptyPlane(widthPx, heightPx)
  for (const [x, y] of dotCentres()) addDot(density, x + shift[0], y + shift[1], sigma, amplitude)
  const skin = blurPlane(noisePlane(11, 1), 2)
  let red = emptyPlane(widthPx, heightPx)
  let green = emptyPlane(widthPx, heightPx)
  for (let i = 0; i < red.data.length; i++) {
    const x = i % widthPx
    const light = 1 - 0.15 * (x / widthPx)
    const transmitted = 10 ** -(density.data[i] + 0.03 * skin.data[i])
    const reflection = x < widthPx / 3 ? gloss * 0.4 : 0
    red.data[i] = exposure * (0.4 * transmitted * light + reflection) * warmth
    green.data[i] = exposure * (0.26 * transmitted * light + reflection)
  }
  red = blurPlane(red, blurPx)
  green = blurPlane(green, blurPx)
  const grain = noisePlane(shot.seed ?? 1, shot.noise ?? 0.002)
  const logRed = { ...red, data: red.data.map((value, i) => Math.log10(value) + grain.data[i]) }
  const tint = { ...red, data: green.data.map((value, i) => Math.log10(value) - logRed.data[i]) }
  return { red: logRed, tint, clipped: new Uint8Array(red.data.length) }
}

/** Dots on a loose lattice, ten samples apart. */
function dotCentres(): [number, number][] {
  const random = seededRandom(5)
  const centres: [number, number][] = []
  for (let y = -20; y < SCALP.heightPx + 20; y += 10) {
    for (let x = -20; x < BORDER_COLUMN; x += 10) {
      const centre: [number, number] = [x + 7 * random(), y + 7 * random()]
      if (centre[0] < BORDER_COLUMN - 4) centres.push(centre)
    }
  }
  return centres
}

function addDot(plane: Plane, x: number, y: number, sigma: number, amplitude: number) {
  const reach = Math.ceil(4 * sigma)
  for (let row = Math.max(0, Math.floor(y - reach)); row <= Math.min(plane.heightPx - 1, y + reach); row++) {
    for (
      let column = Math.max(0, Math.floor(x - reach));
      column <= Math.min(plane.widthPx - 1, x + reach);
      column++
    ) {
      const distance = (column + 0.5 - x) ** 2 + (row + 0.5 - y) ** 2
      plane.data[row * plane.widthPx + column] += amplitude * Math.exp(-distance / (2 * sigma * sigma))
    }
  }
}

function noisePlane(seed: number, deviation: number): Plane {
  const random = seededRandom(seed)
  const plane = emptyPlane(SCALP.widthPx, SCALP.heightPx)
  for (let i = 0; i < plane.data.length; i++) {
    plane.data[i] = deviation * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  }
  return plane
}
