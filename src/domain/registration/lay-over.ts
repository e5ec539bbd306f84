import type { MeasuringWarp } from '../measuring-warp.ts'
import * as wasm from '../wasm-kernel.ts'
import type { GrayImage } from './gray-image.ts'

/** The window's first pixel, its size, and how many before pixels, along one side, each of its pixels covers. */
export interface GridWindow {
  readonly leftPx: number
  readonly topPx: number
  readonly widthPx: number
  readonly heightPx: number
  readonly stepPx: number
}

/** A photo so many times smaller along one side, and which of its pixels are looked at: 1 for those. */
export interface MaskedPhoto {
  readonly shrink: number
  readonly gray: GrayImage
  readonly mask: Uint8Array
}

let kernel: wasm.Kernel | undefined

/**
 * The after photo as a warp lays it over a window of the before photo, by bilinear interpolation, and where it is seen there: what
 * applyMeasuringWarp and sampleGray do for the centre of every pixel, in one sweep.
 */
export function layOver(
  { beforeToAfter: m, centre, scalePx, dx, dy }: MeasuringWarp,
  { leftPx, topPx, widthPx, heightPx, stepPx }: GridWindow,
  { shrink, gray, mask }: MaskedPhoto,
): { readonly data: Float32Array; readonly mask: Uint8Array } {
  kernel ??= wasm.buildKernel([describeSampleRow()])
  const size = widthPx * heightPx
  const grayAt = GIVEN_BYTES
  const grayMaskAt = grayAt + 4 * gray.data.length
  const outAt = 16 * Math.ceil((grayMaskAt + mask.length) / 16)
  const seenAt = outAt + 4 * size
  wasm.ensureBytes(kernel, seenAt + size)
  const { memory, functions } = kernel
  const { buffer } = memory
  const given = new Float64Array(buffer, 0, GIVEN_BYTES / 8)
  const give = (at: number, values: readonly number[]): void => given.set(values, at / 8)
  give(AT.plane, [m[0], m[3], m[2], m[5], m[6], m[8]])
  give(
    AT.bend,
    [0, 1, 3, 4].flatMap((k) => [dx[k], dy[k]]),
  )
  give(AT.frame, [centre[0], scalePx, stepPx, leftPx + 0.5, shrink, 1, 0.5])
  give(AT.limits, [gray.widthPx, gray.heightPx, gray.widthPx - 1, gray.heightPx - 1])
  new Float32Array(buffer, grayAt, gray.data.length).set(gray.data)
  new Uint8Array(buffer, grayMaskAt, mask.length).set(mask)
  new Uint8Array(buffer, outAt, 5 * size).fill(0)
  for (let row = 0; row < heightPx; row++) {
    const y = (row + topPx + 0.5) * stepPx
    const q = (y - centre[1]) / scalePx
    give(AT.row, [m[1] * y, m[4] * y, m[7] * y, q])
    give(AT.rowBend, [dx[2] * q, dy[2] * q, dx[5] * q * q, dy[5] * q * q])
    const out = outAt + 4 * row * widthPx
    functions['sampleRow'](
      out,
      out + 4 * widthPx,
      seenAt + row * widthPx,
      grayAt,
      grayMaskAt,
      gray.widthPx,
      gray.heightPx,
    )
  }
  return {
    data: new Float32Array(buffer, outAt, size).slice(),
    mask: new Uint8Array(buffer, seenAt, size).slice(),
  }
}

/** Where in the memory lies what a row is given, in bytes: pairs of numbers, one for across and one for down, and single ones. */
const AT = { plane: 0, bend: 48, frame: 112, limits: 176, row: 208, rowBend: 240 }
const GIVEN_BYTES = 272

