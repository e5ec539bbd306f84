import { weightedLeastSquares } from '../../src/domain/fade/robust.ts'
import { applyMeasuringWarp, type MeasuringWarp } from '../../src/domain/measuring-warp.ts'
import { applyTransform, type Matrix3, type Point } from '../../src/domain/transform.ts'
import type { RestMap } from './heads-closeups.ts'

/** Edge of the cells, in metres, in which a rest position looks for its neighbours. */
const CELL_M = 0.0015

/** Pixels of the two photos that show the same spot of skin by the dense truth; `keep` picks baseline pixels. */
export function trueMatches(before: RestMap, after: RestMap, keep: (point: Point) => boolean, stride = 2) {
  const cells = new Map<string, number[]>()
  for (let index = 0; index < after.rows * after.columns; index++) {
    const key = cellOf(after, index, 0, 0, 0)
    if (key === null) continue
    const cell = cells.get(key)
    if (cell) cell.push(index)
    else cells.set(key, [index])
  }
  const matches: { before: Point; after: Point }[] = []
  for (let row = 0; row < before.rows; row += stride) {
    for (let column = 0; column < before.columns; column += stride) {
      const point: Point = [4 * column + 2.5, 4 * row + 2.5]
      const index = row * before.columns + column
      if (Number.isNaN(before.data[3 * index]) || !keep(point)) continue
      const found = nearest(before, index, after, cells)
      if (found) matches.push({ before: point, after: found })
    }
  }
  return matches
}

/** Least-squares homography plus quadratic residual through matches, with the root mean square residual in pixels. */
export function fitMeasuringWarp(matches: readonly { before: Point; after: Point }[]) {
  const scale = 600
  const centre = meanPoint(matches.map((match) => match.before))
  const target = meanPoint(matches.map((match) => match.after))
  const design: number[][] = []
  const observed: number[] = []
  for (const { before, after } of matches) {
    const u = (before[0] - centre[0]) / scale
    const v = (before[1] - centre[1]) / scale
    const x = (after[0] - target[0]) / scale
    const y = (after[1] - target[1]) / scale
    design.push([u, v, 1, 0, 0, 0, -u * x, -v * x], [0, 0, 0, u, v, 1, -u * y, -v * y])
    observed.push(x, y)
  }
  const h = weightedLeastSquares(
    design,
    observed,
    observed.map(() => 1),
  )
  if (!h) throw new Error('No homography')
  const toUnit: Matrix3 = [1 / scale, 0, -centre[0] / scale, 0, 1 / scale, -centre[1] / scale, 0, 0, 1]
  const unit: Matrix3 = [h[0], h[1], h[2], h[3], h[4], h[5], h[6], h[7], 1]
  const fromUnit: Matrix3 = [scale, 0, target[0], 0, scale, target[1], 0, 0, 1]
  const beforeToAfter = multiply(fromUnit, multiply(unit, toUnit))
  const terms = matches.map(({ before }) => {
    const u = (before[0] - centre[0]) / scale
    const v = (before[1] - centre[1]) / scale
    return [1, u, v, u * u, u * v, v * v]
  })
  const ones = matches.map(() => 1)
  const residuals = matches.map(({ before, after }) => {
    const [x, y] = applyTransform(beforeToAfter, before)
    return [after[0] - x, after[1] - y] as const
  })
  const axis = (k: 0 | 1) =>
    weightedLeastSquares(
      terms,
      residuals.map((residual) => residual[k]),
      ones,
    ) as [number, number, number, number, number, number]
  const warp: MeasuringWarp = { beforeToAfter, centre, scalePx: scale, dx: axis(0), dy: axis(1) }
  let squares = 0
  for (const { before, after } of matches) {
    const [x, y] = applyMeasuringWarp(warp, before)
    squares += (after[0] - x) ** 2 + (after[1] - y) ** 2
  }
  return { warp, residualPx: Math.sqrt(squares / matches.length) }
}

function cellOf(map: RestMap, index: number, dx: number, dy: number, dz: number): string | null {
  const x = map.data[3 * index]
  if (Number.isNaN(x)) return null
  const y = map.data[3 * index + 1]
  const z = map.data[3 * index + 2]
  return `${Math.floor(x / CELL_M) + dx},${Math.floor(y / CELL_M) + dy},${Math.floor(z / CELL_M) + dz}`
}

/** Distance-weighted mean of the after pixels around the same rest position, or null where the spot is not seen. */
function nearest(
  before: RestMap,
  index: number,
  after: RestMap,
  cells: ReadonlyMap<string, readonly number[]>,
): Point | null {
  let weight = 0
  let sumX = 0
  let sumY = 0
  for (let dx = -1; dx <= 1; dx++) {
    for (let dy = -1; dy <= 1; dy++) {
      for (let dz = -1; dz <= 1; dz++) {
        for (const candidate of cells.get(cellOf(before, index, dx, dy, dz) ?? '') ?? []) {
          const distance = Math.hypot(
            after.data[3 * candidate] - before.data[3 * index],
            after.data[3 * candidate + 1] - before.data[3 * index + 1],
            after.data[3 * candidate + 2] - before.data[3 * index + 2],
          )
          const w = Math.exp(-((distance / 0.0004) ** 2))
          weight += w
          sumX += w * (4 * (candidate % after.columns) + 2.5)
          sumY += w * (4 * Math.floor(candidate / after.columns) + 2.5)
        }
      }
    }
  }
  return weight < 0.3 ? null : [sumX / weight, sumY / weight]
}

function meanPoint(points: readonly Point[]): Point {
  return [
    points.reduce((sum, point) => sum + point[0], 0) / points.length,
    points.reduce((sum, point) => sum + point[1], 0) / points.length,
  ]
}

function multiply(a: Matrix3, b: Matrix3): Matrix3 {
  const cell = (row: number, column: number) =>
    a[3 * row] * b[column] + a[3 * row + 1] * b[3 + column] + a[3 * row + 2] * b[6 + column]
  return [0, 1, 2].flatMap((row) => [0, 1, 2].map((column) => cell(row, column))) as unknown as Matrix3
}
