import * as wasm from '../../wasm-kernel.ts'

/** A picture in red, green and blue, interleaved, row by row. */
export interface ColourPicture {
  readonly widthPx: number
  readonly heightPx: number
  readonly data: Uint8Array
}

const CHANNELS = 3

let kernel: wasm.Kernel | undefined

function kernelWith(bytes: number): wasm.Kernel {
  kernel ??= wasm.buildKernel([
    describeNarrowRow(),
    describeAddRow(),
    describeRoundRow(),
    describeSoftenAcross(),
    describeSoftenDown(),
  ])
  wasm.ensureBytes(kernel, bytes)
  return kernel
}

/** Shrinks a picture so that each new pixel is the mean of the area it covers, in single precision; factors below 1 are not meant. */
export function shrinkColours(picture: ColourPicture, widthPx: number, heightPx: number): ColourPicture {
  const across = sharesAlong(picture.widthPx, widthPx)
  const down = sharesAlong(picture.heightPx, heightPx)
  const endsAt = 16
  const partsAt = endsAt + 4 * widthPx
  // Rows of four numbers a pixel, the last of which says nothing.
  const narrowAt = 16 * Math.ceil((partsAt + PART_BYTES * across.place.length) / 16)
  const sumsAt = narrowAt + 16 * widthPx
  const outAt = sumsAt + 16 * widthPx
  const fromAt = outAt + CHANNELS * widthPx * heightPx + 4
  const { memory, functions } = kernelWith(fromAt + picture.data.length + 4)
  const { buffer } = memory
  const ends = new Int32Array(buffer, endsAt, widthPx)
  ends.set(across.start.subarray(1).map((end) => partsAt + PART_BYTES * end))
  const places = new Int32Array(buffer, partsAt, 2 * across.place.length)
  const shares = new Float32Array(buffer, partsAt, places.length)
  for (let k = 0; k < across.place.length; k++) {
    places[2 * k] = CHANNELS * across.place[k]
    shares[2 * k + 1] = across.share[k]
  }
  new Uint8Array(buffer, fromAt, picture.data.length).set(picture.data)
  const share = new Float32Array(buffer, 0, 1)
  const sums = new Float32Array(buffer, sumsAt, 4 * widthPx)
  for (let y = 0; y < heightPx; y++) {
    sums.fill(0)
    for (let k = down.start[y]; k < down.start[y + 1]; k++) {
      const row = fromAt + CHANNELS * picture.widthPx * down.place[k]
      functions['narrowRow'](row, endsAt, partsAt, narrowAt, sumsAt)
      share[0] = down.share[k]
      functions['addRow'](narrowAt, sumsAt, outAt)
    }
    functions['roundRow'](sumsAt, outAt, outAt + CHANNELS * y * widthPx)
  }
  return { widthPx, heightPx, data: new Uint8Array(buffer, outAt, CHANNELS * widthPx * heightPx).slice() }
}

/** What each new pixel is made of: old ones and their shares, from `start` to the next one's start. */
interface Shares {
  readonly start: Int32Array
  readonly place: Int32Array
  readonly share: Float32Array
}

/** An old pixel of which hardly anything is covered is left out. */
const LEAST_COVERED = 1e-3

function sharesAlong(from: number, to: number): Shares {
  const step = from / to
  const start = new Int32Array(to + 1)
  const places: number[] = []
  const shares: number[] = []
  for (let i = 0; i < to; i++) {
    const low = i * step
    const high = low + step
    const covered = Math.min(step, from - low)
    const last = Math.min(Math.floor(high), from - 1)
    const first = Math.min(Math.ceil(low), last)
    const take = (place: number, length: number) => {
      places.push(place)
      shares.push(length / covered)
    }
    if (first - low > LEAST_COVERED) take(first - 1, first - low)
    for (let place = first; place < last; place++) take(place, 1)
    if (high - last > LEAST_COVERED) take(last, Math.min(high - last, 1, covered))
    start[i + 1] = places.length
  }
  return { start, place: Int32Array.from(places), share: Float32Array.from(shares) }
}

/** A Gaussian of 1.2 pixels over five, in 256ths. */
const SOFT = [22, 62, 88, 62, 22] as const

