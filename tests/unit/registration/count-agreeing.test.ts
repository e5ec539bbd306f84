import { expect, it } from 'vitest'
import { agreementCounter, type Neighbourhood } from '../../../src/domain/registration/count-agreeing.ts'
import { seededRandom } from '../../../src/domain/registration/seeded-random.ts'

const NEIGHBOURHOOD: Neighbourhood = {
  reachPx: 90,
  nearestPx: 5,
  tolerancePx: 1.5,
  growth: 0.012,
  radiusPx: 14,
}

interface Moved {
  readonly x: number
  readonly y: number
  readonly du: number
  readonly dv: number
}

/** From left to right; two thirds move alike. Some lie at whole distances, just within and just beyond the reach. */
function plantMoved(count: number): Moved[] {
  const random = seededRandom(count + 1)
  return Array.from({ length: count }, (_, i) => {
    const [x, y] = i % 4 === 0 ? [90 * (i % 5), 90 * (i % 3)] : [300 * random(), 400 * random()]
    const spread = i % 3 === 0 ? 28 : 2
    return { x, y, du: spread * (random() - 0.5), dv: spread * (random() - 0.5) }
  }).sort((a, b) => a.x - b.x)
}

/** Every two in turn. */
function countPlainly(moved: readonly Moved[], hood: Neighbourhood) {
  const agreeing = moved.map(() => 0)
  const byChance = moved.map(() => 0)
  for (const [i, own] of moved.entries()) {
    for (let j = i + 1; j < moved.length; j++) {
      const other = moved[j]
      const squared = (other.x - own.x) ** 2 + (other.y - own.y) ** 2
      if (other.x - own.x >= hood.reachPx || squared > hood.reachPx ** 2) continue
      if (squared < hood.nearestPx ** 2) continue
      const tolerance = hood.tolerancePx + hood.growth * Math.sqrt(squared)
      const doAgree = (other.du - own.du) ** 2 + (other.dv - own.dv) ** 2 < tolerance ** 2
      for (const k of [i, j]) {
        byChance[k] += Math.min(1, tolerance ** 2 / hood.radiusPx ** 2)
        if (doAgree) agreeing[k]++
      }
    }
  }
  return { agreeing, byChance }
}

it.each([
  ['many', 301, NEIGHBOURHOOD],
  ['matches looked for so near that chance explains all', 80, { ...NEIGHBOURHOOD, radiusPx: 2 }],
  ['two', 2, NEIGHBOURHOOD],
  ['one', 1, NEIGHBOURHOOD],
  ['none', 0, NEIGHBOURHOOD],
])('neighbours that move alike are counted as two by two: %s', (_, count, neighbourhood) => {
  const moved = plantMoved(count)
  const { places, countAgreeing } = agreementCounter(count)
  for (const key of ['x', 'y', 'du', 'dv'] as const) places[key].set(moved.map((place) => place[key]))
  const { agreeing, byChance } = countAgreeing(neighbourhood)
  const expected = countPlainly(moved, neighbourhood)
  expect({ agreeing: [...agreeing], byChance: [...byChance] }).toEqual(expected)
  if (count > 50) expect(expected.agreeing.filter((value) => value > 3).length).toBeGreaterThan(20)
})
