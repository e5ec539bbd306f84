import * as wasm from '../../wasm-kernel.ts'

/** Samples along a row, and how many are written for one: whole fours. */
export const SIDE = 21
export const ROW_SAMPLES = 24
const SAMPLE_BYTES = 16

/**
 * Where the sample functions find, in single precision, how far a step along a row and along a column leads, down and to the
 * right; the middle; and what light, slope across and slope down add to a sample. In bytes from the table's start.
 */
export const TABLE = {
  byRow: 0,
  downByColumn: 8 * SIDE + 8,
  rightByColumn: 8 * SIDE + 8 + 4 * ROW_SAMPLES,
  middle: 8 * SIDE + 8 + 8 * ROW_SAMPLES,
  ofAcross: 8 * SIDE + 16 + 8 * ROW_SAMPLES,
  ofDown: 8 * SIDE + 32 + 8 * ROW_SAMPLES,
  bytes: 8 * SIDE + 48 + 8 * ROW_SAMPLES,
} as const
export const SAMPLES_BYTES = SAMPLE_BYTES * ROW_SAMPLES * SIDE

const { get, set, add, constant } = wasm
const advance = (local: number, bytes: number) => set(local, add(get(local), constant(bytes)))

/** Takes all samples around a spot: light, slope aside and slope along, and a zero. Four places are found at once. */
export const TAKE_SAMPLES = describeTake()
/** Means of the cells of a grid, row by row: each the sum of its samples in their order, times a share. */
export const POOL_CELLS = describePool()

function describeTake() {
  const [table, out, light, across, down, stride] = [0, 1, 2, 3, 4, 5]
  const [row, rowEnd, column, columnEnd, place] = [6, 7, 8, 9, 10]
  const [downHere, rightHere, ofAcross, ofDown, places, strides] = [11, 12, 13, 14, 15, 16]
  const nearest = (middle: number, byColumn: number, here: number) =>
    wasm.wholeFour(
      wasm.nearestFour(
        wasm.addFour(
          wasm.loadFourTimes(get(table), middle),
          wasm.addFour(wasm.loadFour(get(column), byColumn), get(here)),
        ),
      ),
    )
  const sample = (lane: number) => [
    set(place, wasm.oneOfWhole(get(places), lane)),
    wasm.storeFour(
      add(get(out), constant(SAMPLE_BYTES * lane)),
      wasm.addFour(
        wasm.addFour(
          wasm.loadOneSingle(add(get(light), get(place))),
          wasm.timesFour(wasm.loadFourTimes(add(get(across), get(place))), get(ofAcross)),
        ),
        wasm.timesFour(wasm.loadFourTimes(add(get(down), get(place))), get(ofDown)),
      ),
    ),
  ]
  return {
    name: 'takeSamples',
    parameters: 6,
    locals: [...Array<'i32'>(5).fill('i32'), ...Array<'v128'>(6).fill('v128')],
    body: [
      set(ofAcross, wasm.loadFour(get(table), TABLE.ofAcross)),
      set(ofDown, wasm.loadFour(get(table), TABLE.ofDown)),
      set(strides, wasm.allWhole(get(stride))),
      set(row, get(table)),
      set(rowEnd, add(get(table), constant(8 * SIDE))),
      wasm.whileTrue(wasm.lessThan(get(row), get(rowEnd)), [
        set(downHere, wasm.loadFourTimes(get(row))),
        set(rightHere, wasm.loadFourTimes(get(row), 4)),
        set(column, get(table)),
        set(columnEnd, add(get(table), constant(4 * ROW_SAMPLES))),
        wasm.whileTrue(wasm.lessThan(get(column), get(columnEnd)), [
          set(
            places,
            wasm.timesFourWhole(
              wasm.addFourWhole(
                wasm.timesFourWhole(nearest(TABLE.middle, TABLE.downByColumn, downHere), get(strides)),
                nearest(TABLE.middle + 4, TABLE.rightByColumn, rightHere),
              ),
              wasm.allWhole(constant(4)),
            ),
          ),
          [0, 1, 2, 3].map(sample),
          advance(column, 16),
          advance(out, 4 * SAMPLE_BYTES),
        ]),
        advance(row, 8),
      ]),
    ],
  } as const satisfies wasm.KernelFunction
}

function describePool() {
  // Bytes along a cell and along the grid, and from a cell and the grid to the next below.
  const [samples, out, cell, grid, cellDown, gridDown, share] = [0, 1, 2, 3, 4, 5, 6]
  const [end, first, firstEnd, line, lineEnd, i, iEnd, sum] = [7, 8, 9, 10, 11, 12, 13, 14]
  return {
    name: 'poolCells',
    parameters: 7,
    locals: [...Array<'i32'>(7).fill('i32'), 'v128'],
    body: [
      set(end, add(get(samples), get(gridDown))),
      wasm.whileTrue(wasm.lessThan(get(samples), get(end)), [
        set(first, get(samples)),
        set(firstEnd, add(get(samples), get(grid))),
        wasm.whileTrue(wasm.lessThan(get(first), get(firstEnd)), [
          set(sum, wasm.zeroTwice),
          set(line, get(first)),
          set(lineEnd, add(get(first), get(cellDown))),
          wasm.whileTrue(wasm.lessThan(get(line), get(lineEnd)), [
            set(i, get(line)),
            set(iEnd, add(get(line), get(cell))),
            wasm.whileTrue(wasm.lessThan(get(i), get(iEnd)), [
              set(sum, wasm.addFour(get(sum), wasm.loadFour(get(i)))),
              advance(i, SAMPLE_BYTES),
            ]),
            advance(line, SAMPLE_BYTES * ROW_SAMPLES),
          ]),
          wasm.storeFour(get(out), wasm.timesFour(get(sum), wasm.loadFourTimes(get(share)))),
          advance(out, SAMPLE_BYTES),
          set(first, add(get(first), get(cell))),
        ]),
        set(samples, add(get(samples), get(cellDown))),
      ]),
    ],
  } as const satisfies wasm.KernelFunction
}
