import { describe, expect, it } from 'vitest'
import type { Matrix3 } from '../../../src/domain/transform.ts'
import { compareFraming } from '../../../src/domain/viewer/compare-framing.ts'

const size = { width: 1152, height: 1536 }

describe('the framing of the after photo', () => {
  it('is closer where the head must be made smaller to match', () => {
    const { closerPercent, turnedDegrees } = compareFraming([0.8, 0, 50, 0, 0.8, 20, 0, 0, 1], size, size)
    expect(closerPercent).toBeCloseTo(25, 9)
    expect(turnedDegrees).toBeCloseTo(0, 9)
  })

  it('does not take twice the pixels for half the distance', () => {
    const { closerPercent } = compareFraming([0.5, 0, 0, 0, 0.5, 0, 0, 0, 1], size, {
      width: 2304,
      height: 3072,
    })
    expect(closerPercent).toBeCloseTo(0, 9)
  })

  it('does not take a camera held on its side for another distance', () => {
    const { closerPercent, turnedDegrees } = compareFraming([0, -1, 1152, 1, 0, 0, 0, 0, 1], size, {
      width: size.height,
      height: size.width,
    })
    expect(closerPercent).toBeCloseTo(0, 9)
    expect(turnedDegrees).toBeCloseTo(90, 9)
  })

  it('tells the turn', () => {
    const angle = (5 * Math.PI) / 180
    const turn: Matrix3 = [Math.cos(angle), -Math.sin(angle), 9, Math.sin(angle), Math.cos(angle), 3, 0, 0, 1]
    expect(compareFraming(turn, size, size).turnedDegrees).toBeCloseTo(5, 9)
  })

  it('reads a homography where the head is, not in a corner', () => {
    const { closerPercent } = compareFraming([1, 0, 0, 0, 1, 0, 1e-4, 0, 1], size, size)
    // At x = 576 the transform shrinks to 1 / w^2 along and 1 / w across, with w = 1.0576.
    expect(closerPercent).toBeCloseTo((1.0576 ** 1.5 - 1) * 100, 6)
  })
})
