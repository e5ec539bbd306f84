import * as wasm from '../../wasm-kernel.ts'

/** Samples in the disc, and how many are looked at: whole fours. */
export const COUNT = 109
const PADDED = 112
/** The circle in slices, and how many of them are looked at together. */
export const SLICES = 42
export const WINDOW = 7

/**
 * Where the orientation functions find what they are given, in bytes from a place of their own: constants; row, column and
 * weight of each sample; and what they write: its slopes, its slice, whether any is in doubt, the slopes slice by slice (twice
 * round the circle), where each slice begins, and the strongest sum.
 */
export const DISC = {
  constants: 0,
  rows: 64,
  columns: 64 + 4 * PADDED,
  weights: 64 + 8 * PADDED,
  across: 64 + 12 * PADDED,
  down: 64 + 16 * PADDED,
  slices: 64 + 20 * PADDED,
  isUnsure: 64 + 24 * PADDED,
  strongest: 80 + 24 * PADDED,
  starts: 96 + 24 * PADDED,
  sorted: 96 + 24 * PADDED + 4 * 52,
  bytes: 96 + 24 * PADDED + 4 * 52 + 16 * PADDED,
} as const

/** The constants, in their order: the polynomial, three turns in slices, and where a slice is told without doubt. */
const [P1, P3, P5, P7, QUARTER, HALF, WHOLE, LOW, HIGH] = Array.from({ length: 9 }, (_, i) => 4 * i)

const { get, set, add, constant, whileTrue, lessThan, load, store } = wasm
const advance = (local: number, bytes: number) => set(local, add(get(local), constant(bytes)))

/** The bits of -1 in single precision. */
const LESS_THAN_NOTHING = 0xbf800000 | 0

/** Takes the slopes of a disc's samples, weighed, and finds the slice each points into; four at once. */
export const TAKE_SLOPES = describeTake()
/** Sorts the slopes by their slices, and finds the strongest sum of those in a window. */
export const FIND_STRONGEST = describeStrongest()

function describeTake() {
  const [disc, across, down, stride, scale, i, end] = [0, 1, 2, 3, 4, 5, 6]
  const [strides, scales, places, x, y, slope, turn, slice, isSure, unsure] = [
    7, 8, 9, 10, 11, 12, 13, 14, 15, 16,
  ]
  const value = (place: number) => wasm.loadFourTimes(get(disc), place)
  const placeOf = (plane: number, lane: number) => add(get(plane), wasm.oneOfWhole(get(places), lane))
  const take = (plane: number) =>
    wasm.timesFour(
      [1, 2, 3].reduce<wasm.Code>(
        (four, lane) => wasm.loadOneInto(placeOf(plane, lane), four, lane),
        wasm.loadOneSingle(placeOf(plane, 0)),
      ),
      wasm.loadFour(get(i), DISC.weights),
    )
  const [absoluteX, absoluteY] = [wasm.absoluteFour(get(x)), wasm.absoluteFour(get(y))]
  const squared = wasm.timesFour(get(slope), get(slope))
  const polynomial = [P5, P3, P1].reduce<wasm.Code>(
    (sum, place) => wasm.addFour(wasm.timesFour(sum, squared), value(place)),
    value(P7),
  )
  const mirrorWhere = (where: wasm.Code, place: number) =>
    set(turn, wasm.eitherBits(wasm.minusFour(value(place), get(turn)), get(turn), where))
  const part = wasm.minusFour(get(turn), get(slice))
  return {
    name: 'takeSlopes',
    parameters: 5,
    locals: ['i32', 'i32', ...Array<'v128'>(10).fill('v128')],
    body: [
      [set(strides, wasm.allWhole(get(stride))), set(scales, wasm.allWhole(get(scale)))],
      set(unsure, wasm.zeroTwice),
      [set(i, get(disc)), set(end, add(get(disc), constant(4 * PADDED)))],
      whileTrue(lessThan(get(i), get(end)), [
        set(
          places,
          wasm.timesFourWhole(
            wasm.addFourWhole(
              wasm.timesFourWhole(wasm.loadFour(get(i), DISC.rows), get(strides)),
              wasm.loadFour(get(i), DISC.columns),
            ),
            get(scales),
          ),
        ),
        [set(x, take(across)), set(y, take(down))],
        wasm.storeFour(add(get(i), constant(DISC.across)), get(x)),
        wasm.storeFour(add(get(i), constant(DISC.down)), get(y)),
        set(
          slope,
          wasm.overFour(wasm.lesserFour(absoluteX, absoluteY), wasm.largerFour(absoluteX, absoluteY)),
        ),
        set(turn, wasm.timesFour(polynomial, get(slope))),
        mirrorWhere(wasm.lessFour(absoluteX, absoluteY), QUARTER),
        mirrorWhere(wasm.lessFour(get(x), wasm.zeroTwice), HALF),
        mirrorWhere(wasm.lessFour(get(y), wasm.zeroTwice), WHOLE),
        set(slice, wasm.floorFour(get(turn))),
        set(isSure, wasm.bothBits(wasm.greaterFour(part, value(LOW)), wasm.lessFour(part, value(HIGH)))),
        set(unsure, wasm.anyOfBits(get(unsure), wasm.notBits(get(isSure)))),
        wasm.storeFour(
          add(get(i), constant(DISC.slices)),
          wasm.eitherBits(wasm.wholeFour(get(slice)), wasm.allWhole(constant(-1)), get(isSure)),
        ),
        advance(i, 16),
      ]),
      store(get(disc), wasm.anyBit(get(unsure)), DISC.isUnsure),
    ],
  } as const satisfies wasm.KernelFunction
}

