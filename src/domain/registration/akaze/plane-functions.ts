import * as wasm from '../../wasm-kernel.ts'
import { ROW_FUNCTIONS } from './row-functions.ts'
import { MARGIN, RING_ROWS, STEP_ROWS } from './plane-sizes.ts'

const { get, set, add, subtract, times, constant, lessThan, atMost, choose, ifTrue, whileTrue } = wasm
const none: wasm.Code = []
const FOUR_BYTES = 4
const MARGIN_BYTES = FOUR_BYTES * MARGIN

const plus = (local: number, bytes: number): wasm.Code => add(get(local), constant(bytes))
const isNegative = (value: wasm.Code): wasm.Code => atMost(value, constant(-1))
/** The row of a plane, or of the latest rows of one, of which there are a power of two. */
const rowOf = (plane: number, row: wasm.Code, stride: number): wasm.Code =>
  add(get(plane), times(row, get(stride)))
const latest = (row: wasm.Code, rows: number): wasm.Code => wasm.and(row, constant(rows - 1))

function callRow(name: (typeof ROW_FUNCTIONS)[number]['name'], values: readonly wasm.Code[]): wasm.Code {
  return wasm.call(
    ROW_FUNCTIONS.findIndex((own) => own.name === name),
    values,
  )
}

/** A row as if the plane went on behind mirrors that stand on its first and its last. */
function mirrored(row: wasm.Code, height: number): wasm.Code {
  const behind = subtract(subtract(times(get(height), constant(2)), constant(2)), row)
  const before = subtract(constant(0), row)
  return choose(lessThan(row, get(height)), row, choose(isNegative(row), before, behind))
}

/** A row as if the plane went on as its first and its last row are. */
function nearest(row: wasm.Code, height: number): wasm.Code {
  const last = subtract(get(height), constant(1))
  return choose(lessThan(row, get(height)), row, choose(isNegative(row), constant(0), last))
}

/** Goes on with the first and the last pixel of a row. */
function replicateRow(row: number, bytes: number): wasm.Code {
  const end = add(get(row), get(bytes))
  return [
    wasm.storeFour(plus(row, -MARGIN_BYTES), wasm.loadFourTimes(get(row))),
    wasm.storeFour(end, wasm.loadFourTimes(subtract(end, constant(FOUR_BYTES)))),
  ]
}

/** Goes on as in mirrors that stand on the first and the last pixel of a row. */
function mirrorRow(row: number, bytes: number): wasm.Code {
  const end = add(get(row), get(bytes))
  const turned = (place: wasm.Code) => wasm.chooseFour(wasm.loadFour(place), wasm.zeroTwice, [3, 2, 1, 0])
  return [
    wasm.storeFour(plus(row, -MARGIN_BYTES), turned(plus(row, FOUR_BYTES))),
    wasm.storeFour(end, turned(subtract(end, constant(FOUR_BYTES + MARGIN_BYTES)))),
  ]
}

/** Counts a local from 0, as long as it is less than an end. */
function countTo(local: number, end: wasm.Code, body: wasm.Code): wasm.Code {
  return [set(local, constant(0)), whileTrue(lessThan(get(local), end), [body, set(local, plus(local, 1))])]
}

const whole = (count: number): wasm.LocalType[] => Array<wasm.LocalType>(count).fill('i32')

/**
 * What is done to whole planes: the loops around what is done to rows. Whatever takes several steps takes them row after row, one
 * step a few rows behind the other, so that the rows between are still at hand. Planes, rings of their latest rows, and lengths of
 * rows are in bytes. They call the functions of rows, which come first in their kernel.
 */
