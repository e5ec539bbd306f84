import * as wasm from '../../wasm-kernel.ts'

/** What a row function is made of: `at` is a row, some pixels further to the right, and `k` a coefficient. */
type Formula = (at: (row: number, pixels?: number) => wasm.Code, k: (index: number) => wasm.Code) => wasm.Code

const { addFour: plus, minusFour: minus, timesFour: times, overFour: over, rootOfFour: root } = wasm

/** Across the scale of one pixel, Scharr's smoothing: rows above, here, below of a difference or of what was smoothed. */
const slopeDown: Formula = (at, k) => plus(times(at(1), k(0)), times(plus(at(0), at(2)), k(1)))
const squares = (a: wasm.Code, b: wasm.Code): wasm.Code => plus(times(a, a), times(b, b))

/**
 * The sums are written in the order in which OpenCV's loops add up, so that every bit is the same: features found here and
 * there can then be compared one by one. Each takes the places of the rows that go in, of the one that comes out, and the length
 * in bytes.
 */
export const ROW_FUNCTIONS = [
  rowFunction('subtract', 2, 0, (at) => minus(at(0), at(1))),
  rowFunction('weigh', 3, 2, slopeDown),
  rowFunction('weighInOrder', 3, 2, (at, k) =>
    plus(plus(times(at(0), k(1)), times(at(1), k(0))), times(at(2), k(1))),
  ),
  rowFunction('blurFive', 5, 3, (at, k) =>
    plus(plus(times(at(2), k(0)), times(plus(at(1), at(3)), k(1))), times(plus(at(0), at(4)), k(2))),
  ),
  rowFunction('blurNineAcross', 1, 5, (at, k) =>
    Array.from({ length: 9 }, (_, i) => times(at(0, i), k(Math.abs(i - 4)))).reduce(plus),
  ),
  rowFunction('blurNineDown', 9, 5, (at, k) =>
    [times(at(4), k(0)), ...[1, 2, 3, 4].map((i) => times(plus(at(4 - i), at(4 + i)), k(i)))].reduce(plus),
  ),
  rowFunction('steepness', 5, 2, (at, k) => root(squares(slopeDown(at, k), minus(at(4), at(3))))),
  rowFunction('conductivity', 5, 4, (at, k) =>
    over(k(2), plus(k(2), times(squares(slopeDown(at, k), minus(at(4), at(3))), k(3)))),
  ),
  rowFunction('diffuse', 6, 1, (at, k) => {
    // Rows of the picture above, here and below, and of the conductivity; those here begin one pixel to the left.
    const here = at(1, 1)
    const conducts = at(4, 1)
    const flow = (value: wasm.Code, conductivity: wasm.Code) =>
      times(plus(conducts, conductivity), minus(value, here))
    const gained = [
      flow(at(1, 2), at(4, 2)),
      flow(at(1, 0), at(4, 0)),
      flow(at(2), at(5)),
      flow(at(0), at(3)),
    ].reduce(plus)
    return plus(here, times(gained, k(0)))
  }),
  rowFunction('determinant', 7, 3, (at, k) => {
    const crossed = minus(at(4), at(3))
    const bent = times(slopeDown(at, k), minus(at(6), at(5)))
    return times(minus(bent, times(crossed, crossed)), k(2))
  }),
] as const

/**
 * A function that goes along rows, four pixels at once: its parameters are the places of the rows, of the result, and its
 * length in bytes. It may write up to three pixels more than asked for.
 */
function rowFunction<Name extends string>(
  name: Name,
  rows: number,
  coefficients: number,
  formula: Formula,
): wasm.KernelFunction & { readonly name: Name } {
  const { get, set, add, constant } = wasm
  const [out, bytes, done] = [rows, rows + 1, rows + 2]
  const at = (row: number, pixels = 0) => wasm.loadFour(add(get(row), get(done)), 4 * pixels)
  const kept = Array.from({ length: coefficients }, (_, index) => done + 1 + index)
  return {
    name,
    parameters: rows + 2,
    locals: ['i32', ...kept.map(() => 'v128' as const)],
    body: [
      kept.map((local, index) => set(local, wasm.loadFourTimes(constant(0), 4 * index))),
      wasm.whileTrue(wasm.lessThan(get(done), get(bytes)), [
        wasm.storeFour(
          add(get(out), get(done)),
          formula(at, (index) => get(kept[index])),
        ),
        set(done, add(get(done), constant(16))),
      ]),
    ],
  }
}