function describeStrongest() {
  const [disc, i, end, at, place, sum] = [0, 1, 2, 3, 4, 5]
  const [windowSum, strength, best] = [6, 7, 8]
  const fromStart = (bytes: wasm.Code) => add(get(disc), bytes)
  const startAt = (slice: wasm.Code) => fromStart(wasm.shiftLeft(slice, constant(2)))
  const sortedAt = (index: wasm.Code) => fromStart(wasm.shiftLeft(index, constant(3)))
  const sliceOf = load(get(i), DISC.slices)
  const through = (first: number, pastLast: number, body: wasm.Code) => [
    [set(i, add(get(disc), constant(4 * first))), set(end, add(get(disc), constant(4 * pastLast)))],
    whileTrue(lessThan(get(i), get(end)), [body, advance(i, 4)]),
  ]
  const squares = wasm.timesFour(get(windowSum), get(windowSum))
  const changed = (offset: number) =>
    wasm.subtract(load(get(i), DISC.starts + offset), load(get(i), DISC.starts + offset - 4))
  const weighWindow = [
    [set(at, load(get(i), DISC.starts)), set(place, load(get(i), DISC.starts + 4 * WINDOW))],
    [set(at, sortedAt(get(at))), set(place, sortedAt(get(place)))],
    set(windowSum, wasm.zeroTwice),
    whileTrue(lessThan(get(at), get(place)), [
      set(windowSum, wasm.addFour(get(windowSum), wasm.loadTwoOfFour(get(at), DISC.sorted))),
      advance(at, 8),
    ]),
    set(
      strength,
      wasm.addFour(
        wasm.chooseFour(squares, squares, [0, 0, 0, 0]),
        wasm.chooseFour(squares, squares, [1, 1, 1, 1]),
      ),
    ),
    wasm.ifTrue(
      wasm.anyBit(wasm.greaterFour(get(strength), get(best))),
      [set(best, get(strength)), wasm.storeTwoOfFour(get(disc), get(windowSum), DISC.strongest)],
      [],
    ),
  ]
  return {
    name: 'findStrongest',
    parameters: 1,
    locals: [...Array<'i32'>(5).fill('i32'), ...Array<'v128'>(3).fill('v128')],
    body: [
      through(0, SLICES + 1, store(get(i), constant(0), DISC.starts)),
      through(0, COUNT, [
        set(at, startAt(sliceOf)),
        store(get(at), add(load(get(at), DISC.starts), constant(1)), DISC.starts),
      ]),
      set(sum, constant(0)),
      through(0, SLICES + 1, [
        set(sum, add(get(sum), load(get(i), DISC.starts))),
        store(get(i), get(sum), DISC.starts),
      ]),
      // From the last of a slice to its first, so that sums are added up in the order of OpenCV's.
      through(0, COUNT, [
        set(at, startAt(sliceOf)),
        set(place, add(load(get(at), DISC.starts), constant(-1))),
        store(get(at), get(place), DISC.starts),
        set(place, sortedAt(get(place))),
        store(get(place), load(get(i), DISC.across), DISC.sorted),
        store(get(place), load(get(i), DISC.down), DISC.sorted + 4),
        store(get(place), load(get(i), DISC.across), DISC.sorted + 8 * COUNT),
        store(get(place), load(get(i), DISC.down), DISC.sorted + 8 * COUNT + 4),
      ]),
      // Once more round the circle, so that a window is one stretch.
      through(
        0,
        WINDOW,
        store(get(i), add(load(get(i), DISC.starts), constant(COUNT)), DISC.starts + 4 * SLICES),
      ),
      set(best, wasm.allWhole(constant(LESS_THAN_NOTHING))),
      // A window that holds what the one before it held has the same sum.
      set(i, get(disc)),
      weighWindow,
      through(1, SLICES, wasm.ifTrue(wasm.or(changed(0), changed(4 * WINDOW)), weighWindow, [])),
    ],
  } as const satisfies wasm.KernelFunction
}
