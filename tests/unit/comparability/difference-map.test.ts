import { describe, expect, it } from 'vitest'
import { differenceMap } from '../../../src/domain/comparability/difference-map.ts'
import { IDENTITY } from '../../../src/domain/transform.ts'

const WIDTH = 120
const HEIGHT = 160
const plane = (light: (x: number, y: number) => number) => ({
  widthPx: WIDTH,
  heightPx: HEIGHT,
  data: Float32Array.from({ length: WIDTH * HEIGHT }, (_, i) => light(i % WIDTH, Math.floor(i / WIDTH))),
})
const at = (pixels: Uint8Array, x: number, y: number) => [
  ...pixels.subarray(4 * (y * WIDTH + x), 4 * (y * WIDTH + x) + 4),
]
const skin = plane(() => 0.4)

describe('a heat map of a difference', () => {
  it('is empty where only the exposure differs', () => {
    const pixels = differenceMap(
      skin,
      plane(() => 0.2),
      IDENTITY,
    )
    expect(pixels.every((value) => value === 0)).toBe(true)
  })

  it('is blue where the after photo is darker and orange where it is lighter', () => {
    const changed = plane((x, y) => (y > 100 && y < 130 ? (x < 60 ? 0.15 : 1) : 0.4))
    const pixels = differenceMap(skin, changed, IDENTITY)
    const [red, , blue, opacity] = at(pixels, 30, 115)
    expect(blue).toBeGreaterThan(red)
    expect(opacity).toBeGreaterThan(150)
    const [redLight, , blueLight] = at(pixels, 90, 115)
    expect(redLight).toBeGreaterThan(blueLight)
    expect(at(pixels, 60, 40)[3]).toBe(0)
  })

  it('follows the registration and draws nothing beyond the after photo', () => {
    const spot = (left: number) => plane((x, y) => (Math.hypot(x - left, y - 80) < 12 ? 0.1 : 0.4))
    const pixels = differenceMap(spot(40), spot(70), [1, 0, 30, 0, 1, 0, 0, 0, 1])
    expect(at(pixels, 40, 80)[3]).toBe(0)
    expect(at(pixels, 110, 80)[3]).toBe(0)
    const still = differenceMap(spot(40), spot(70), IDENTITY)
    expect(at(still, 40, 80)[3]).toBeGreaterThan(150)
  })
})
