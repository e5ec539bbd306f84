import { describe, expect, it } from 'vitest'
import { fitWarp } from '../../../src/domain/fit-warp.ts'
import { applyMeasuringWarp, type MeasuringWarp } from '../../../src/domain/measuring-warp.ts'
import { movedWarp } from '../../../src/domain/moved-warp.ts'
import { transformKind } from '../../../src/domain/transform-kind.ts'
import { applyTransform, IDENTITY, type Matrix3, type Point } from '../../../src/domain/transform.ts'
import { isUnmoved, moveWhole, NOT_MOVED, stepWhole } from '../../../src/domain/viewer/whole-move.ts'

const before = { width: 2000, height: 3000 }
const fine = { before, isCoarse: false }
const coarse = { before, isCoarse: true }

describe('moving the after photo as a whole', () => {
  it('goes by half a thousandth of the width, and ten times that', () => {
    expect(stepWhole(NOT_MOVED, 'right', fine)).toEqual({ ...NOT_MOVED, rightPx: 1 })
    expect(stepWhole(NOT_MOVED, 'up', coarse)).toEqual({ ...NOT_MOVED, downPx: -10 })
  })

  it('ends where it began after steps forth and back', () => {
    let move = NOT_MOVED
    for (let i = 0; i < 7; i++) move = stepWhole(stepWhole(move, 'clockwise', fine), 'larger', fine)
    for (let i = 0; i < 7; i++) move = stepWhole(stepWhole(move, 'anticlockwise', fine), 'smaller', fine)
    expect(isUnmoved(move)).toBe(true)
    expect(moveWhole(IDENTITY, move, before)).toBe(IDENTITY)
  })

  it('turns and sizes around the middle of the before photo', () => {
    const turned = moveWhole(IDENTITY, { ...NOT_MOVED, turnDegrees: 90, largerPercent: 100 }, before)
    expect(applyTransform(turned, [1000, 1500])).toEqual([1000, 1500])
    const [x, y] = applyTransform(turned, [1100, 1500])
    // Clockwise on the screen: from the right to below.
    expect(x).toBeCloseTo(1000)
    expect(y).toBeCloseTo(1700)
  })
})

describe('what measures skin after such a move', () => {
  const warp = fitWarp(
    { moved: ([x, y]) => [x + 5 + (x * x) / 400_000, y - 3], squareAt: null },
    IDENTITY,
    before,
  )!

  it('goes along with a small one', () => {
    const move: Matrix3 = [1, 0, 12, 0, 1, -7, 0, 0, 1]
    const moved = movedWarp(warp, move, before)!
    const [x, y] = applyMeasuringWarp(warp, [1000, 1400])
    const [movedX, movedY] = applyMeasuringWarp(moved, [1012, 1393])
    expect(movedX).toBeCloseTo(x, 4)
    expect(movedY).toBeCloseTo(y, 4)
    expect(moved).not.toHaveProperty('round')
  })

  it('goes along with a head that stands out, to the last hundredth of a pixel up to its rim', () => {
    const head: MeasuringWarp = {
      ...warp,
      centre: [1000, 1300],
      scalePx: 1100,
      round: {
        square: [0.4, -0.1, -0.8, 0.05, -0.1, 0.1, 0.2, 0.1, 0.05, -1, 0.1, -0.2, 0.1, 0.05, -0.1],
        dx: [80, 5, 0],
        dy: [-40, 0, 9],
      },
    }
    const angle = (2 * Math.PI) / 180
    const [cos, sin] = [1.03 * Math.cos(angle), 1.03 * Math.sin(angle)]
    const move: Matrix3 = [cos, -sin, 40, sin, cos, -70, 0, 0, 1]
    const moved = movedWarp(head, move, before)!
    expect(moved.round).toBeDefined()
    for (const place of [
      [1000, 1300],
      [500, 900],
      [1700, 1500],
      [1100, 2300],
      [100, 2900],
    ] as Point[]) {
      const [x, y] = applyMeasuringWarp(head, place)
      const [movedX, movedY] = applyMeasuringWarp(moved, applyTransform(move, place))
      expect(Math.hypot(movedX - x, movedY - y)).toBeLessThan(0.01)
    }
  })

  it('is not known after a large one', () => {
    expect(movedWarp(warp, [1, 0, 300, 0, 1, 0, 0, 0, 1], before)).toBeNull()
    expect(movedWarp(warp, [1.1, 0, -100, 0, 1.1, -150, 0, 0, 1], before)).toBeNull()
  })
})

it('names the simplest kind that a transform is', () => {
  expect(transformKind(IDENTITY)).toBe('identity')
  expect(transformKind([0.9, -0.1, 5, 0.1, 0.9, 7, 0, 0, 1])).toBe('similarity')
  expect(transformKind([0.9, -0.1, 5, 0.2, 0.9, 7, 0, 0, 1])).toBe('affine')
  expect(transformKind([0.9, -0.1, 5, 0.1, 0.9, 7, 1e-5, 0, 1])).toBe('homography')
})