export const PLANE_FUNCTIONS = [
  describeBlur('blurPlaneFive', 2, mirrorRow, (row, ring, bytes) =>
    callRow('blurFive', [...[-8, -4, 0, 4, 8].map((aside) => plus(row, aside)), ring, get(bytes)]),
  ),
  describeBlur('blurPlaneNine', 4, replicateRow, (row, ring, bytes) =>
    callRow('blurNineAcross', [plus(row, -16), ring, get(bytes)]),
  ),
  describeSlopes('steepnessOfPlane', 'steepness'),
  describeSlopes('conductivityOfPlane', 'conductivity'),
  describeDiffuse(),
  describeDifferentiate('differentiateNear', 'weigh'),
  describeDifferentiate('differentiate', 'weighInOrder'),
  describeFindMost(),
  describeCountBins(),
] as const

/** Blurs across, and down as many rows behind as the blur reaches. */
function describeBlur<Name extends string>(
  name: Name,
  reach: 2 | 4,
  goOn: (row: number, bytes: number) => wasm.Code,
  across: (row: number, ring: wasm.Code, bytes: number) => wasm.Code,
): wasm.KernelFunction & { readonly name: Name } {
  const [from, to, stride, bytes, height, ring] = [0, 1, 2, 3, 4, 5]
  const [ahead, row, y] = [6, 7, 8]
  const ringRow = (own: wasm.Code) => rowOf(ring, latest(nearest(own, height), RING_ROWS), stride)
  const rows = Array.from({ length: 2 * reach + 1 }, (_, k) => ringRow(plus(y, k - reach)))
  return {
    name,
    parameters: 6,
    locals: whole(3),
    body: countTo(ahead, plus(height, reach), [
      ifTrue(
        lessThan(get(ahead), get(height)),
        [set(row, rowOf(from, get(ahead), stride)), across(row, ringRow(get(ahead)), bytes)],
        none,
      ),
      set(y, plus(ahead, -reach)),
      ifTrue(isNegative(get(y)), none, [
        set(row, rowOf(to, get(y), stride)),
        callRow(reach === 2 ? 'blurFive' : 'blurNineDown', [...rows, get(row), get(bytes)]),
        goOn(row, bytes),
      ]),
    ]),
  }
}

/** Slopes by Scharr's kernels at the reach of one pixel, and what is made of them; beside the rows lies 0. */
function describeSlopes<Name extends string>(
  name: Name,
  ofRow: 'steepness' | 'conductivity',
): wasm.KernelFunction & { readonly name: Name } {
  const [smooth, out, stride, bytes, height, differences, smoothed] = [0, 1, 2, 3, 4, 5, 6]
  const [ahead, row, y] = [7, 8, 9]
  const ringRow = (ring: number, own: wasm.Code) =>
    rowOf(ring, latest(mirrored(own, height), RING_ROWS), stride)
  return {
    name,
    parameters: 7,
    locals: whole(3),
    body: countTo(ahead, plus(height, 1), [
      ifTrue(
        lessThan(get(ahead), get(height)),
        [
          set(row, rowOf(smooth, get(ahead), stride)),
          callRow('subtract', [plus(row, 4), plus(row, -4), ringRow(differences, get(ahead)), get(bytes)]),
          callRow('weigh', [
            ...[-4, 0, 4].map((aside) => plus(row, aside)),
            ringRow(smoothed, get(ahead)),
            get(bytes),
          ]),
        ],
        none,
      ),
      set(y, plus(ahead, -1)),
      ifTrue(isNegative(get(y)), none, [
        set(row, rowOf(out, get(y), stride)),
        callRow(ofRow, [
          ...[-1, 0, 1].map((k) => ringRow(differences, plus(y, k))),
          ...[-1, 1].map((k) => ringRow(smoothed, plus(y, k))),
          get(row),
          get(bytes),
        ]),
        // Nothing flows beyond the edge, where the picture goes on as it is; but no number must be without a value.
        [plus(row, -FOUR_BYTES), add(get(row), get(bytes))].map((place) => wasm.store(place, constant(0))),
      ]),
    ]),
  }
}

