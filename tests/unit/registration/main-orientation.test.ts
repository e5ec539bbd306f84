import { expect, it } from 'vitest'
import { buildScaleSpace } from '../../../src/domain/registration/akaze/build-scale-space.ts'
import { orientationFinder } from '../../../src/domain/registration/akaze/main-orientation.ts'
import type { ScaleLevel, ScaleSpace } from '../../../src/domain/registration/akaze/scale-space.ts'
import { degreesOf } from '../../../src/domain/registration/akaze/single-angles.ts'
import { seededRandom } from '../../../src/domain/registration/seeded-random.ts'

const f = Math.fround
const [WIDTH, HEIGHT] = [240, 200]
/** A Gaussian of 2.5 samples, by how far a sample lies from the middle, down and across. */
const weightAt = (row: number, column: number) => WEIGHTS[Math.abs(row)][Math.abs(column)]
const WEIGHTS = [
  [0.02546481, 0.02350698, 0.01849125, 0.01239505, 0.00708017, 0.00344629],
  [0.02350698, 0.02169968, 0.01706957, 0.01144208, 0.00653582, 0.00318132],
  [0.01849125, 0.01706957, 0.0134274, 0.00900066, 0.00514126, 0.00250252],
  [0.01239505, 0.01144208, 0.00900066, 0.00603332, 0.00344629, 0.00167749],
  [0.00708017, 0.00653582, 0.00514126, 0.00344629, 0.00196855, 0.0009582],
  [0.00344629, 0.00318132, 0.00250252, 0.00167749, 0.0009582, 0.0004664],
].map((row) => row.map(f))

/** Every slope by its exact angle; in each slice the last of the disc first. */
function orientationPlainly(
  { values }: ScaleSpace,
  level: ScaleLevel,
  [x, y]: readonly [number, number],
  scale: number,
) {
  const slices: { x: number; y: number }[][] = Array.from({ length: 42 }, () => [])
  for (let row = -5; row <= 5; row++) {
    for (let column = -5; column <= 5; column++) {
      if (row * row + column * column >= 36) continue
      const place = (y + row * scale) * level.stride + x + column * scale
      const [across, down] = [level.across, level.down].map((plane) =>
        f(weightAt(row, column) * values[plane + place]),
      )
      const slice = Math.trunc(f(f(degreesOf(down, across) * f(Math.PI / 180)) / f((2 * Math.PI) / 42)))
      slices[slice < 42 ? slice : 0].unshift({ x: across, y: down })
    }
  }
  const sums = slices.map((_, first) =>
    Array.from({ length: 7 }, (__, k) => slices[(first + k) % 42])
      .flat()
      .reduce((sum, slope) => ({ x: f(sum.x + slope.x), y: f(sum.y + slope.y) }), { x: 0, y: 0 }),
  )
  const strengthOf = (sum: (typeof sums)[number]) => f(f(sum.x * sum.x) + f(sum.y * sum.y))
  const strongest = sums.reduce((best, sum) => (strengthOf(sum) > strengthOf(best) ? sum : best))
  return degreesOf(strongest.y, strongest.x)
}

it('the orientation of a spot is that of its strongest slopes, as by their exact angles one by one', () => {
  const random = seededRandom(5)
  const data = Uint8Array.from({ length: WIDTH * HEIGHT }, (_, i) => {
    const [x, y] = [i % WIDTH, Math.floor(i / WIDTH)]
    // Straight edges lie exactly between slices; a part without any slope has them all in doubt.
    if (x < 60 && y < 60) return 90
    return x < 120 ? 128 + 100 * Math.sign((x % 20) - 10) * Math.sign((y % 24) - 12) : 255 * random()
  })
  const space = buildScaleSpace({ widthPx: WIDTH, heightPx: HEIGHT, data })
  const orientationOf = orientationFinder(space.values)
  const found: number[] = []
  const expected: number[] = []
  for (const [k, level] of space.levels.slice(0, 8).entries()) {
    const scale = level.reach
    const reach = 6 * scale
    for (let i = 0; i < 40; i++) {
      const x = reach + Math.floor(random() * (level.widthPx - 2 * reach))
      const y = reach + Math.floor(random() * (level.heightPx - 2 * reach))
      const point = {
        x: x * level.ratio,
        y: y * level.ratio,
        size: 2 * scale * level.ratio,
        response: 1,
        level: k,
      }
      found.push(orientationOf(level, point))
      expected.push(orientationPlainly(space, level, [x, y], scale))
    }
  }
  expect(found).toEqual(expected)
  expect(new Set(found).size).toBeGreaterThan(150)
})
