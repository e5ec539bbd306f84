import * as wasm from '../../wasm-kernel.ts'

/** How colours are grouped. */
export interface Grouping {
  readonly groups: number
  /** Whole numbers of 32 bits, by chance. */
  readonly random: () => number
}

const ROUNDS = 10
/** Of so many colours drawn by chance, the one that serves best becomes the next centre. */
const TRIALS = 3
const LEAST_SHIFT_SQUARED = 2 ** -46

let kernel: wasm.Kernel | undefined

/**
 * Groups the colours of some pixels of a picture (red, green and blue by turns) around centres that move to the middle of their
 * group (Lloyd, Least Squares Quantization in PCM, 1982) and start apart from each other (Arthur and Vassilvitskii, k-means++,
 * 2007). Answers each one's group. Calculated in single precision and in the order of OpenCV.
 */
export function groupColours(rgb: Uint8Array, pixels: Int32Array, { groups, random }: Grouping): Uint8Array {
  const colours = new Colours(rgb, pixels, groups)
  const rounds = groups === 1 ? 2 : ROUNDS
  let centres = firstCentres(colours, groups, random)
  for (let round = 1; round < rounds; round++) {
    colours.label(centres)
    const moved = middlesOf(colours, groups)
    const shift = farthestMove(centres, moved)
    centres = moved
    if (shift <= LEAST_SHIFT_SQUARED) break
  }
  return colours.labels.slice()
}

function firstCentres(colours: Colours, groups: number, random: () => number): Float32Array {
  const chosen = [random() % colours.count]
  let [distances, best, tried] = [0, 1, 2]
  let sum = colours.lowerDistances(chosen[0], distances, distances)
  while (chosen.length < groups) {
    let bestSum = Infinity
    let bestPlace = 0
    for (let trial = 0; trial < TRIALS; trial++) {
      const upper = random()
      const share = Number((BigInt(upper) << 32n) | BigInt(random())) * 2 ** -64
      const place = colours.placeAt(distances, share * sum)
      const trialSum = colours.lowerDistances(place, distances, tried)
      if (trialSum >= bestSum) continue
      bestSum = trialSum
      bestPlace = place
      ;[best, tried] = [tried, best]
    }
    chosen.push(bestPlace)
    sum = bestSum
    ;[distances, best] = [best, distances]
  }
  return Float32Array.from(chosen.flatMap((place) => colours.at(place)))
}

/** The middle of each group; a group that lost all its colours gets one of the largest group, and its label with it. */
function middlesOf(colours: Colours, groups: number): Float32Array {
  const { labels } = colours
  const { sums, counts } = colours.addUp()
  for (let empty = 0; empty < groups; empty++) {
    if (counts[empty] > 0) continue
    const largest = counts.indexOf(Math.max(...counts))
    const place = farthestFromMiddle(colours, largest, { sums, counts })
    counts[largest]--
    counts[empty]++
    labels[place] = empty
    colours.at(place).forEach((value, channel) => {
      sums[3 * largest + channel] -= value
      sums[3 * empty + channel] += value
    })
  }
  return sums.map((sum, i) => sum * Math.fround(1 / counts[Math.floor(i / 3)]))
}

function farthestFromMiddle(
  colours: Colours,
  group: number,
  { sums, counts }: { readonly sums: Float32Array; readonly counts: Int32Array },
): number {
  const f = Math.fround
  const middle = sums.subarray(3 * group, 3 * group + 3).map((sum) => sum * f(1 / counts[group]))
  let farthest = 0
  let place = 0
  for (let i = 0; i < colours.count; i++) {
    if (colours.labels[i] !== group) continue
    const [rr, gg, bb] = colours.at(i).map((value, channel) => f(f(value - middle[channel]) ** 2))
    const distance = f(f(rr + gg) + bb)
    if (distance < farthest) continue
    farthest = distance
    place = i
  }
  return place
}

function farthestMove(from: Float32Array, to: Float32Array): number {
  let farthest = 0
  for (let i = 0; i < to.length; i += 3) {
    const [dr, dg, db] = [to[i] - from[i], to[i + 1] - from[i + 1], to[i + 2] - from[i + 2]]
    farthest = Math.max(farthest, dr * dr + dg * dg + db * db)
  }
  return farthest
}

const BYTES = 4

/** Colours in the memory of this thread, until others are put there. */
class Colours {
  readonly count: number
  /** Each one's group. */
  readonly labels: Uint8Array
  readonly #kernel: wasm.Kernel
  readonly #groups: number
  /** From one plane to the next, in bytes: red, green and blue, and three planes of distances. */
  readonly #plane: number
  readonly #labelsAt: number

