import * as wasm from '../wasm-kernel.ts'
import type { Plane } from './plane.ts'

const BYTES = 4
/** How many rows are blurred at once: memory stays small whatever the plane, and near the processor. */
const BAND_ROWS = 64
/** Pixels that one step works on. */
const BLOCK_PX = 16

let kernel: wasm.Kernel | undefined

/**
 * Gaussian blur with standard deviation `sigmaPx`, cut off at three of it; the border is mirrored. Sums are in single precision.
 * Returns the same plane where sigma is 0.
 */
export function blurPlane(plane: Plane, sigmaPx: number): Plane {
  if (sigmaPx <= 0) return plane
  const weights = gaussianWeights(sigmaPx)
  const radius = weights.length - 1
  const { widthPx, heightPx, data: source } = plane
  kernel ??= wasm.buildKernel([SUM_ALONG])

  const stride = BLOCK_PX * Math.ceil(widthPx / BLOCK_PX)
  const marginedStride = stride + 2 * radius
  const bandRows = Math.min(BAND_ROWS, heightPx)
  const rowsAt = BYTES * BLOCK_PX * Math.ceil(weights.length / BLOCK_PX)
  const summedAt = rowsAt + BYTES * stride * (bandRows + 2 * radius)
  wasm.ensureBytes(kernel, summedAt + BYTES * marginedStride * bandRows)
  const { memory, functions } = kernel
  const { buffer } = memory
  new Float32Array(buffer, 0, weights.length).set(weights)
  const rows = new Float32Array(buffer, rowsAt, stride * (bandRows + 2 * radius))
  const summed = new Float32Array(buffer, summedAt, marginedStride * bandRows)
  const sumAlong = (
    from: number,
    fromStride: number,
    to: number,
    toStride: number,
    count: number,
    step: number,
  ) =>
    functions['sumAlong'](
      from,
      BYTES * fromStride,
      to,
      to + BYTES * toStride * count,
      BYTES * toStride,
      BYTES * stride,
      BYTES * step,
      BYTES * weights.length,
    )

  const blurred = new Float32Array(widthPx * heightPx)
  for (let top = 0; top < heightPx; top += bandRows) {
    const count = Math.min(bandRows, heightPx - top)
    for (let y = -radius; y < count + radius; y++) {
      const row = mirrored(top + y, heightPx) * widthPx
      rows.set(source.subarray(row, row + widthPx), (y + radius) * stride)
    }
    sumAlong(
      rowsAt + BYTES * radius * stride,
      stride,
      summedAt + BYTES * radius,
      marginedStride,
      count,
      stride,
    )
    for (let y = 0; y < count; y++) mirrorBeside(summed, y * marginedStride + radius, widthPx, radius)
    sumAlong(summedAt + BYTES * radius, marginedStride, rowsAt, stride, count, 1)
    for (let y = 0; y < count; y++)
      blurred.set(rows.subarray(y * stride, y * stride + widthPx), (top + y) * widthPx)
  }
  return { data: blurred, widthPx, heightPx }
}

/** The weights of a pixel and of each pair of neighbours ever further from it; they sum to one over all. */
function gaussianWeights(sigmaPx: number): number[] {
  const radius = Math.max(1, Math.ceil(3 * sigmaPx))
  const weights = Array.from({ length: radius + 1 }, (_, offset) =>
    Math.exp(-(offset * offset) / (2 * sigmaPx * sigmaPx)),
  )
  const total = weights.reduce((sum, weight, offset) => sum + (offset === 0 ? weight : 2 * weight), 0)
  return weights.map((weight) => weight / total)
}

/** Index of a sample beyond the border, mirrored into 0 .. size - 1. */
function mirrored(index: number, size: number): number {
  const period = 2 * size
  const wrapped = ((index % period) + period) % period
  return wrapped < size ? wrapped : period - 1 - wrapped
}

function mirrorBeside(values: Float32Array, start: number, width: number, radius: number): void {
  for (let x = 1; x <= radius; x++) {
    values[start - x] = values[start + mirrored(-x, width)]
    values[start + width - 1 + x] = values[start + mirrored(width - 1 + x, width)]
  }
}

const { get, set, add, constant, lessThan, whileTrue } = wasm

/**
 * Row by row, sixteen at a time: each place's number by the weight that lies at 0, and those at ever more `step` bytes to either
 * side by the next ones.
 */
const SUM_ALONG = describeSumAlong()

function describeSumAlong(): wasm.KernelFunction {
  const [from, fromRow, out, outEnd, outRow, rowBytes, step, weightsEnd] = [0, 1, 2, 3, 4, 5, 6, 7]
  const [at, to, rowEnd, back, ahead, weight, share] = [8, 9, 10, 11, 12, 13, 14]
  const sums = [15, 16, 17, 18]
  const each = (code: (sum: number, bytes: number) => wasm.Code): wasm.Code =>
    sums.map((sum, k) => code(sum, 4 * BYTES * k))
  const advance = (local: number, by: wasm.Code): wasm.Code => set(local, add(get(local), by))
  return {
    name: 'sumAlong',
    parameters: 8,
    locals: ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'v128', 'v128', 'v128', 'v128', 'v128'],
    body: whileTrue(lessThan(get(out), get(outEnd)), [
      [set(at, get(from)), set(to, get(out)), set(rowEnd, add(get(out), get(rowBytes)))],
      whileTrue(lessThan(get(to), get(rowEnd)), [
        set(share, wasm.loadFourTimes(constant(0))),
        each((sum, bytes) => set(sum, wasm.timesFour(get(share), wasm.loadFour(get(at), bytes)))),
        set(back, wasm.subtract(get(at), get(step))),
        set(ahead, add(get(at), get(step))),
        set(weight, constant(BYTES)),
        whileTrue(lessThan(get(weight), get(weightsEnd)), [
          set(share, wasm.loadFourTimes(get(weight))),
          each((sum, bytes) => {
            const pair = wasm.addFour(wasm.loadFour(get(back), bytes), wasm.loadFour(get(ahead), bytes))
            return set(sum, wasm.addFour(get(sum), wasm.timesFour(get(share), pair)))
          }),
          set(back, wasm.subtract(get(back), get(step))),
          advance(ahead, get(step)),
          advance(weight, constant(BYTES)),
        ]),
        each((sum, bytes) => wasm.storeFour(add(get(to), constant(bytes)), get(sum))),
        [advance(at, constant(BYTES * BLOCK_PX)), advance(to, constant(BYTES * BLOCK_PX))],
      ]),
      [advance(from, get(fromRow)), advance(out, get(outRow))],
    ]),
  }
}