/** Explicit diffusion in so many steps, of which the lengths lie one after the other. The corners keep their value. */
function describeDiffuse() {
  const [from, to, flow, steps, lengths, count, stride, bytes, height] = [0, 1, 2, 3, 4, 5, 6, 7, 8]
  const [ahead, k, y, row, here, after, above, below] = [9, 10, 11, 12, 13, 14, 15, 16]
  /** Where a row is after so many steps. */
  const find = (local: number, taken: wasm.Code, own: wasm.Code) => [
    set(row, nearest(own, height)),
    ifTrue(
      taken,
      ifTrue(
        subtract(taken, get(count)),
        set(
          local,
          rowOf(
            steps,
            add(times(subtract(taken, constant(1)), constant(STEP_ROWS)), latest(get(row), STEP_ROWS)),
            stride,
          ),
        ),
        set(local, rowOf(to, get(row), stride)),
      ),
      set(local, rowOf(from, get(row), stride)),
    ),
  ]
  const keep = (place: (row: number) => wasm.Code) => wasm.store(place(after), wasm.load(place(here)))
  const isOutermost = wasm.or(wasm.equal(get(y), constant(0)), wasm.equal(plus(y, 1), get(height)))
  const step = [
    [find(here, get(k), get(y)), find(after, plus(k, 1), get(y))],
    [find(above, get(k), plus(y, -1)), find(below, get(k), plus(y, 1))],
    wasm.store(constant(0), wasm.load(add(get(lengths), times(get(k), constant(FOUR_BYTES))))),
    callRow('diffuse', [
      get(above),
      plus(here, -FOUR_BYTES),
      get(below),
      rowOf(flow, nearest(plus(y, -1), height), stride),
      subtract(rowOf(flow, get(y), stride), constant(FOUR_BYTES)),
      rowOf(flow, nearest(plus(y, 1), height), stride),
      get(after),
      get(bytes),
    ]),
    ifTrue(
      isOutermost,
      [keep(get), keep((own) => subtract(add(get(own), get(bytes)), constant(FOUR_BYTES)))],
      none,
    ),
    replicateRow(after, bytes),
  ]
  return {
    name: 'diffusePlane',
    parameters: 9,
    locals: whole(8),
    body: countTo(
      ahead,
      subtract(add(get(height), get(count)), constant(1)),
      countTo(k, get(count), [
        set(y, subtract(get(ahead), get(k))),
        ifTrue(lessThan(get(y), get(height)), step, none),
      ]),
    ),
  } as const satisfies wasm.KernelFunction
}

