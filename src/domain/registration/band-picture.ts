import { blurPlanes } from './box-blur.ts'
import * as wasm from '../wasm-kernel.ts'
import type { GrayImage } from './gray-image.ts'

/**
 * Finest and widest structure that is kept, as standard deviations of two blurs in pixels; a finest of 0 is not blurred, and no
 * blur is narrower than 1.4.
 */
export type Band = readonly [finePx: number, widePx: number]

/** Over which neighbourhood contrast is evened out, in widths of the widest band. */
const EVEN_BANDS = 1.8
/** Added to brightness before its logarithm: dark noise is no structure. */
const DARK = 8
/** Contrast, as a natural logarithm, below which nothing is made louder. */
const FAINT = 2e-3
const LARGEST = 3

let kernel: wasm.Kernel | undefined

/**
 * What a picture shows at middling sizes, with light and contrast evened out: bands of its logarithm (differences of
 * Gaussians), each divided by its own strength around, and added up. Only the pixels of the mask are looked at, as if there
 * were nothing else (normalised convolution: Knutsson and Westin, 1993), so that outlines leave no trace.
 */
export function bandPicture(picture: GrayImage, mask: Uint8Array, bands: readonly Band[]): Float32Array {
  const { widthPx, heightPx, data } = picture
  const evenPx = EVEN_BANDS * Math.max(...bands.map(([, widePx]) => widePx))
  const { memory, stride, planes, blur } = blurPlanes(picture, { count: PLANES, widestPx: evenPx })
  kernel ??= wasm.buildKernel([describeWriteLight(), describeWriteBand(), describeAddEvened()], memory, [
    Math.log,
  ])
  const run = (name: string, ...places: readonly number[]) =>
    kernel?.functions[name](...places.map((plane) => planes[plane].byteOffset), endOf(planes[places.at(-1)!]))
  for (let y = 0; y < heightPx; y++) {
    planes[PLAIN].set(data.subarray(y * widthPx, (y + 1) * widthPx), y * stride)
    planes[SEEN].set(mask.subarray(y * widthPx, (y + 1) * widthPx), y * stride)
  }
  run('writeLight', PLAIN, SEEN, LIGHT)
  blur(SEEN, SEEN_AROUND, evenPx)
  for (const [finePx, widePx] of bands) {
    blur(LIGHT, FINE, finePx)
    blur(SEEN, FINE_SEEN, finePx)
    blur(LIGHT, WIDE, widePx)
    blur(SEEN, WIDE_SEEN, widePx)
    run('writeBand', FINE, FINE_SEEN, WIDE, WIDE_SEEN, SEEN, BAND, SQUARES)
    blur(SQUARES, POWER, evenPx)
    run('addEvened', BAND, POWER, SEEN_AROUND, SEEN, RESULT)
  }
  const result = new Float32Array(widthPx * heightPx)
  for (let y = 0; y < heightPx; y++) {
    result.set(planes[RESULT].subarray(y * stride, y * stride + widthPx), y * widthPx)
  }
  return result
}

/** What lies in which plane. */
const [PLAIN, LIGHT, SEEN, SEEN_AROUND, FINE, FINE_SEEN, WIDE, WIDE_SEEN, BAND, SQUARES, POWER, RESULT] = [
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
]
const PLANES = 12

const endOf = ({ byteOffset, byteLength }: Float32Array): number => byteOffset + byteLength

const { get, set, add, constant, lessThan, whileTrue, ifTrue } = wasm
const advance = (local: number, bytes: number) => set(local, add(get(local), constant(bytes)))
/** Goes along planes, so many bytes at once, until the last one ends. */
const alongPlanes = (planes: readonly number[], bytes: number, body: wasm.Code): wasm.Code =>
  whileTrue(lessThan(get(planes[planes.length - 1]), get(planes.length)), [
    body,
    planes.map((plane) => advance(plane, bytes)),
  ])

/** The logarithm of brightness, where it is seen. */
function describeWriteLight(): wasm.KernelFunction {
  const [plain, seen, light] = [0, 1, 2]
  const brightness = wasm.addDouble(wasm.loadSingle(get(plain)), wasm.constantDouble(DARK))
  return {
    name: 'writeLight',
    parameters: 4,
    locals: [],
    body: alongPlanes(
      [plain, seen, light],
      4,
      ifTrue(wasm.load(get(seen)), wasm.storeSingle(get(light), wasm.call(0, [brightness])), []),
    ),
  }
}

/** Two of four numbers where something is seen, else zeros. */
const whereSeen = (seen: number, value: wasm.Code): wasm.Code =>
  wasm.bothBits(value, wasm.greaterFour(wasm.loadTwoOfFour(get(seen)), wasm.zeroTwice))

/** The difference of two blurs, each by what of it is seen, and its square. */
function describeWriteBand(): wasm.KernelFunction {
  const [fine, fineSeen, wide, wideSeen, seen, band, squares] = [0, 1, 2, 3, 4, 5, 6]
  const own = 8
  const two = (plane: number) => wasm.loadTwoSingle(get(plane), 0)
  const difference = wasm.minusTwo(
    wasm.overTwo(two(fine), two(fineSeen)),
    wasm.overTwo(two(wide), two(wideSeen)),
  )
  return {
    name: 'writeBand',
    parameters: 8,
    locals: ['v128'],
    body: alongPlanes([fine, fineSeen, wide, wideSeen, seen, band, squares], 8, [
      set(own, whereSeen(seen, wasm.singlesOfTwo(difference))),
      wasm.storeTwoOfFour(get(band), get(own), 0),
      wasm.storeTwoOfFour(get(squares), wasm.timesFour(get(own), get(own)), 0),
    ]),
  }
}

/** Adds a band, evened out by its strength around. */
function describeAddEvened(): wasm.KernelFunction {
  const [band, power, seenAround, seen, result] = [0, 1, 2, 3, 4]
  const two = (plane: number) => wasm.loadTwoSingle(get(plane), 0)
  const both = (value: number) => wasm.twice(wasm.constantDouble(value))
  const strength = wasm.rootOfTwo(wasm.overTwo(two(power), two(seenAround)))
  const even = wasm.overTwo(two(band), wasm.addTwo(strength, both(FAINT)))
  const limited = wasm.largerTwo(both(-LARGEST), wasm.lesserTwo(both(LARGEST), even))
  return {
    name: 'addEvened',
    parameters: 6,
    locals: [],
    body: alongPlanes(
      [band, power, seenAround, seen, result],
      8,
      wasm.storeTwoOfFour(
        get(result),
        whereSeen(seen, wasm.singlesOfTwo(wasm.addTwo(two(result), limited))),
        0,
      ),
    ),
  }
}
