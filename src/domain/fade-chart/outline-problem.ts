import type { Point } from '../transform.ts'

/** What is wrong with the outline of a region: it crosses itself, or encloses next to nothing. */
export type OutlineProblem = 'crosses-itself' | 'too-small'

/** Smaller than this no region can be measured, in square pixels of the photo. */
const LEAST_AREA_PX2 = 400

/** Looks at a closed outline; null where it is a plain polygon. */
export function outlineProblem(points: readonly Point[]): OutlineProblem | null {
  if (crossesItself(points)) return 'crosses-itself'
  return outlineArea(points) < LEAST_AREA_PX2 ? 'too-small' : null
}

/** The area of a plain polygon in square pixels (the shoelace formula). */
export function outlineArea(points: readonly Point[]): number {
  let twice = 0
  for (const [index, [x, y]] of points.entries()) {
    const [previousX, previousY] = points.at(index - 1)!
    twice += previousX * y - x * previousY
  }
  return Math.abs(twice) / 2
}

function crossesItself(points: readonly Point[]): boolean {
  const sides = points.map((point, index) => [points.at(index - 1)!, point] as const)
  return sides.some(([a, b], i) =>
    sides.some(([c, d], j) => {
      const isNeighbour = Math.abs(i - j) <= 1 || Math.abs(i - j) === sides.length - 1
      return j > i && !isNeighbour && doCross(a, b, c, d)
    }),
  )
}

function doCross(a: Point, b: Point, c: Point, d: Point): boolean {
  return turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0
}

/** Positive where c lies on one side of the line through a and b, negative on the other. */
function turn(a: Point, b: Point, c: Point): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
}
