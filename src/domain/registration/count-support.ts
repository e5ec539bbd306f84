import * as wasm from '../wasm-kernel.ts'
import type { Correspondence } from './correspondence.ts'

/** A similarity: (x, y) comes to (cosine x - sine y + offsetX, sine x + cosine y + offsetY). */
export interface TriedSimilarity {
  readonly cosine: number
  readonly sine: number
  readonly offsetX: number
  readonly offsetY: number
}

/** Correspondences that similarities ask for their support. */
export interface SupportCounter {
  readonly x: Float64Array
  readonly y: Float64Array
  readonly u: Float64Array
  readonly v: Float64Array
  /**
   * How much stands behind a similarity: of each correspondence within the threshold 1, less its squared share of it. Less than
   * there is where that is no more than `least`: a vote that cannot win is not counted to its end.
   */
  readonly support: (similarity: TriedSimilarity, least: number) => number
}

let kernel: wasm.Kernel | undefined

/** Where in the memory lies what is given (twice each where two are counted at once), and what is answered. */
const PLACES = {
  cosine: 0,
  sine: 8,
  offsetX: 16,
  offsetY: 24,
  reach: 32,
  least: 40,
  support: 48,
  one: 56,
} as const
const COLUMNS_AT = 64

/** Lays correspondences out in WebAssembly memory, column by column. There is one counter at a time. */
export function supportCounter(pairs: readonly Correspondence[], thresholdPx: number): SupportCounter {
  kernel ??= wasm.buildKernel([describeCount()])
  // Whole twos; what is too much in the last lies beyond any threshold.
  const padded = 2 * Math.ceil(pairs.length / 2)
  wasm.ensureBytes(kernel, COLUMNS_AT + 32 * padded)
  const { memory, functions } = kernel
  const given = new Float64Array(memory.buffer, 0, COLUMNS_AT / 8)
  const column = (index: number) => new Float64Array(memory.buffer, COLUMNS_AT + 8 * padded * index, padded)
  const [x, y, u, v] = [column(0), column(1), column(2), column(3)]
  pairs.forEach((pair, i) => {
    x[i] = pair.x
    y[i] = pair.y
    u[i] = pair.u
    v[i] = pair.v
  })
  for (const values of [x, y, u, v]) values.fill(values === u ? Infinity : 0, pairs.length)
  given[PLACES.reach / 8] = thresholdPx * thresholdPx
  given[PLACES.one / 8] = 1
  return {
    x,
    y,
    u,
    v,
    support: ({ cosine, sine, offsetX, offsetY }, least) => {
      given[PLACES.cosine / 8] = cosine
      given[PLACES.sine / 8] = sine
      given[PLACES.offsetX / 8] = offsetX
      given[PLACES.offsetY / 8] = offsetY
      given[PLACES.least / 8] = least
      functions['count'](COLUMNS_AT, COLUMNS_AT + 8 * padded, 8 * padded)
      return given[PLACES.support / 8]
    },
  }
}

/** Two correspondences at once; what they count is added one after the other. */
function describeCount(): wasm.KernelFunction {
  const { get, set, add, constant, loadTwo, timesTwo, addTwo, minusTwo } = wasm
  const [at, end, column, left] = [0, 1, 2, 3]
  const support = 4
  const [x, y, squared, counts] = [5, 6, 7, 8]
  const given = (place: number) => wasm.loadTwice(constant(place))
  const inColumn = (index: number) => loadTwo(add(get(at), wasm.times(get(column), constant(index))))
  const errorX = minusTwo(
    addTwo(
      minusTwo(timesTwo(given(PLACES.cosine), get(x)), timesTwo(given(PLACES.sine), get(y))),
      given(PLACES.offsetX),
    ),
    inColumn(2),
  )
  const errorY = minusTwo(
    addTwo(
      addTwo(timesTwo(given(PLACES.sine), get(x)), timesTwo(given(PLACES.cosine), get(y))),
      given(PLACES.offsetY),
    ),
    inColumn(3),
  )
  return {
    name: 'count',
    parameters: 3,
    locals: ['i32', 'f64', ...Array<'v128'>(4).fill('v128')],
    body: [
      wasm.whileTrue(wasm.lessThan(get(at), get(end)), [
        [set(x, loadTwo(get(at))), set(y, inColumn(1))],
        [set(squared, errorX), set(counts, errorY)],
        set(squared, addTwo(timesTwo(get(squared), get(squared)), timesTwo(get(counts), get(counts)))),
        set(
          counts,
          wasm.bothBits(
            minusTwo(given(PLACES.one), wasm.overTwo(get(squared), given(PLACES.reach))),
            wasm.lessTwo(get(squared), given(PLACES.reach)),
          ),
        ),
        [0, 1].map((lane) => set(support, wasm.addDouble(get(support), wasm.oneOfTwo(get(counts), lane)))),
        set(at, add(get(at), constant(16))),
        // No more than one can come of each that is left.
        set(left, wasm.shiftRight(wasm.subtract(get(end), get(at)), constant(3))),
        wasm.ifTrue(
          wasm.lessDouble(
            wasm.addDouble(get(support), wasm.doubleOf(get(left))),
            wasm.loadDouble(constant(PLACES.least)),
          ),
          set(at, get(end)),
          [],
        ),
      ]),
      wasm.storeDouble(constant(PLACES.support), get(support)),
    ],
  }
}
