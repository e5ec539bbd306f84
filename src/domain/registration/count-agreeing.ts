import * as wasm from '../wasm-kernel.ts'

/** Who is a neighbour, in before pixels, and within how many after pixels neighbours agree. */
export interface Neighbourhood {
  readonly reachPx: number
  readonly nearestPx: number
  /** The tolerance, and how much larger it is for each pixel of distance. */
  readonly tolerancePx: number
  readonly growth: number
  /** The circle in which matches were looked for. */
  readonly radiusPx: number
}

/** Matches from left to right: their places, and how far each lies from where it was predicted. */
export interface MovedPlaces {
  readonly x: Float64Array
  readonly y: Float64Array
  readonly du: Float64Array
  readonly dv: Float64Array
}

/** By match: how many of its neighbours lie as far from their prediction, and how many would by chance. */
export interface Agreement {
  readonly agreeing: Float64Array
  readonly byChance: Float64Array
}

let kernel: wasm.Kernel | undefined

/** Where in the memory lies what is given, each twice. */
const PLACES = {
  reach: 0,
  nearestSquared: 16,
  reachSquared: 32,
  tolerance: 48,
  growth: 64,
  area: 80,
  one: 96,
} as const
const COLUMNS_AT = 112

/** Room for so many matches in WebAssembly memory, and their agreement; there is one at a time. */
export function agreementCounter(count: number): {
  readonly places: MovedPlaces
  readonly countAgreeing: (neighbourhood: Neighbourhood) => Agreement
} {
  kernel ??= wasm.buildKernel([describeCount()])
  // Behind the last match lies one that is nobody's neighbour, and room for a second.
  const columnBytes = 8 * (count + 2)
  wasm.ensureBytes(kernel, COLUMNS_AT + 6 * columnBytes)
  const { memory, functions } = kernel
  const column = (index: number) =>
    new Float64Array(memory.buffer, COLUMNS_AT + index * columnBytes, count + 2)
  const all = new Float64Array(memory.buffer, COLUMNS_AT, 6 * (count + 2)).fill(0)
  all.fill(Infinity, count, count + 2)
  const own = (index: number) => column(index).subarray(0, count)
  const places = { x: own(0), y: own(1), du: own(2), dv: own(3) }
  return {
    places,
    countAgreeing({ reachPx, nearestPx, tolerancePx, growth, radiusPx }) {
      const given = [reachPx, nearestPx ** 2, reachPx ** 2, tolerancePx, growth, radiusPx ** 2, 1]
      new Float64Array(memory.buffer, 0, 2 * given.length).set(given.flatMap((value) => [value, value]))
      functions['count'](COLUMNS_AT, COLUMNS_AT + 8 * count, columnBytes)
      return { agreeing: own(4), byChance: own(5) }
    },
  }
}

/** Each match with those further to the right, two at once; what they count is added one after the other. */
function describeCount(): wasm.KernelFunction {
  const { get, set, add, constant, loadTwo, timesTwo, addTwo, minusTwo } = wasm
  const [own, end, column, other] = [0, 1, 2, 3]
  const [agreeing, byChance] = [4, 5]
  const [x, y, du, dv, squared, tolerance, isNear, value, second] = [6, 7, 8, 9, 10, 11, 12, 13, 14]
  const given = (place: number) => loadTwo(constant(place))
  const placeIn = (at: number, index: number) => add(get(at), wasm.times(get(column), constant(index)))
  const apart = (index: number, mine: number) => minusTwo(loadTwo(placeIn(other, index)), get(mine))
  const squares = (local: number) => timesTwo(get(local), get(local))
  /** Adds the two to the others' and to the own sum. */
  const count = (index: number, sum: number) => [
    wasm.storeTwo(placeIn(other, index), addTwo(loadTwo(placeIn(other, index)), get(value)), 0),
    [0, 1].map((lane) => set(sum, wasm.addDouble(get(sum), wasm.oneOfTwo(get(value), lane)))),
  ]
  const isWithinReach = wasm.lessDouble(
    wasm.minusDouble(wasm.loadDouble(get(other)), wasm.oneOfTwo(get(x), 0)),
    wasm.loadDouble(constant(PLACES.reach)),
  )
  return {
    name: 'count',
    parameters: 3,
    locals: ['i32', 'f64', 'f64', ...Array<'v128'>(9).fill('v128')],
    body: wasm.whileTrue(wasm.lessThan(get(own), get(end)), [
      [x, y, du, dv].map((local, index) => set(local, wasm.loadTwice(placeIn(own, index)))),
      [agreeing, byChance].map((local, k) => set(local, wasm.loadDouble(placeIn(own, 4 + k)))),
      set(other, add(get(own), constant(8))),
      wasm.whileTrue(isWithinReach, [
        [set(value, apart(0, x)), set(second, apart(1, y))],
        set(squared, addTwo(squares(value), squares(second))),
        set(
          isNear,
          wasm.bothBits(
            wasm.lessTwo(get(value), given(PLACES.reach)),
            wasm.bothBits(
              wasm.atMostTwo(get(squared), given(PLACES.reachSquared)),
              wasm.atMostTwo(given(PLACES.nearestSquared), get(squared)),
            ),
          ),
        ),
        set(
          tolerance,
          addTwo(given(PLACES.tolerance), timesTwo(given(PLACES.growth), wasm.rootOfTwo(get(squared)))),
        ),
        set(tolerance, squares(tolerance)),
        set(
          value,
          wasm.bothBits(
            get(isNear),
            wasm.lesserTwo(given(PLACES.one), wasm.overTwo(get(tolerance), given(PLACES.area))),
          ),
        ),
        count(5, byChance),
        [set(value, apart(2, du)), set(second, apart(3, dv))],
        set(
          value,
          wasm.bothBits(
            wasm.bothBits(get(isNear), wasm.lessTwo(addTwo(squares(value), squares(second)), get(tolerance))),
            given(PLACES.one),
          ),
        ),
        count(4, agreeing),
        set(other, add(get(other), constant(16))),
      ]),
      [agreeing, byChance].map((local, k) => wasm.storeDouble(placeIn(own, 4 + k), get(local))),
      set(own, add(get(own), constant(8))),
    ]),
  }
}
