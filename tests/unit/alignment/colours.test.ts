import { describe, expect, it } from 'vitest'
import {
  chooseComponents,
  compareSides,
  fitMixtures,
} from '../../../src/domain/registration/grab-cut/colour-mixture.ts'
import { groupColours } from '../../../src/domain/registration/grab-cut/group-colours.ts'
import { multiplyWithCarry } from '../../../src/domain/registration/grab-cut/multiply-with-carry.ts'
import { isInPolygon, pixelsInPolygon } from '../../../src/domain/registration/head-region.ts'
import { seededRandom } from '../../../src/domain/registration/seeded-random.ts'
import type { Point } from '../../../src/domain/transform.ts'

const { fround } = Math
const SIZE = 11
const random = seededRandom(3)

function colourAt(rgb: Uint8Array, i: number): number[] {
  return [rgb[3 * i], rgb[3 * i + 1], rgb[3 * i + 2]]
}

function plainExponent(m: Float64Array, at: number, colour: readonly number[]): number {
  const [dr, dg, db] = colour.map((value, k) => value - m[at + k])
  const row = (a: number, b: number, c: number) => dr * m[at + a] + dg * m[at + b] + db * m[at + c]
  return -0.5 * (dr * row(3, 4, 5) + dg * row(4, 6, 7) + db * row(5, 7, 8))
}

function plainComponent(m: Float64Array, colour: readonly number[]): number {
  let [best, highest] = [0, -Infinity]
  for (let k = 0; k < 5; k++) {
    const exponent = plainExponent(m, k * SIZE, colour)
    const density = m[k * SIZE + 9] + exponent
    if (exponent < -745 || density <= highest) continue
    ;[best, highest] = [k, density]
  }
  return best
}

function plainLogDensity(m: Float64Array, colour: readonly number[]): number {
  let [highest, sum] = [-Infinity, 0]
  for (let at = 0; at < m.length; at += SIZE) {
    const own = m[at + 9] + m[at + 10] + plainExponent(m, at, colour)
    if (own > highest) {
      sum = own - highest > 40 ? 1 : 1 + sum * Math.exp(highest - own)
      highest = own
    } else if (highest - own < 40) sum += Math.exp(own - highest)
  }
  return highest + Math.log(sum)
}

describe('the colours of both sides of a picture', () => {
  const count = 700
  /** Skin on a wall, each in a few shades; of one component of the wall there is no pixel, and one is all of a colour. */
  const sides = Uint8Array.from({ length: count }, () => (random() < 0.4 ? 1 : 0))
  const components = sides.map((side) => Math.floor((side === 1 ? 5 : 4) * random()))
  const rgb = Uint8Array.from({ length: 3 * count }, (_, i) => {
    const pixel = Math.floor(i / 3)
    const component = components[pixel]
    if (sides[pixel] === 0 && component === 2) return 77
    return (sides[pixel] === 1 ? 60 : 140) + 20 * component + 15 * (i % 3) + 30 * random()
  })
  const mixtures = fitMixtures(rgb, sides, components)

  it('have the means and shares of their pixels', () => {
    for (const side of [0, 1]) {
      const ofSide = Array.from(sides.keys()).filter((i) => sides[i] === side)
      for (let k = 0; k < 5; k++) {
        const own = ofSide.filter((i) => components[i] === k)
        const m = mixtures[side].subarray(k * SIZE, (k + 1) * SIZE)
        expect(m[10]).toBe(Math.log(own.length / ofSide.length))
        for (let channel = 0; channel < 3 && own.length > 0; channel++) {
          const sum = own.reduce((total, i) => total + rgb[3 * i + channel], 0)
          expect(m[channel]).toBe(sum / own.length)
        }
      }
    }
  })

  it('are chosen and compared as each pixel by itself is', () => {
    const chosen = chooseComponents(rgb, sides, mixtures)
    const isAsked = sides.map((_, i) => (i % 7 === 0 ? 0 : 1))
    const compared = compareSides(rgb, isAsked, mixtures)
    for (let i = 0; i < count; i++) {
      const colour = colourAt(rgb, i)
      expect(chosen[i]).toBe(plainComponent(mixtures[sides[i]], colour))
      const [background, head] = mixtures.map((mixture) => plainLogDensity(mixture, colour))
      expect(compared[i]).toBe(isAsked[i] === 1 ? head - background : 0)
    }
    expect(new Set(chosen).size).toBe(5)
  })
})