function describeSampleRow(): wasm.KernelFunction {
  const { get, set, add, times, constant, lessThan } = wasm
  const [out, outEnd, seen, gray, mask, width, height] = [0, 1, 2, 3, 4, 5, 6]
  const [at, right, column, place, p, share, rest] = [7, 8, 9, 10, 11, 12, 13]
  const pair = (address: number) => wasm.loadTwo(constant(address), 0)
  const both = (address: number) => wasm.loadTwice(constant(address))
  const [centre, scale, step, start, shrink, one, half] = [0, 1, 2, 3, 4, 5, 6].map((k) => AT.frame + 8 * k)
  const sum = (first: wasm.Code, ...others: readonly wasm.Code[]) => others.reduce(wasm.addTwo, first)
  const x = wasm.timesTwo(get(column), both(step))
  const plane = sum(wasm.timesTwo(pair(AT.plane), x), pair(AT.row), pair(AT.plane + 16))
  const depth = sum(wasm.timesTwo(both(AT.plane + 32), x), both(AT.row + 16), both(AT.plane + 40))
  const timesP = (address: number) => wasm.timesTwo(pair(address), get(p))
  const bend = sum(
    pair(AT.bend),
    timesP(AT.bend + 16),
    pair(AT.rowBend),
    wasm.timesTwo(timesP(AT.bend + 32), get(p)),
    wasm.timesTwo(timesP(AT.bend + 48), both(AT.row + 24)),
    pair(AT.rowBend + 16),
  )
  const isInside = wasm.bothBits(
    wasm.atMostTwo(wasm.zeroTwice, get(place)),
    wasm.lessTwo(get(place), pair(AT.limits)),
  )
  /** The pixel that a place lies in, row by row. */
  const pixelOf = (whole: wasm.Code) =>
    add(times(wasm.oneOfWhole(whole, 1), get(width)), wasm.oneOfWhole(whole, 0))
  const isWithin = (lane: number, end: number) =>
    lessThan(add(wasm.oneOfWhole(get(p), lane), constant(1)), get(end))
  const between = (lane: number, first: wasm.Code, second: wasm.Code) =>
    wasm.addDouble(
      wasm.timesDouble(first, wasm.oneOfTwo(get(rest), lane)),
      wasm.timesDouble(second, wasm.oneOfTwo(get(share), lane)),
    )
  const across = (from: wasm.Code) =>
    between(0, wasm.loadSingle(from), wasm.loadSingle(add(from, get(right))))
  const below = add(get(at), times(times(isWithin(1, height), get(width)), constant(4)))
  const sample = [
    wasm.store8(get(seen), constant(1)),
    set(
      place,
      wasm.lesserTwo(
        wasm.largerTwo(wasm.minusTwo(get(place), both(half)), wasm.zeroTwice),
        pair(AT.limits + 16),
      ),
    ),
    set(share, wasm.minusTwo(get(place), wasm.floorTwo(get(place)))),
    set(rest, wasm.minusTwo(both(one), get(share))),
    set(p, wasm.wholeTwo(wasm.floorTwo(get(place)))),
    set(at, add(get(gray), times(pixelOf(get(p)), constant(4)))),
    set(right, times(isWithin(0, width), constant(4))),
    wasm.storeSingle(get(out), between(1, across(get(at)), across(below))),
  ]
  const none: wasm.Code = []
  return {
    name: 'sampleRow',
    parameters: 7,
    locals: ['i32', 'i32', 'v128', 'v128', 'v128', 'v128', 'v128'],
    body: [
      set(column, both(start)),
      wasm.whileTrue(lessThan(get(out), get(outEnd)), [
        set(p, wasm.overTwo(wasm.minusTwo(x, both(centre)), both(scale))),
        set(place, wasm.roundedTwo(wasm.addTwo(wasm.overTwo(plane, depth), bend))),
        set(place, wasm.overTwo(get(place), both(shrink))),
        wasm.ifTrue(
          wasm.anyBit(wasm.notBits(isInside)),
          none,
          wasm.ifTrue(
            wasm.loadOneOf8(add(get(mask), pixelOf(wasm.wholeTwo(wasm.floorTwo(get(place)))))),
            sample,
            none,
          ),
        ),
        set(column, wasm.addTwo(get(column), both(one))),
        set(out, add(get(out), constant(4))),
        set(seen, add(get(seen), constant(1))),
      ]),
    ],
  }
}
