import * as wasm from '../wasm-kernel.ts'

/** Pictures of one size in the memory of this thread, row by row; each row begins a whole number of fours after the last. */
export interface BlurPlanes {
  /** What the planes lie in. */
  readonly memory: wasm.KernelMemory
  /** From one row to the next, in pixels. */
  readonly stride: number
  /** Zero at first, and beside the picture. */
  readonly planes: readonly Float32Array[]
  /** Blurs one plane into another; a standard deviation of 0 pixels copies it, and no blur is narrower than 1.4. */
  readonly blur: (from: number, to: number, sigmaPx: number) => void
}

const BOXES = 3
const BYTES = 4

let kernel: wasm.Kernel | undefined

/**
 * Planes that are blurred by a Gaussian made of three box blurs (Wells, Efficient Synthesis of Gaussian Filters, 1986); beyond
 * the edge lies zero. Sums run down the columns, a few at once, and across down the columns of the turned picture. There are
 * planes of one size at a time: asking for others ends the former.
 */
export function blurPlanes(
  { widthPx, heightPx }: { readonly widthPx: number; readonly heightPx: number },
  { count, widestPx }: { readonly count: number; readonly widestPx: number },
): BlurPlanes {
  kernel ??= wasm.buildKernel([SUM_DOWN, TURN_OVER])
  const [stride, turnedStride] = [wholeFours(widthPx), wholeFours(heightPx)]
  const size = BYTES * stride * turnedStride
  const margin = radiusOf(widestPx) + 1
  const sumsAt = 16
  const planesAt = sumsAt + 2 * BYTES * Math.max(stride, turnedStride)
  const scratchAt = planesAt + count * size
  // What sums run down over has rows of zeros above and below.
  const upright = { at: scratchAt + BYTES * margin * stride, stride, rows: heightPx }
  const uprightEnd = scratchAt + size + 2 * BYTES * margin * stride
  const turned = { at: uprightEnd + BYTES * margin * turnedStride, stride: turnedStride, rows: widthPx }
  const summedAt = uprightEnd + size + 2 * BYTES * margin * turnedStride
  wasm.ensureBytes(kernel, summedAt + size)
  const { memory, functions } = kernel
  const { buffer } = memory
  new Uint8Array(buffer, planesAt, summedAt + size - planesAt).fill(0)

  const sumDown = (from: typeof upright, to: number, radius: number): void => {
    const row = BYTES * from.stride
    const sums = new Float64Array(buffer, sumsAt, from.stride).fill(0)
    for (let y = 0; y < Math.min(radius, from.rows); y++)
      addRow(sums, new Float32Array(buffer, from.at + y * row, from.stride))
    new Float64Array(buffer, 0, 1)[0] = 1 / (2 * radius + 1)
    const [entering, leaving] = [from.at + radius * row, from.at - (radius + 1) * row]
    functions['sumDown'](sumsAt, entering, leaving, to, to + from.rows * row, row)
  }
  const turnOver = (from: number, to: number, fromStride: number, toStride: number): void =>
    functions['turnOver'](from, from + size, BYTES * fromStride, to, BYTES * toStride)

  const planes = Array.from(
    { length: count },
    (_, k) => new Float32Array(buffer, planesAt + k * size, stride * turnedStride),
  )
  return {
    memory,
    stride,
    planes,
    blur(from, to, sigmaPx) {
      if (sigmaPx === 0) {
        planes[to].set(planes[from])
        return
      }
      const radius = radiusOf(sigmaPx)
      const target = planesAt + to * size
      for (let box = 0; box < BOXES; box++) {
        turnOver(box === 0 ? planesAt + from * size : target, turned.at, stride, turnedStride)
        sumDown(turned, summedAt, radius)
        turnOver(summedAt, upright.at, turnedStride, stride)
        sumDown(upright, target, radius)
      }
    },
  }
}

