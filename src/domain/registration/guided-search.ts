import type { MeasuringWarp } from '../measuring-warp.ts'
import * as wasm from '../wasm-kernel.ts'
import { distanceOf, ROW_BYTES } from './descriptor-table.ts'
import { roughAngleOf, ROUGH_STEPS_PER_DEGREE, type FeatureGrid } from './feature-grid.ts'
import type { FeatureSet } from './feature-set.ts'

/** Where features are predicted, and which of those around may be the same. */
export interface Prediction {
  readonly warp: MeasuringWarp
  /** Moves every prediction. */
  readonly shift: readonly [number, number]
  readonly radiusPx: number
  /** How the warp turns and scales, and how far features may differ from it. */
  readonly turnDegrees: number
  readonly turnToleranceDegrees: number
  readonly logScale: number
  readonly logScaleTolerance: number
  /** Two features this near describe the same spot. */
  readonly sameSpotPx: number
}

/** Two photos' features in WebAssembly memory, where one photo's are looked for in the other's, each where it is predicted. */
export interface GuidedSearcher {
  /**
   * By feature of the before photo, three numbers: the nearest of the after photo, in the order of its grid and -1 where there
   * is none; in how many bits it differs; and in how many the nearest of another spot does. Only until the next search.
   */
  search(prediction: Prediction): Int32Array
}

/** More than any descriptors differ. */
const NOTHING_FOUND = 1e9
/** So many rough angles are looked at together. */
const TOGETHER = 16

let kernel: wasm.Kernel | undefined
let latest:
  | { readonly of: readonly [FeatureSet, FeatureSet, FeatureGrid]; readonly searcher: GuidedSearcher }
  | undefined

/** The searcher of two photos. There is one at a time: asking for another pair's ends the former. */
export function guidedSearcher(before: FeatureSet, after: FeatureSet, grid: FeatureGrid): GuidedSearcher {
  if (latest?.of[0] === before && latest.of[1] === after && latest.of[2] === grid) return latest.searcher
  kernel ??= wasm.buildKernel([describeSearch()])
  const columnsOf = layOut(before.count, after.count, grid.start.length)
  wasm.ensureBytes(kernel, columnsOf.end)
  const { buffer } = kernel.memory
  const given = new Float64Array(buffer, 0, GIVEN_BYTES / 8)
  new Int32Array(buffer, PLACES.limits, 4).set([grid.columns - 1, grid.rows - 1, 0, 0])
  new Int32Array(buffer, columnsOf.starts, grid.start.length).set(grid.start)
  const inOrder = Int32Array.from({ length: before.count }, (_, i) => i)
  writeFeatures(buffer, before, inOrder, columnsOf.before)
  writeFeatures(buffer, after, grid.order, columnsOf.after)
  const rough = new Uint8Array(buffer, columnsOf.rough, after.count)
  for (let k = 0; k < rough.length; k++) rough[k] = roughAngleOf(after.angle[grid.order[k]])
  const found = new Int32Array(buffer, columnsOf.found, 3 * before.count)
  const { search } = kernel.functions
  const searcher: GuidedSearcher = {
    search(prediction) {
      writePrediction(given, prediction, grid.cellPx)
      const range = roughRangeOf(prediction.turnToleranceDegrees)
      const { before: from, after: to } = columnsOf
      search(
        from.places,
        from.places + 8 * before.count,
        from.traits,
        from.rows,
        to.places,
        to.traits,
        to.rows,
        columnsOf.rough,
        columnsOf.starts,
        grid.columns,
        range,
        columnsOf.found,
      )
      return found
    },
  }
  latest = { of: [before, after, grid], searcher }
  return searcher
}

/** The angles that may be the same, from end to end, in rough steps, with room for their rounding. */
function roughRangeOf(toleranceDegrees: number): number {
  return Math.min(255, Math.ceil(2 * toleranceDegrees * ROUGH_STEPS_PER_DEGREE) + 2)
}