/** The slopes of a plane at a reach, and the determinant of their slopes. */
function describeDifferentiate<Name extends string>(
  name: Name,
  smoothing: 'weigh' | 'weighInOrder',
): wasm.KernelFunction & { readonly name: Name } {
  const [smooth, across, down, response, stride, bytes, height, reach] = [0, 1, 2, 3, 4, 5, 6, 7]
  const rings = [8, 9, 10, 11, 12]
  const [ahead, row, y, aside, below] = [13, 14, 15, 16, 17]
  const ringRow = (ring: number, own: wasm.Code) =>
    rowOf(rings[ring], latest(mirrored(own, height), RING_ROWS), stride)
  const left = (own: number) => subtract(get(own), get(aside))
  const right = (own: number) => add(get(own), get(aside))
  const smoothAcross = (own: number, to: wasm.Code) =>
    callRow(smoothing, [left(own), get(own), right(own), to, get(bytes)])
  const [before, after] = [subtract(get(y), get(reach)), add(get(y), get(reach))]
  return {
    name,
    parameters: 13,
    locals: whole(5),
    body: [
      set(aside, times(get(reach), constant(FOUR_BYTES))),
      countTo(ahead, add(get(height), times(get(reach), constant(2))), [
        ifTrue(
          lessThan(get(ahead), get(height)),
          [
            set(row, rowOf(smooth, get(ahead), stride)),
            callRow('subtract', [right(row), left(row), ringRow(0, get(ahead)), get(bytes)]),
            smoothAcross(row, ringRow(1, get(ahead))),
          ],
          none,
        ),
        set(y, subtract(get(ahead), get(reach))),
        ifTrue(
          lessThan(get(y), get(height)),
          [
            [set(row, rowOf(across, get(y), stride)), set(below, rowOf(down, get(y), stride))],
            callRow('weigh', [
              ...[before, get(y), after].map((own) => ringRow(0, own)),
              get(row),
              get(bytes),
            ]),
            callRow('subtract', [ringRow(1, after), ringRow(1, before), get(below), get(bytes)]),
            [mirrorRow(row, bytes), mirrorRow(below, bytes)],
            callRow('subtract', [right(row), left(row), ringRow(2, get(y)), get(bytes)]),
            [smoothAcross(row, ringRow(3, get(y))), smoothAcross(below, ringRow(4, get(y)))],
          ],
          none,
        ),
        set(y, subtract(get(y), get(reach))),
        ifTrue(
          isNegative(get(y)),
          none,
          callRow('determinant', [
            ...[before, get(y), after].map((own) => ringRow(2, own)),
            ...[3, 4].flatMap((ring) => [before, after].map((own) => ringRow(ring, own))),
            rowOf(response, get(y), stride),
            get(bytes),
          ]),
        ),
      ]),
    ],
  }
}

/** Finds the largest number of rows, which are not below 0, and writes it to a place. They are at least four pixels long. */
function describeFindMost() {
  const [row, stride, bytes, rowsEnd, to] = [0, 1, 2, 3, 4]
  const [at, end, most] = [5, 6, 7]
  const larger = (place: wasm.Code) => set(most, wasm.largerFour(get(most), wasm.loadFour(place)))
  const lanes = [1, 2, 3].map((lane) => wasm.chooseFour(get(most), get(most), [lane, lane, lane, lane]))
  return {
    name: 'findMost',
    parameters: 5,
    locals: ['i32', 'i32', 'v128'],
    body: [
      whileTrue(lessThan(get(row), get(rowsEnd)), [
        [set(at, get(row)), set(end, add(get(row), subtract(get(bytes), constant(16))))],
        whileTrue(lessThan(get(at), get(end)), [larger(get(at)), set(at, plus(at, 16))]),
        [larger(get(end)), set(row, add(get(row), get(stride)))],
      ]),
      set(most, lanes.reduce(wasm.largerFour, get(most))),
      wasm.store(get(to), wasm.oneOfWhole(get(most), 0)),
    ],
  } as const satisfies wasm.KernelFunction
}

/** Counts how many numbers of rows fall into which bin: each times the first coefficient, rounded to single precision and cut. */
function describeCountBins() {
  const [row, stride, bytes, rowsEnd, bins] = [0, 1, 2, 3, 4]
  const [at, end, bin, scale] = [5, 6, 7, 8]
  const scaled = wasm.roundedDouble(wasm.timesDouble(wasm.loadSingle(get(at)), get(scale)))
  return {
    name: 'countBins',
    parameters: 5,
    locals: ['i32', 'i32', 'i32', 'f64'],
    body: [
      set(scale, wasm.loadSingle(constant(0))),
      whileTrue(lessThan(get(row), get(rowsEnd)), [
        [set(at, get(row)), set(end, add(get(row), get(bytes)))],
        whileTrue(lessThan(get(at), get(end)), [
          set(bin, add(get(bins), times(wasm.wholeDouble(scaled), constant(FOUR_BYTES)))),
          wasm.store(get(bin), add(wasm.load(get(bin)), constant(1))),
          set(at, plus(at, FOUR_BYTES)),
        ]),
        set(row, add(get(row), get(stride))),
      ]),
    ],
  } as const satisfies wasm.KernelFunction
}