const wholeFours = (count: number): number => 4 * Math.ceil(count / 4)

const radiusOf = (sigmaPx: number): number =>
  Math.max(1, Math.round((Math.sqrt((12 * sigmaPx * sigmaPx) / BOXES + 1) - 1) / 2))

function addRow(sums: Float64Array, row: Float32Array): void {
  for (let x = 0; x < row.length; x++) sums[x] += row[x]
}

const { get, set, add, constant, lessThan, whileTrue } = wasm
const advance = (local: number, bytes: number | wasm.Code) =>
  set(local, add(get(local), typeof bytes === 'number' ? constant(bytes) : bytes))

/** Row by row: each column's sum gains what enters and loses what leaves; a share of it, which lies at 0, is written. */
const SUM_DOWN = describeSumDown()
/** Makes rows of columns, four by four. */
const TURN_OVER = describeTurnOver()

function describeSumDown(): wasm.KernelFunction {
  const [sums, entering, leaving, out, outEnd, rowBytes] = [0, 1, 2, 3, 4, 5]
  const [rowEnd, at, share, sum] = [6, 7, 8, 9]
  const two = (k: number) => [
    set(
      sum,
      wasm.minusTwo(
        wasm.addTwo(wasm.loadTwo(get(at), 16 * k), wasm.loadTwoSingle(get(entering), 8 * k)),
        wasm.loadTwoSingle(get(leaving), 8 * k),
      ),
    ),
    wasm.storeTwo(get(at), get(sum), 16 * k),
    wasm.storeTwoSingle(get(out), wasm.timesTwo(get(sum), get(share)), 8 * k),
  ]
  return {
    name: 'sumDown',
    parameters: 6,
    locals: ['i32', 'i32', 'v128', 'v128'],
    body: [
      set(share, wasm.loadTwice(constant(0))),
      whileTrue(lessThan(get(out), get(outEnd)), [
        [set(at, get(sums)), set(rowEnd, add(get(out), get(rowBytes)))],
        whileTrue(lessThan(get(out), get(rowEnd)), [
          [two(0), two(1)],
          [advance(at, 32), advance(entering, 16), advance(leaving, 16), advance(out, 16)],
        ]),
      ]),
    ],
  }
}

function describeTurnOver(): wasm.KernelFunction {
  const [from, fromEnd, fromRow, to, toRow] = [0, 1, 2, 3, 4]
  const [rowEnd, own, out] = [5, 6, 7]
  const [a, b, c, d] = [8, 9, 10, 11]
  const [ab, cd] = [12, 13]
  const rows = [a, b, c, d]
  const half = (places: readonly number[]) => [
    set(ab, wasm.chooseFour(get(a), get(b), places)),
    set(cd, wasm.chooseFour(get(c), get(d), places)),
  ]
  const keep = (places: readonly number[]) => [
    wasm.storeFour(get(out), wasm.chooseFour(get(ab), get(cd), places)),
    advance(out, get(toRow)),
  ]
  return {
    name: 'turnOver',
    parameters: 5,
    locals: ['i32', 'i32', 'i32', ...Array<'v128'>(6).fill('v128')],
    body: whileTrue(lessThan(get(from), get(fromEnd)), [
      [set(rowEnd, add(get(from), get(fromRow))), set(out, get(to))],
      whileTrue(lessThan(get(from), get(rowEnd)), [
        set(own, get(from)),
        rows.map((row) => [set(row, wasm.loadFour(get(own))), advance(own, get(fromRow))]),
        [half([0, 4, 1, 5]), keep([0, 1, 4, 5]), keep([2, 3, 6, 7])],
        [half([2, 6, 3, 7]), keep([0, 1, 4, 5]), keep([2, 3, 6, 7])],
        advance(from, 16),
      ]),
      // Three rows more were taken together with this one.
      [0, 1, 2].map(() => advance(from, get(fromRow))),
      advance(to, 16),
    ]),
  }
}