/** Where a photo's columns begin: places (two f32), traits (angle and logarithm of the size, two f64), and descriptors. */
interface FeatureColumns {
  readonly places: number
  readonly traits: number
  readonly rows: number
}

function layOut(before: number, after: number, starts: number) {
  let end = GIVEN_BYTES
  const take = (bytes: number): number => {
    const at = end
    end += 16 * Math.ceil(bytes / 16)
    return at
  }
  const columns = (count: number): FeatureColumns => ({
    places: take(8 * count),
    traits: take(16 * count),
    rows: take(ROW_BYTES * count),
  })
  const own = {
    before: columns(before),
    after: columns(after),
    rough: take(after + TOGETHER),
    starts: take(4 * starts),
    found: take(12 * before),
  }
  return { ...own, end }
}

function writeFeatures(
  buffer: ArrayBuffer,
  { x, y, size, angle, words, descriptors }: FeatureSet,
  order: Int32Array,
  columns: FeatureColumns,
): void {
  const places = new Float32Array(buffer, columns.places, 2 * order.length)
  const traits = new Float64Array(buffer, columns.traits, 2 * order.length)
  const rows = new Uint32Array(buffer, columns.rows, (ROW_BYTES / 4) * order.length).fill(0)
  for (let k = 0; k < order.length; k++) {
    const i = order[k]
    places[2 * k] = x[i]
    places[2 * k + 1] = y[i]
    traits[2 * k] = angle[i]
    traits[2 * k + 1] = Math.log(size[i])
    rows.set(descriptors.subarray(i * words, (i + 1) * words), (ROW_BYTES / 4) * k)
  }
}

/** Where in the memory lies what a search is given, in bytes: pairs of numbers, one for across and one for down. */
const PLACES = {
  plane: 0,
  depth: 48,
  centre: 96,
  scale: 112,
  quadratic: 128,
  shift: 224,
  radius: 240,
  cell: 256,
  /** Turn and scale, and how far features may differ from them. */
  traits: 272,
  tolerance: 288,
  reach: 304,
  sameSpot: 312,
  stepsPerDegree: 320,
  halfTurn: 328,
  wholeTurn: 336,
  nowhere: 352,
  limits: 368,
} as const
const GIVEN_BYTES = 384

function writePrediction(given: Float64Array, prediction: Prediction, cellPx: number): void {
  const { warp, shift, radiusPx, turnDegrees, turnToleranceDegrees, sameSpotPx } = prediction
  const { beforeToAfter: m, centre, scalePx, dx, dy } = warp
  const write = (place: number, ...values: readonly number[]) => given.set(values, place / 8)
  write(PLACES.plane, m[0], m[3], m[1], m[4], m[2], m[5])
  write(PLACES.depth, m[6], m[6], m[7], m[7], m[8], m[8])
  write(PLACES.centre, ...centre)
  write(PLACES.scale, scalePx, scalePx)
  dx.forEach((value, k) => write(PLACES.quadratic + 16 * k, value, dy[k]))
  write(PLACES.shift, ...shift)
  write(PLACES.radius, radiusPx, radiusPx)
  write(PLACES.cell, cellPx, cellPx)
  write(PLACES.traits, turnDegrees, prediction.logScale)
  write(PLACES.tolerance, turnToleranceDegrees, prediction.logScaleTolerance)
  write(PLACES.reach, radiusPx * radiusPx, sameSpotPx * sameSpotPx)
  write(PLACES.stepsPerDegree, ROUGH_STEPS_PER_DEGREE, 180, 360)
  write(PLACES.nowhere, Infinity, Infinity)
}

/**
 * Feature by feature: where the warp predicts it (as `applyMeasuringWarp` does), and the nearest and the next one of another
 * spot of those within the radius that are turned and as large as predicted. The cells of one row of the grid lie side by side;
 * of sixteen features at once, most are left out by their rough angle.
 */