/** Blurs a picture by 1.2 pixels; at its edges it goes on mirrored. */
export function softenColours({ widthPx, heightPx, data }: ColourPicture): ColourPicture {
  const rowLength = CHANNELS * widthPx
  const reach = (SOFT.length - 1) / 2
  const rowAt = 16
  const betweenAt = 16 * Math.ceil((rowAt + rowLength + CHANNELS * 2 * reach + 4) / 16)
  const betweenRow = 16 * Math.ceil(rowLength / 4)
  const outAt = betweenAt + heightPx * betweenRow
  const { memory, functions } = kernelWith(outAt + data.length + 4)
  const { buffer } = memory
  const row = new Uint8Array(buffer, rowAt, rowLength + CHANNELS * 2 * reach)
  for (let y = 0; y < heightPx; y++) {
    const own = data.subarray(y * rowLength, (y + 1) * rowLength)
    row.set(own, CHANNELS * reach)
    for (let k = 1; k <= reach; k++) {
      const [left, right] = [mirrored(-k, widthPx), mirrored(widthPx - 1 + k, widthPx)]
      row.set(own.subarray(CHANNELS * left, CHANNELS * (left + 1)), CHANNELS * (reach - k))
      row.set(own.subarray(CHANNELS * right, CHANNELS * (right + 1)), CHANNELS * (reach + widthPx - 1 + k))
    }
    const to = betweenAt + y * betweenRow
    functions['softenAcross'](rowAt, to, to + 4 * rowLength)
  }
  const between = (y: number) => betweenAt + mirrored(y, heightPx) * betweenRow
  for (let y = 0; y < heightPx; y++) {
    const to = outAt + y * rowLength
    functions['softenDown'](
      between(y - 2),
      between(y - 1),
      between(y),
      between(y + 1),
      between(y + 2),
      to,
      to + rowLength,
    )
  }
  return { widthPx, heightPx, data: new Uint8Array(buffer, outAt, data.length).slice() }
}

function mirrored(place: number, sidePx: number): number {
  const inside = Math.abs(place)
  return inside < sidePx ? inside : 2 * sidePx - 2 - inside
}

const { get, set, add, constant, lessThan, whileTrue, addFour, timesFour, addFourWhole } = wasm
const advance = (local: number, bytes: number) => set(local, add(get(local), constant(bytes)))

/** Of an old pixel in a new one: where it lies in its row, and its share. */
const PART_BYTES = 8

/** Sums up what each pixel of a narrower row covers, each old pixel times its share. */
function describeNarrowRow(): wasm.KernelFunction {
  const [from, end, part, out, outEnd, sum] = [0, 1, 2, 3, 4, 5]
  const colour = wasm.singlesOfWhole(wasm.loadFourOf8(add(get(from), wasm.load(get(part)))))
  return {
    name: 'narrowRow',
    parameters: 5,
    locals: ['v128'],
    body: whileTrue(lessThan(get(out), get(outEnd)), [
      set(sum, wasm.zeroTwice),
      whileTrue(lessThan(get(part), wasm.load(get(end))), [
        set(sum, addFour(get(sum), timesFour(colour, wasm.loadFourTimes(get(part), 4)))),
        advance(part, PART_BYTES),
      ]),
      wasm.storeFour(get(out), get(sum)),
      [advance(end, 4), advance(out, 16)],
    ]),
  }
}

/** Adds a row to another, times the share that lies at 0. */
function describeAddRow(): wasm.KernelFunction {
  const [from, sums, sumsEnd, share] = [0, 1, 2, 3]
  return {
    name: 'addRow',
    parameters: 3,
    locals: ['v128'],
    body: [
      set(share, wasm.loadFourTimes(constant(0))),
      whileTrue(lessThan(get(sums), get(sumsEnd)), [
        wasm.storeFour(
          get(sums),
          addFour(wasm.loadFour(get(sums)), timesFour(wasm.loadFour(get(from)), get(share))),
        ),
        [advance(from, 16), advance(sums, 16)],
      ]),
    ],
  }
}

function describeRoundRow(): wasm.KernelFunction {
  const [sums, sumsEnd, out] = [0, 1, 2]
  return {
    name: 'roundRow',
    parameters: 3,
    locals: [],
    body: whileTrue(lessThan(get(sums), get(sumsEnd)), [
      // The fourth is written over by the next pixel.
      wasm.storeFourIn8(get(out), wasm.wholeFour(wasm.nearestFour(wasm.loadFour(get(sums))))),
      [advance(sums, 16), advance(out, CHANNELS)],
    ]),
  }
}

/** A channel with those of its neighbours, as the Gaussian weighs them. */
const weighed = (neighbour: (k: number) => wasm.Code): wasm.Code =>
  SOFT.map((weight, k) => wasm.timesFourWhole(neighbour(k), wasm.allWhole(constant(weight)))).reduce(
    addFourWhole,
  )

function describeSoftenAcross(): wasm.KernelFunction {
  const [from, out, outEnd] = [0, 1, 2]
  return {
    name: 'softenAcross',
    parameters: 3,
    locals: [],
    body: whileTrue(lessThan(get(out), get(outEnd)), [
      wasm.storeFour(
        get(out),
        weighed((k) => wasm.loadFourOf8(get(from), CHANNELS * k)),
      ),
      [advance(from, 4), advance(out, 16)],
    ]),
  }
}

function describeSoftenDown(): wasm.KernelFunction {
  const rows = SOFT.map((_, k) => k)
  const [out, outEnd] = [SOFT.length, SOFT.length + 1]
  const sum = addFourWhole(
    weighed((k) => wasm.loadFour(get(rows[k]))),
    wasm.allWhole(constant(32_768)),
  )
  return {
    name: 'softenDown',
    parameters: SOFT.length + 2,
    locals: [],
    body: whileTrue(lessThan(get(out), get(outEnd)), [
      wasm.storeFourIn8(get(out), wasm.shiftFourRight(sum, constant(16))),
      [rows.map((row) => advance(row, 16)), advance(out, 4)],
    ]),
  }
}
