import { roundHalfEven } from '../akaze/round-half-even.ts'

/** A picture in red, green and blue, interleaved, row by row. */
export interface ColourPicture {
  readonly widthPx: number
  readonly heightPx: number
  readonly data: Uint8Array
}

const CHANNELS = 3

/** Shrinks a picture so that each new pixel is the mean of the area it covers, in single precision; factors below 1 are not meant. */
export function shrinkColours(picture: ColourPicture, widthPx: number, heightPx: number): ColourPicture {
  const across = sharesAlong(picture.widthPx, widthPx)
  const down = sharesAlong(picture.heightPx, heightPx)
  const narrow = new Float32Array(CHANNELS * widthPx)
  const sums = new Float32Array(CHANNELS * widthPx)
  const data = new Uint8Array(CHANNELS * widthPx * heightPx)
  for (let y = 0; y < heightPx; y++) {
    sums.fill(0)
    for (let k = down.start[y]; k < down.start[y + 1]; k++) {
      narrowRow(picture, down.place[k], across, narrow)
      addRow(sums, narrow, down.share[k])
    }
    for (let i = 0; i < sums.length; i++) data[y * sums.length + i] = roundHalfEven(sums[i])
  }
  return { widthPx, heightPx, data }
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

function narrowRow(
  { widthPx, data }: ColourPicture,
  row: number,
  { start, place, share }: Shares,
  narrow: Float32Array,
): void {
  const f = Math.fround
  const first = CHANNELS * row * widthPx
  for (let x = 0; x < start.length - 1; x++) {
    let [red, green, blue] = [f(0), f(0), f(0)]
    for (let k = start[x]; k < start[x + 1]; k++) {
      const i = first + CHANNELS * place[k]
      red = f(red + f(data[i] * share[k]))
      green = f(green + f(data[i + 1] * share[k]))
      blue = f(blue + f(data[i + 2] * share[k]))
    }
    narrow[CHANNELS * x] = red
    narrow[CHANNELS * x + 1] = green
    narrow[CHANNELS * x + 2] = blue
  }
}

function addRow(sums: Float32Array, row: Float32Array, share: number): void {
  for (let i = 0; i < sums.length; i++) sums[i] += Math.fround(row[i] * share)
}

/** A Gaussian of 1.2 pixels over five, in 256ths. */
const SOFT = [22, 62, 88, 62, 22] as const

/** Blurs a picture by 1.2 pixels; at its edges it goes on mirrored. */
export function softenColours({ widthPx, heightPx, data }: ColourPicture): ColourPicture {
  const between = new Uint16Array(data.length)
  const soft = new Uint8Array(data.length)
  const columns = neighboursAlong(widthPx)
  const rows = neighboursAlong(heightPx)
  for (let y = 0, i = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      for (let channel = 0; channel < CHANNELS; channel++, i++) {
        const start = CHANNELS * y * widthPx + channel
        let sum = 0
        for (let k = 0; k < SOFT.length; k++) sum += SOFT[k] * data[start + CHANNELS * columns[x + k]]
        between[i] = sum
      }
    }
  }
  for (let y = 0, i = 0; y < heightPx; y++) {
    for (let column = 0; column < CHANNELS * widthPx; column++, i++) {
      let sum = 0
      for (let k = 0; k < SOFT.length; k++)
        sum += SOFT[k] * between[CHANNELS * rows[y + k] * widthPx + column]
      soft[i] = (sum + 32_768) >> 16
    }
  }
  return { widthPx, heightPx, data: soft }
}

/** From two before the first pixel to two behind the last, mirrored at both. */
function neighboursAlong(sidePx: number): Int32Array {
  const reach = (SOFT.length - 1) / 2
  return Int32Array.from({ length: sidePx + 2 * reach }, (_, i) => {
    const place = Math.abs(i - reach)
    return place < sidePx ? place : 2 * sidePx - 2 - place
  })
}
