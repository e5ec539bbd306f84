import type { GrayImage } from './gray-image.ts'
import * as wasm from '../wasm-kernel.ts'

const BYTES = 4

let kernel: wasm.Kernel | undefined

/** Shrinks a picture so that each new pixel is the mean of the area it covers; factors below 1 are not meant. */
export function shrinkGray(image: GrayImage, widthPx: number, heightPx: number): GrayImage {
  kernel ??= wasm.buildKernel([
    describeNarrow('narrowBytes', 1),
    describeNarrow('narrowSingles', BYTES),
    ADD_ROW,
  ])
  const across = areaWeights(image.widthPx, widthPx)
  const down = areaWeights(image.heightPx, heightPx)
  const { data } = image
  const size = data.BYTES_PER_ELEMENT
  const rowBytes = BYTES * 4 * Math.ceil(widthPx / 4)
  const weightsAt = 16
  const firstAt = weightsAt + 8 * across.weights.length
  const endAt = firstAt + BYTES * widthPx
  const fromAt = 16 * Math.ceil((endAt + BYTES * widthPx) / 16)
  const narrowAt = fromAt + 16 * Math.ceil(data.byteLength / 16)
  const outAt = narrowAt + rowBytes * image.heightPx
  wasm.ensureBytes(kernel, outAt + rowBytes * heightPx)
  const { memory, functions } = kernel
  const { buffer } = memory
  new Float64Array(buffer, weightsAt, across.weights.length).set(across.weights)
  new Int32Array(buffer, firstAt, widthPx).set(across.first.map((k) => size * k))
  new Int32Array(buffer, endAt, widthPx).set(across.start.subarray(1).map((k) => weightsAt + 8 * k))
  const from = size === 1 ? new Uint8Array(buffer, fromAt) : new Float32Array(buffer, fromAt, data.length)
  from.set(data)
  new Uint8Array(buffer, outAt, rowBytes * heightPx).fill(0)
  const narrow = functions[size === 1 ? 'narrowBytes' : 'narrowSingles']
  for (let y = 0; y < image.heightPx; y++) {
    const out = narrowAt + y * rowBytes
    narrow(fromAt + y * size * image.widthPx, firstAt, endAt, weightsAt, out, out + BYTES * widthPx)
  }
  const weight = new Float64Array(buffer, 0, 1)
  const shrunk = new Float32Array(widthPx * heightPx)
  for (let y = 0; y < heightPx; y++) {
    const out = outAt + y * rowBytes
    let source = narrowAt + down.first[y] * rowBytes
    for (let k = down.start[y]; k < down.start[y + 1]; k++, source += rowBytes) {
      weight[0] = down.weights[k]
      functions['addRow'](source, out, out + rowBytes)
    }
    shrunk.set(new Float32Array(buffer, out, widthPx), y * widthPx)
  }
  return { widthPx, heightPx, data: shrunk }
}

/** What each new pixel is made of: old ones from `first` on, with weights from `start` to the next one's start. */
interface AreaWeights {
  readonly first: Int32Array
  readonly start: Int32Array
  readonly weights: Float64Array
}

function areaWeights(from: number, to: number): AreaWeights {
  const step = from / to
  const first = new Int32Array(to)
  const start = new Int32Array(to + 1)
  const weights: number[] = []
  for (let i = 0; i < to; i++) {
    const low = i * step
    const high = Math.min(low + step, from)
    first[i] = Math.floor(low)
    for (let k = first[i]; k < high; k++)
      weights.push((Math.min(k + 1, high) - Math.max(k, low)) / (high - low))
    start[i + 1] = weights.length
  }
  return { first, start, weights: Float64Array.from(weights) }
}

const { get, set, add, constant, lessThan, whileTrue } = wasm
const advance = (local: number, bytes: number) => set(local, add(get(local), constant(bytes)))

/** Sums up what each pixel of a narrower row covers, each old pixel times its weight. */
function describeNarrow(name: string, pixelBytes: number): wasm.KernelFunction {
  const [from, first, end, weight, out, outEnd] = [0, 1, 2, 3, 4, 5]
  const [pixel, sum] = [6, 7]
  const value = pixelBytes === 1 ? wasm.doubleOf(wasm.loadOneOf8(get(pixel))) : wasm.loadSingle(get(pixel))
  return {
    name,
    parameters: 6,
    locals: ['i32', 'f64'],
    body: whileTrue(lessThan(get(out), get(outEnd)), [
      [set(pixel, add(get(from), wasm.load(get(first)))), set(sum, wasm.zeroDouble)],
      whileTrue(lessThan(get(weight), wasm.load(get(end))), [
        set(sum, wasm.addDouble(get(sum), wasm.timesDouble(value, wasm.loadDouble(get(weight))))),
        [advance(pixel, pixelBytes), advance(weight, 8)],
      ]),
      wasm.storeSingle(get(out), get(sum)),
      [advance(first, BYTES), advance(end, BYTES), advance(out, BYTES)],
    ]),
  }
}

/** Adds a row to another, times the weight that lies at 0. */
const ADD_ROW = describeAddRow()

function describeAddRow(): wasm.KernelFunction {
  const [from, out, outEnd, weight] = [0, 1, 2, 3]
  const addTwo = (offset: number) =>
    wasm.storeTwoSingle(
      get(out),
      wasm.addTwo(
        wasm.loadTwoSingle(get(out), offset),
        wasm.timesTwo(wasm.loadTwoSingle(get(from), offset), get(weight)),
      ),
      offset,
    )
  return {
    name: 'addRow',
    parameters: 3,
    locals: ['v128'],
    body: [
      set(weight, wasm.loadTwice(constant(0))),
      whileTrue(lessThan(get(out), get(outEnd)), [
        [addTwo(0), addTwo(8)],
        [advance(from, 16), advance(out, 16)],
      ]),
    ],
  }
}
