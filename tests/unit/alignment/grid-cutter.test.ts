import { expect, it } from 'vitest'
import { gridCutter, neighbourOffsets } from '../../../src/domain/registration/grab-cut/grid-cut.ts'
import { seededRandom } from '../../../src/domain/registration/seeded-random.ts'

const [WIDTH, HEIGHT] = [4, 3]
const padded = (i: number): number => (Math.floor(i / WIDTH) + 1) * (WIDTH + 2) + (i % WIDTH) + 1
const PADDED = (WIDTH + 2) * (HEIGHT + 2)

/** Links to all neighbours inside the grid, as costly one way as the other. */
function randomLinks(random: () => number): Float64Array {
  const links = new Float64Array(8 * PADDED)
  const offsets = neighbourOffsets(WIDTH)
  const places = new Set(Array.from({ length: WIDTH * HEIGHT }, (_, i) => padded(i)))
  for (const p of places) {
    for (let d = 0; d < 4; d++) {
      const q = p + offsets[d]
      if (places.has(q)) links[8 * p + d] = links[8 * q + 7 - d] = 3 * random()
    }
  }
  return links
}

/** What it costs to part the grid so, beside what cannot be helped. */
function costOf(sides: ArrayLike<number>, links: Float64Array, towards: Float64Array): number {
  const offsets = neighbourOffsets(WIDTH)
  const sideAt = new Map(Array.from({ length: WIDTH * HEIGHT }, (_, i) => [padded(i), sides[i]]))
  let cost = 0
  for (const [p, side] of sideAt) {
    if (side === 0) cost += towards[p]
    for (let d = 0; d < 8; d++) {
      const other = sideAt.get(p + offsets[d])
      if (side === 1 && other === 0) cost += links[8 * p + d]
    }
  }
  return cost
}

it('parts a grid where it costs least of all ways, also when wishes change', () => {
  const random = seededRandom(5)
  let parted = 0
  for (let trial = 0; trial < 6; trial++) {
    const links = randomLinks(random)
    const cutter = gridCutter({ widthPx: WIDTH, heightPx: HEIGHT, links })
    for (let wish = 0; wish < 4; wish++) {
      const towards = new Float64Array(PADDED)
      for (let i = 0; i < WIDTH * HEIGHT; i++) towards[padded(i)] = 12 * (random() - 0.5)
      const sides = cutter.cut(towards)
      let least = Infinity
      for (let ways = 0; ways < 2 ** (WIDTH * HEIGHT); ways++) {
        const way = Array.from({ length: WIDTH * HEIGHT }, (_, i) => (ways >> i) & 1)
        least = Math.min(least, costOf(way, links, towards))
      }
      expect(costOf(sides, links, towards)).toBeCloseTo(least, 9)
      if (new Set(sides).size === 2) parted++
    }
  }
  expect(parted).toBeGreaterThan(12)
})