function describeSearch(): wasm.KernelFunction {
  const { get, set, add, constant, times, and, load, whileTrue, ifTrue, lessThan, atMost } = wasm
  const { loadTwo, addTwo, timesTwo, overTwo, minusTwo, oneOfTwo, twiceOneOfTwo } = wasm
  const [beforePlace, beforeEnd, beforeTraits, beforeRow] = [0, 1, 2, 3]
  const [afterPlaces, afterTraits, afterRows, rough, starts, columns, range, out] = [4, 5, 6, 7, 8, 9, 10, 11]
  const [left, right, bottom, row, k, end, bits, j] = [12, 13, 14, 15, 16, 17, 18, 19]
  const [best, least, second, distance, isSameSpot] = [20, 21, 22, 23, 24]
  const turn = 25
  const [own, place, wanted, lowest, low, high, apart, bestPlace] = [26, 27, 28, 29, 30, 31, 32, 33]
  const given = (at: number) => loadTwo(constant(at))
  const advance = (local: number, bytes: number) => set(local, add(get(local), constant(bytes)))
  const sumOfSquares = (local: number) => {
    const squares = timesTwo(get(local), get(local))
    return wasm.addDouble(oneOfTwo(squares, 0), oneOfTwo(squares, 1))
  }

  const [x, y] = [twiceOneOfTwo(get(own), 0), twiceOneOfTwo(get(own), 1)]
  /** a x + b y + c. */
  const linear = (at: number) =>
    addTwo(addTwo(timesTwo(given(at), x), timesTwo(given(at + 16), y)), given(at + 32))
  const term = (index: number, ...factors: readonly wasm.Code[]) =>
    factors.reduce((product, factor) => timesTwo(product, factor), given(PLACES.quadratic + 16 * index))
  const predict = [
    set(own, wasm.loadTwoSingle(get(beforePlace), 0)),
    set(place, overTwo(linear(PLACES.plane), linear(PLACES.depth))),
    set(own, overTwo(minusTwo(get(own), given(PLACES.centre)), given(PLACES.scale))),
    [term(0), term(1, x), term(2, y), term(3, x, x), term(4, x, y), term(5, y, y)].map((value) =>
      set(place, addTwo(get(place), value)),
    ),
    set(place, addTwo(get(place), given(PLACES.shift))),
    set(wanted, addTwo(loadTwo(get(beforeTraits)), given(PLACES.traits))),
  ]

  const cellAt = (value: wasm.Code) => wasm.wholeTwo(wasm.floorTwo(overTwo(value, given(PLACES.cell))))
  const lowestAngle = minusTwo(twiceOneOfTwo(get(wanted), 0), given(PLACES.tolerance))
  const roughAngle = timesTwo(lowestAngle, wasm.loadTwice(constant(PLACES.stepsPerDegree)))
  const around = [
    set(low, wasm.mostOfFour(cellAt(minusTwo(get(place), given(PLACES.radius))), wasm.zeroTwice)),
    set(high, cellAt(addTwo(get(place), given(PLACES.radius)))),
    set(high, wasm.leastOfFour(get(high), wasm.loadFour(constant(PLACES.limits)))),
    [set(left, wasm.oneOfWhole(get(low), 0)), set(right, wasm.oneOfWhole(get(high), 0))],
    [set(row, wasm.oneOfWhole(get(low), 1)), set(bottom, wasm.oneOfWhole(get(high), 1))],
    // Beside the grid there is nothing.
    ifTrue(atMost(get(left), get(right)), [], set(bottom, constant(-1))),
    set(lowest, wasm.allOf8(add(wasm.oneOfWhole(wasm.wholeTwo(wasm.floorTwo(roughAngle)), 0), constant(-1)))),
  ]

  const choose = ifTrue(
    lessThan(get(distance), get(second)),
    [
      set(apart, minusTwo(get(bestPlace), wasm.loadTwoSingle(placeOf(afterPlaces, 8), 0))),
      set(isSameSpot, wasm.atMostDouble(sumOfSquares(apart), wasm.loadDouble(constant(PLACES.sameSpot)))),
      ifTrue(
        lessThan(get(distance), get(least)),
        [
          ifTrue(get(isSameSpot), [], set(second, get(least))),
          [set(least, get(distance)), set(best, get(j))],
          set(bestPlace, wasm.loadTwoSingle(placeOf(afterPlaces, 8), 0)),
        ],
        ifTrue(get(isSameSpot), [], set(second, get(distance))),
      ),
    ],
    [],
  )
  function placeOf(column: number, bytes: number): wasm.Code {
    return add(get(column), times(get(j), constant(bytes)))
  }
  const isTurned = [
    set(turn, oneOfTwo(get(apart), 0)),
    ifTrue(
      wasm.atMostDouble(get(turn), wasm.loadDouble(constant(PLACES.halfTurn))),
      [],
      set(
        turn,
        wasm.absoluteDouble(wasm.minusDouble(get(turn), wasm.loadDouble(constant(PLACES.wholeTurn)))),
      ),
    ),
  ]
  const look = [
    set(apart, minusTwo(wasm.loadTwoSingle(placeOf(afterPlaces, 8), 0), get(place))),
    ifTrue(
      wasm.atMostDouble(sumOfSquares(apart), wasm.loadDouble(constant(PLACES.reach))),
      [
        set(apart, wasm.absoluteTwo(minusTwo(loadTwo(placeOf(afterTraits, 16)), get(wanted)))),
        isTurned,
        ifTrue(
          and(
            wasm.atMostDouble(oneOfTwo(get(apart), 1), wasm.loadDouble(constant(PLACES.tolerance + 8))),
            wasm.atMostDouble(get(turn), wasm.loadDouble(constant(PLACES.tolerance))),
          ),
          [set(distance, distanceOf(get(beforeRow), placeOf(afterRows, ROW_BYTES))), choose],
          [],
        ),
      ],
      [],
    ),
  ]

  const startOf = (column: wasm.Code) =>
    load(add(get(starts), times(constant(4), add(times(get(row), get(columns)), column))))
  const lookAlong = [
    [set(k, startOf(get(left))), set(end, startOf(add(get(right), constant(1))))],
    whileTrue(lessThan(get(k), get(end)), [
      set(
        bits,
        wasm.bitsAtMostSixteen(
          wasm.minusSixteen(wasm.loadSixteenOf8(add(get(rough), get(k))), get(lowest)),
          wasm.allOf8(get(range)),
        ),
      ),
      ifTrue(
        lessThan(get(end), add(get(k), constant(TOGETHER))),
        set(
          bits,
          and(get(bits), add(wasm.shiftLeft(constant(1), wasm.subtract(get(end), get(k))), constant(-1))),
        ),
        [],
      ),
      whileTrue(get(bits), [
        set(j, add(get(k), wasm.zerosBelow(get(bits)))),
        set(bits, and(get(bits), add(get(bits), constant(-1)))),
        look,
      ]),
      advance(k, TOGETHER),
    ]),
  ]

  return {
    name: 'search',
    parameters: 12,
    locals: [...Array<'i32'>(13).fill('i32'), 'f64', ...Array<'v128'>(8).fill('v128')],
    body: whileTrue(lessThan(get(beforePlace), get(beforeEnd)), [
      [predict, around],
      [set(best, constant(-1)), set(least, constant(NOTHING_FOUND)), set(second, constant(NOTHING_FOUND))],
      set(bestPlace, given(PLACES.nowhere)),
      whileTrue(atMost(get(row), get(bottom)), [lookAlong, advance(row, 1)]),
      [best, least, second].map((local, i) => wasm.store(get(out), get(local), 4 * i)),
      [advance(beforePlace, 8), advance(beforeTraits, 16), advance(beforeRow, ROW_BYTES), advance(out, 12)],
    ]),
  }
}
