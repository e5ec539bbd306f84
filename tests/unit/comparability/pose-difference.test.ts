import { describe, expect, it } from 'vitest'
import { headShape, type HeadShape } from '../../../src/domain/comparability/head-shape.ts'
import { poseDifference } from '../../../src/domain/comparability/pose-difference.ts'
import { sightOf, straightView } from '../../../src/domain/comparability/straight-view.ts'
import { weightedLeastSquares } from '../../../src/domain/fade/robust.ts'
import type { MeasuringWarp } from '../../../src/domain/measuring-warp.ts'
import { ellipse } from '../../../src/domain/registration/head-region.ts'

const OUTLINE = ellipse([500, 600], 250, 300)
const shape = headShape(OUTLINE, 'front')!
const RADIANS = Math.PI / 180

/** Where a head that was turned and tilted shows its skin, as near as a registration can follow it. */
function warpOfTurnedHead({ halfWidthPx, halfHeightPx, depthPx }: HeadShape, turn: number, tilt: number) {
  const design: number[][] = []
  const shifts: [number[], number[]] = [[], []]
  for (let across = -0.8; across <= 0.8; across += 0.1) {
    for (let down = -0.8; down <= 0.8; down += 0.1) {
      const square = across ** 2 + down ** 2
      if (square > 0.7) continue
      const [x, y, z] = [across * halfWidthPx, down * halfHeightPx, -depthPx * Math.sqrt(1 - square)]
      // What is near goes right when the head turns right, and up when it tilts up.
      const x1 = x * Math.cos(turn) - z * Math.sin(turn)
      const z1 = x * Math.sin(turn) + z * Math.cos(turn)
      const y1 = y * Math.cos(tilt) + z1 * Math.sin(tilt)
      const [u, v] = [x / 500, y / 500]
      design.push([1, u, v, u * u, u * v, v * v])
      shifts[0].push(x1 - x)
      shifts[1].push(y1 - y)
    }
  }
  return warpOfShifts(design, shifts)
}

/** The warp that comes nearest to shifts of places of the head. */
function warpOfShifts(design: number[][], shifts: readonly [number[], number[]]): MeasuringWarp {
  const [dx, dy] = shifts.map((shift) =>
    weightedLeastSquares(
      design,
      shift,
      shift.map(() => 1),
    ),
  )
  return {
    beforeToAfter: [1, 0, 0, 0, 1, 0, 0, 0, 1],
    centre: shape.middle,
    scalePx: 500,
    // Six unknowns each.
    dx: dx as unknown as MeasuringWarp['dx'],
    dy: dy as unknown as MeasuringWarp['dy'],
  } satisfies MeasuringWarp
}

/** A head at the left of a wide photo, which a longer lens shows from the same side and from further away. */
function warpOfOtherLens(focalBefore: number, focalAfter: number): MeasuringWarp {
  const { middle, halfWidthPx, halfHeightPx, depthPx } = shape
  const design: number[][] = []
  const shifts: [number[], number[]] = [[], []]
  // The frame’s middle lies right of the head; the after photo has the head in its middle.
  const sight = { focalLengthPx: focalBefore, frameMiddle: [1000, 650] as const }
  const straight = straightView(sight, middle)
  for (let across = -0.8; across <= 0.8; across += 0.1) {
    for (let down = -0.8; down <= 0.8; down += 0.1) {
      const square = across ** 2 + down ** 2
      if (square > 0.7) continue
      const place = [middle[0] + across * halfWidthPx, middle[1] + down * halfHeightPx] as const
      const [x, y] = straight(place)
      const z = -0.75 * depthPx * Math.sqrt(1 - square)
      const factor = (1 + z / focalBefore) / (1 + z / focalAfter)
      const [u, v] = [(place[0] - middle[0]) / 500, (place[1] - middle[1]) / 500]
      design.push([1, u, v, u * u, u * v, v * v])
      shifts[0].push(1000 + x * factor - place[0])
      shifts[1].push(650 + y * factor - place[1])
    }
  }
  return warpOfShifts(design, shifts)
}

describe('the pose of two heads', () => {
  it.each([
    [6, 0],
    [-4, 0],
    [0, 5],
    [3, -7],
  ])('tells a turn of %d degrees and a tilt of %d degrees', (turn, tilt) => {
    const pose = poseDifference(warpOfTurnedHead(shape, turn * RADIANS, tilt * RADIANS), shape)
    expect(pose?.turnDegrees).toBeCloseTo(turn, 0)
    expect(pose?.tiltDegrees).toBeCloseTo(tilt, 0)
    expect(pose?.misfitPercent).toBeLessThan(1)
  })

  it('takes a roll, a shift and another distance for no turn', () => {
    const [c, s] = [1.2 * Math.cos(0.1), 1.2 * Math.sin(0.1)]
    const pose = poseDifference(
      {
        beforeToAfter: [c, -s, 40, s, c, -90, 0, 0, 1],
        centre: [500, 600],
        scalePx: 500,
        dx: [0, 0, 0, 0, 0, 0],
        dy: [0, 0, 0, 0, 0, 0],
      },
      shape,
    )
    expect(pose?.turnDegrees).toBeCloseTo(0, 3)
    expect(pose?.tiltDegrees).toBeCloseTo(0, 3)
    expect(pose?.rollDegrees).toBeCloseTo(0.1 / RADIANS, 3)
    expect(pose?.largerPercent).toBeCloseTo(20, 3)
  })

  it('tells another lens from a turn where it is known how both photos were seen', () => {
    const size = { width: 2000, height: 1300 }
    const sights = { before: sightOf(24, size), after: sightOf(72, size) }
    const warp = warpOfOtherLens(sights.before.focalLengthPx, sights.after.focalLengthPx)
    const pose = poseDifference(warp, shape, sights)
    expect(pose?.turnDegrees).toBeCloseTo(0, 0)
    expect(pose?.tiltDegrees).toBeCloseTo(0, 0)
    // The same movement of the skin looks like a turn of a head whose photos were taken alike.
    expect(Math.abs(poseDifference(warp, shape)!.turnDegrees)).toBeGreaterThan(2)
  })

  it('finds no shape in an outline without extent', () => {
    expect(
      headShape(
        [
          [5, 5],
          [5, 5],
          [5, 5],
        ],
        'front',
      ),
    ).toBeNull()
  })
})