/** One after the other, in single precision. */
function plainlyGrouped(colours: readonly number[][], groups: number, draw: () => number): number[] {
  const squared = (a: readonly number[], b: readonly number[]) => {
    const [r, g, b2] = a.map((value, k) => fround(fround(value - b[k]) ** 2))
    return fround(fround(r + g) + b2)
  }
  const lowered = (distances: readonly number[], place: number) =>
    colours.map((colour, i) => Math.min(distances[i], squared(colour, colours[place])))
  const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)
  const chosen = [draw() % colours.length]
  let distances = lowered(
    colours.map(() => Infinity),
    chosen[0],
  )
  while (chosen.length < groups) {
    const trials = [0, 1, 2].map(() => {
      let rest = Number((BigInt(draw()) << 32n) | BigInt(draw())) * 2 ** -64 * sumOf(distances)
      const found = distances.findIndex((distance) => (rest -= distance) <= 0)
      const place = found < 0 ? colours.length - 1 : found
      return { place, distances: lowered(distances, place) }
    })
    const best = trials.reduce((a, b) => (sumOf(b.distances) < sumOf(a.distances) ? b : a))
    chosen.push(best.place)
    ;({ distances } = best)
  }
  let centres = chosen.map((place) => colours[place])
  let labels: number[] = []
  for (let round = 1; round < 10; round++) {
    labels = colours.map((colour) => {
      const all = centres.map((centre) => squared(colour, centre))
      return all.indexOf(Math.min(...all))
    })
    const sums = centres.map(() => [0, 0, 0])
    const counts = centres.map((_, group) => labels.filter((label) => label === group).length)
    labels.forEach((group, i) =>
      colours[i].forEach((value, k) => (sums[group][k] = fround(sums[group][k] + value))),
    )
    counts.forEach((size, empty) => {
      if (size > 0) return
      const largest = counts.indexOf(Math.max(...counts))
      const middle = sums[largest].map((value) => fround(value * fround(1 / counts[largest])))
      const far = colours.map((colour, i) => (labels[i] === largest ? squared(colour, middle) : -1))
      const place = far.lastIndexOf(Math.max(...far))
      counts[largest]--
      counts[empty]++
      labels[place] = empty
      colours[place].forEach((value, k) => {
        sums[largest][k] = fround(sums[largest][k] - value)
        sums[empty][k] = fround(sums[empty][k] + value)
      })
    })
    const moved = sums.map((sum, group) => sum.map((value) => fround(value * fround(1 / counts[group]))))
    const shift = Math.max(
      ...moved.map((to, group) => sumOf(to.map((value, k) => (value - centres[group][k]) ** 2))),
    )
    centres = moved
    if (shift <= 2 ** -46) break
  }
  return labels
}

describe('colours in groups', () => {
  it.each([
    ['many', 503, 256],
    ['of few kinds, so that groups lose all of theirs', 41, 2],
  ])('%s, are grouped as one after the other', (_, count, kinds) => {
    const rgb = Uint8Array.from({ length: 3 * count }, () => Math.floor(kinds * random()))
    const pixels = Int32Array.from(Array.from({ length: count }, (_, i) => i).filter((i) => i % 5 !== 2))
    const plain = plainlyGrouped(
      Array.from(pixels, (i) => colourAt(rgb, i)),
      5,
      multiplyWithCarry(1),
    )
    const groups = groupColours(rgb, pixels, { groups: 5, random: multiplyWithCarry(1) })
    expect(Array.from(groups)).toEqual(plain)
    expect(new Set(plain).size).toBe(5)
  })

  it('that are one colour, are one group', () => {
    const groups = groupColours(new Uint8Array(12).fill(9), Int32Array.of(0, 1, 3), {
      groups: 1,
      random: multiplyWithCarry(1),
    })
    expect(groups).toEqual(new Uint8Array(3))
  })
})

it('finds the pixels in a polygon as each is asked for, also where it reaches beyond the picture', () => {
  const [widthPx, heightPx] = [37, 29]
  for (let trial = 0; trial < 20; trial++) {
    // Every fifth has its corners in the middles of pixels.
    const place = () => (trial % 5 === 0 ? Math.floor(50 * random()) - 5.5 : 50 * random() - 6)
    const polygon = Array.from({ length: 3 + (trial % 6) }, (): Point => [place(), place()])
    const plain = Uint8Array.from({ length: widthPx * heightPx }, (_, i) =>
      isInPolygon(polygon, (i % widthPx) + 0.5, Math.floor(i / widthPx) + 0.5) ? 1 : 0,
    )
    expect(pixelsInPolygon(polygon, widthPx, heightPx)).toEqual(plain)
  }
})
