import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ciede2000 } from '../../../src/domain/colour/ciede2000.ts'

const PAIRS_FILE = new URL('../../../../shared/data/colour/ciede2000_sharma2005_34pairs.csv', import.meta.url)

describe('CIEDE2000', () => {
  // Pairs 1, 7, 11, 16, 17, 25 and 34 of Sharma, Wu and Dalal (2005), table 1: blue rotation, achromatic, hue wrap, plain.
  it.each([
    [[50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425],
    [[50, 0, 0], [50, -1, 2], 2.3669],
    [[50, 2.49, -0.001], [50, -2.49, 0.0011], 7.2195],
    [[50, 2.5, 0], [50, 0, -2.5], 4.3065],
    [[50, 2.5, 0], [73, 25, -18], 27.1492],
    [[60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644],
    [[2.0776, 0.0795, -1.135], [0.9033, -0.0636, -0.5514], 0.9082],
  ] as const)('is the published difference of %j and %j', (first, second, difference) => {
    expect(ciede2000(first, second)).toBeCloseTo(difference, 4)
    expect(ciede2000(second, first)).toBeCloseTo(difference, 4)
  })

  it.skipIf(!existsSync(PAIRS_FILE))('is the published difference of all 34 pairs', () => {
    const pairs = readFileSync(PAIRS_FILE, 'utf8')
      .trim()
      .split('\n')
      .filter((line) => /^\d/.test(line))
      .map((line) => line.split(',').map(Number))
    expect(pairs).toHaveLength(34)
    const misses = pairs.filter(([, l1, a1, b1, l2, a2, b2, published]) => {
      return Math.abs(ciede2000([l1, a1, b1], [l2, a2, b2]) - published) > 1e-4
    })
    expect(misses).toEqual([])
  })
})
