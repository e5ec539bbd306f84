import { expect, test } from 'vitest'
import {
  addAlike,
  addSure,
  emptySums,
  FUNCTIONS,
  productOf,
  type Places,
} from '../../../src/domain/registration/sum-places.ts'

const FUNCTIONS_OF_TWO = Float64Array.from({ length: 2 * FUNCTIONS }, (_, k) => Math.sin(k + 1))
const PLACES: Places = {
  at: [],
  functions: FUNCTIONS_OF_TWO,
  u: Float64Array.of(3, 7),
  v: Float64Array.of(5, 11),
  movedU: new Float64Array(2),
  movedV: new Float64Array(2),
}

test('products of functions are summed the same both ways round, by how sure a place is', () => {
  const sums = emptySums()
  addAlike(sums, PLACES, 0, 2)
  addSure(sums, PLACES, 1, 4, 0.5, 3)
  const product = (place: number, f: number, g: number) =>
    FUNCTIONS_OF_TWO[place * FUNCTIONS + f] * FUNCTIONS_OF_TWO[place * FUNCTIONS + g]
  for (let f = 0; f < FUNCTIONS; f++) {
    for (let g = 0; g < FUNCTIONS; g++) {
      expect(productOf(sums.alike, f, g)).toBeCloseTo(2 * product(0, f, g), 12)
      expect(productOf(sums.across, f, g)).toBeCloseTo(4 * product(1, f, g), 12)
      expect(productOf(sums.both, f, g)).toBeCloseTo(0.5 * product(1, f, g), 12)
      expect(productOf(sums.down, f, g)).toBeCloseTo(3 * product(1, f, g), 12)
    }
  }
})

test('where places should lie counts as they are sure across and down', () => {
  const sums = emptySums()
  addAlike(sums, PLACES, 0, 2)
  addSure(sums, PLACES, 1, 4, 0.5, 3)
  for (let f = 0; f < FUNCTIONS; f++) {
    const [first, second] = [FUNCTIONS_OF_TWO[f], FUNCTIONS_OF_TWO[FUNCTIONS + f]]
    expect(sums.toU[f]).toBeCloseTo(2 * 3 * first + (4 * 7 + 0.5 * 11) * second, 12)
    expect(sums.toV[f]).toBeCloseTo(2 * 5 * first + (0.5 * 7 + 3 * 11) * second, 12)
  }
})