  constructor(rgb: Uint8Array, pixels: Int32Array, groups: number) {
    kernel ??= wasm.buildKernel([
      describeLowerDistances(),
      describeFindPlace(),
      describeLabel(),
      describeAddUp(),
    ])
    this.count = pixels.length
    this.#groups = groups
    this.#kernel = kernel
    this.#plane = 16 * Math.ceil(pixels.length / 4)
    this.#labelsAt = PLANES_AT + 6 * this.#plane
    wasm.ensureBytes(kernel, this.#labelsAt + this.#plane)
    const { buffer } = kernel.memory
    new Float32Array(buffer, AT.infinite, 1)[0] = Infinity
    this.labels = new Uint8Array(buffer, this.#labelsAt, pixels.length)
    const planes = new Float32Array(buffer, PLANES_AT, (6 * this.#plane) / BYTES).fill(0)
    const length = this.#plane / BYTES
    for (let k = 0; k < pixels.length; k++) {
      const i = 3 * pixels[k]
      planes[k] = rgb[i]
      planes[length + k] = rgb[i + 1]
      planes[2 * length + k] = rgb[i + 2]
    }
    // What fills up the last four stays at no distance, which adds nothing.
    planes.fill(Infinity, 3 * length, 3 * length + pixels.length)
  }

  at(place: number): number[] {
    const planes = new Float32Array(this.#kernel.memory.buffer, PLANES_AT, (3 * this.#plane) / BYTES)
    return [0, 1, 2].map((channel) => planes[(channel * this.#plane) / BYTES + place])
  }

  #distances(index: number): number {
    return PLANES_AT + (3 + index) * this.#plane
  }

  /** Writes each colour's distance from its nearest centre, were the colour at a place one as well, and answers their sum. */
  lowerDistances(place: number, from: number, to: number): number {
    const { memory, functions } = this.#kernel
    new Float32Array(memory.buffer, AT.colours, 3).set(this.at(place))
    const [start, end] = [this.#distances(from), this.#distances(from + 1)]
    functions['lowerDistances'](PLANES_AT, this.#plane, start, end, this.#distances(to))
    return new Float64Array(memory.buffer, AT.sum, 1)[0]
  }

  /** Where the sum of distances reaches a value. */
  placeAt(index: number, value: number): number {
    const { memory, functions } = this.#kernel
    new Float64Array(memory.buffer, AT.sum, 1)[0] = value
    const start = this.#distances(index)
    functions['findPlace'](start, start + BYTES * (this.count - 1))
    return (new Int32Array(memory.buffer, AT.place, 1)[0] - start) / BYTES
  }

  /** Gives each colour the group whose centre is nearest. */
  label(centres: Float32Array): void {
    const { memory, functions } = this.#kernel
    new Float32Array(memory.buffer, AT.colours, centres.length).set(centres)
    const end = AT.colours + BYTES * centres.length
    functions['label'](PLANES_AT, this.#plane, PLANES_AT + this.#plane, end, this.#labelsAt)
  }

  /** The sums of each group's colours, and how many they are. */
  addUp(): { readonly sums: Float32Array; readonly counts: Int32Array } {
    const { memory, functions } = this.#kernel
    const { buffer } = memory
    const sums = new Float32Array(buffer, AT.colours, 4 * this.#groups).fill(0)
    const counts = new Int32Array(buffer, AT.colours, sums.length)
    functions['addUp'](PLANES_AT, this.#plane, this.#labelsAt, this.#labelsAt + this.count)
    return {
      sums: sums.filter((_, i) => i % 4 < 3),
      counts: counts.filter((_, i) => i % 4 === 3),
    }
  }
}

/** Where in the memory lies a sum, a place, what nothing is beyond, and up to sixteen colours, in bytes. */
const AT = { sum: 0, place: 8, infinite: 12, colours: 16 }
const PLANES_AT = 272

const { get, set, add, constant, lessThan, whileTrue, ifTrue, minusFour, timesFour, addFour } = wasm
const advance = (local: number, bytes: number) => set(local, add(get(local), constant(bytes)))

/** The squared distances of four colours from one, of which the channels are given. */
function distancesFrom(
  red: wasm.Code,
  plane: wasm.Code,
  differences: readonly number[],
  centre: readonly wasm.Code[],
) {
  const [dr, dg, db] = differences
  const squareOf = (local: number) => timesFour(get(local), get(local))
  const places = [red, add(red, plane), add(add(red, plane), plane)]
  return {
    measure: differences.map((local, k) => set(local, minusFour(wasm.loadFour(places[k]), centre[k]))),
    squared: addFour(addFour(squareOf(dr), squareOf(dg)), squareOf(db)),
  }
}

function describeLowerDistances(): wasm.KernelFunction {
  const [red, plane, from, fromEnd, to] = [0, 1, 2, 3, 4]
  const sum = 5
  const centre = [6, 7, 8]
  const { measure, squared } = distancesFrom(get(red), get(plane), [9, 10, 11], centre.map(get))
  return {
    name: 'lowerDistances',
    parameters: 5,
    locals: ['f64', ...Array<'v128'>(6).fill('v128')],
    body: [
      centre.map((local, k) => set(local, wasm.loadFourTimes(constant(AT.colours), BYTES * k))),
      whileTrue(lessThan(get(from), get(fromEnd)), [
        [measure, wasm.storeFour(get(to), wasm.lesserFour(wasm.loadFour(get(from)), squared))],
        [0, 1, 2, 3].map((k) =>
          set(sum, wasm.addDouble(get(sum), wasm.loadSingle(add(get(to), constant(BYTES * k))))),
        ),
        [red, from, to].map((local) => advance(local, 16)),
      ]),
      wasm.storeDouble(constant(AT.sum), get(sum)),
    ],
  }
}

function describeFindPlace(): wasm.KernelFunction {
  const [at, end, rest] = [0, 1, 2]
  return {
    name: 'findPlace',
    parameters: 2,
    locals: ['f64'],
    body: [
      set(rest, wasm.loadDouble(constant(AT.sum))),
      whileTrue(lessThan(get(at), get(end)), [
        set(rest, wasm.minusDouble(get(rest), wasm.loadSingle(get(at)))),
        ifTrue(wasm.atMostDouble(get(rest), wasm.zeroDouble), set(end, constant(0)), advance(at, BYTES)),
      ]),
      wasm.store(constant(AT.place), get(at)),
    ],
  }
}

function describeLabel(): wasm.KernelFunction {
  const [red, plane, redEnd, centresEnd, labels] = [0, 1, 2, 3, 4]
  const [centre, k, nearest, best, distance, isNearer] = [5, 6, 7, 8, 9, 10]
  const channel = (index: number) => wasm.loadFourTimes(get(centre), BYTES * index)
  const own = distancesFrom(get(red), get(plane), [11, 12, 13], [0, 1, 2].map(channel))
  return {
    name: 'label',
    parameters: 5,
    locals: ['i32', 'i32', ...Array<'v128'>(7).fill('v128')],
    body: whileTrue(lessThan(get(red), get(redEnd)), [
      set(nearest, wasm.loadFourTimes(constant(AT.infinite))),
      [set(best, wasm.zeroTwice), set(centre, constant(AT.colours)), set(k, constant(0))],
      whileTrue(lessThan(get(centre), get(centresEnd)), [
        [own.measure, set(distance, own.squared)],
        set(isNearer, wasm.lessFour(get(distance), get(nearest))),
        set(nearest, wasm.eitherBits(get(distance), get(nearest), get(isNearer))),
        set(best, wasm.eitherBits(wasm.allWhole(get(k)), get(best), get(isNearer))),
        [advance(centre, 3 * BYTES), advance(k, 1)],
      ]),
      wasm.storeFourIn8(get(labels), get(best)),
      [advance(red, 16), advance(labels, 4)],
    ]),
  }
}

function describeAddUp(): wasm.KernelFunction {
  const [red, plane, labels, labelsEnd] = [0, 1, 2, 3]
  const sums = 4
  const gain = (channel: number, place: wasm.Code) => {
    const own = add(get(sums), constant(BYTES * channel))
    return wasm.storeSingle(own, wasm.addDouble(wasm.loadSingle(own), wasm.loadSingle(place)))
  }
  const [green, blue] = [add(get(red), get(plane)), add(add(get(red), get(plane)), get(plane))]
  return {
    name: 'addUp',
    parameters: 4,
    locals: ['i32'],
    body: whileTrue(lessThan(get(labels), get(labelsEnd)), [
      set(sums, add(constant(AT.colours), wasm.times(wasm.loadOneOf8(get(labels)), constant(16)))),
      [gain(0, get(red)), gain(1, green), gain(2, blue)],
      wasm.store(get(sums), add(wasm.load(get(sums), 12), constant(1)), 12),
      [advance(red, BYTES), advance(labels, 1)],
    ]),
  }
}
