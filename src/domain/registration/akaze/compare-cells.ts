import * as wasm from '../../wasm-kernel.ts'

/** Three grids of cells over the samples of a spot: samples along a cell's side, and cells along the grid's. */
export const GRIDS = [
  { step: 10, cells: 2, first: 0 },
  { step: 7, cells: 3, first: 4 },
  { step: 5, cells: 4, first: 13 },
] as const
const CHANNELS = 3
const CELL_BYTES = 16
/** The cells of all grids, and as many more as are read together with the last. */
export const CELLS_BYTES = CELL_BYTES * 32
/** What is written for a spot: a bit for each cell that is greater than a later one, by grid and channel, in whole words. */
export const BITS_BYTES = 64

const { get, set, constant } = wasm

/**
 * Compares the cells of each grid with each other. The bits of the numbers, taken for whole numbers, are in the same order where
 * the negative ones are turned round.
 */
export const COMPARE_CELLS = describeCompare()

function describeCompare() {
  const [cells, out, bits, word] = [0, 1, 2, 3]
  /** Four cells, what is on the way from rows to columns, and a channel of four cells each. */
  const [a, b, c, d, left, right, firstColumn] = [4, 5, 6, 7, 8, 9, 10]
  const columnOf = (channel: number, group: number) => firstColumn + 4 * channel + group
  const inOrder = (value: wasm.Code, column: number): wasm.Code => [
    set(column, value),
    set(
      column,
      wasm.otherBits(
        get(column),
        wasm.bothBits(wasm.shiftFourRight(get(column), constant(31)), wasm.allWhole(constant(0x7fffffff))),
      ),
    ),
  ]
  const turn = (places: readonly number[]): wasm.Code => [
    set(left, wasm.chooseFour(get(a), get(b), places)),
    set(right, wasm.chooseFour(get(c), get(d), places)),
  ]
  const readGroup = (first: number, group: number): wasm.Code => [
    [a, b, c, d].map((local, k) =>
      set(local, wasm.loadFour(get(cells), CELL_BYTES * (first + 4 * group + k))),
    ),
    turn([0, 4, 1, 5]),
    inOrder(wasm.chooseFour(get(left), get(right), [0, 1, 4, 5]), columnOf(0, group)),
    inOrder(wasm.chooseFour(get(left), get(right), [2, 3, 6, 7]), columnOf(1, group)),
    turn([2, 6, 3, 7]),
    inOrder(wasm.chooseFour(get(left), get(right), [0, 1, 4, 5]), columnOf(2, group)),
  ]

  let position = 0
  /** Writes so many of the bits behind the ones before. */
  const append = (length: number): wasm.Code => {
    const [shift, at] = [position % 32, Math.floor(position / 32)]
    position += length
    const joined = set(word, wasm.or(get(word), wasm.shiftLeft(get(bits), constant(shift))))
    if (shift + length < 32) return joined
    const rest = shift + length === 32 ? constant(0) : wasm.shiftRight(get(bits), constant(32 - shift))
    return [joined, wasm.store(get(out), get(word), 4 * at), set(word, rest)]
  }
  const compareOne = (channel: number, own: number, count: number): wasm.Code => {
    const lane = own % 4
    const column = get(columnOf(channel, Math.floor(own / 4)))
    const first = Math.floor((own + 1) / 4)
    const groups = Array.from({ length: Math.ceil(count / 4) - first }, (_, k) => first + k)
    const all = groups
      .map((group) =>
        wasm.shiftLeft(
          wasm.bitsGreaterFour(get(a), get(columnOf(channel, group))),
          constant(4 * (group - first)),
        ),
      )
      .reduce(wasm.or)
    const later = count - 1 - own
    return [
      set(a, wasm.chooseFour(column, column, [lane, lane, lane, lane])),
      set(bits, wasm.and(wasm.shiftRight(all, constant(own + 1 - 4 * first)), constant(2 ** later - 1))),
      append(later),
    ]
  }
  const compareGrid = ({ cells: side, first }: (typeof GRIDS)[number]): wasm.Code => {
    const count = side * side
    return [
      Array.from({ length: Math.ceil(count / 4) }, (_, group) => readGroup(first, group)),
      Array.from({ length: CHANNELS }, (_, channel) =>
        Array.from({ length: count - 1 }, (__, own) => compareOne(channel, own, count)),
      ),
    ]
  }
  const body = GRIDS.map(compareGrid)
  return {
    name: 'compareCells',
    parameters: 2,
    locals: ['i32', 'i32', ...Array<'v128'>(6 + 4 * CHANNELS).fill('v128')],
    body: [body, wasm.store(get(out), get(word), 4 * Math.floor(position / 32))],
  } as const satisfies wasm.KernelFunction
}
