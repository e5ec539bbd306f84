import * as wasm from '../../wasm-kernel.ts'

/**
 * A few normal distributions of colours. Of each, one after the other: its mean (3), the upper half of its inverse covariance
 * (6), the logarithm of its height, and that of its share. An empty one's height is 0.
 */
export type ColourMixture = Float64Array

/** The mixtures of both sides of a picture, the background's first. */
export type Mixtures = readonly ColourMixture[]

/** How many distributions make a mixture. */
export const COMPONENTS = 5
const SIZE = 11
const [MEAN, INVERSE, HEIGHT, SHARE] = [0, 3, 9, 10]
/** Below this determinant a covariance is too flat to be inverted, and so much is added to its diagonal. */
const FLAT = 1e-6
const ROUNDER = 0.01
/** Smaller exponents give nothing at all in double precision. */
const LEAST_EXPONENT = -745
/** A logarithm that is so much smaller than another adds nothing to it. */
const NEGLIGIBLE = 40
/** What is added up of a component's colours: how many there are, their red, green and blue, and products of any two. */
const SUMS = 10

let kernel: wasm.Kernel | undefined

/** Where a picture lies in the memory, in bytes: red, green and blue by turns, what is said of its pixels, and what comes of it. */
interface Places {
  readonly buffer: ArrayBuffer
  readonly functions: wasm.Kernel['functions']
  readonly rgb: number
  readonly said: number
  readonly components: number
  readonly out: number
}

function give(rgb: Uint8Array, said: Uint8Array): Places {
  kernel ??= wasm.buildKernel([describeChoose(), describeAddUp(), describeCompare()], undefined, [
    Math.exp,
    Math.log,
  ])
  const saidAt = PICTURE_AT + rgb.length
  const components = saidAt + said.length
  const out = 8 * Math.ceil((components + said.length) / 8)
  wasm.ensureBytes(kernel, out + 8 * said.length)
  const { memory, functions } = kernel
  const { buffer } = memory
  new Uint8Array(buffer, PICTURE_AT, rgb.length).set(rgb)
  new Uint8Array(buffer, saidAt, said.length).set(said)
  return { buffer, functions, rgb: PICTURE_AT, said: saidAt, components, out }
}

function giveMixtures(buffer: ArrayBuffer, mixtures: Mixtures): void {
  const numbers = new Float64Array(buffer, AT.mixtures, 2 * COMPONENTS * SIZE)
  for (let k = 0; k < numbers.length; k++) numbers[k] = mixtures[k & 1][k >> 1]
}

/** Fits mixtures to both sides of a picture, 0 and 1; each pixel belongs to a component of its side. */
export function fitMixtures(rgb: Uint8Array, sides: Uint8Array, components: Uint8Array): Mixtures {
  const places = give(rgb, sides)
  const { buffer, functions } = places
  new Uint8Array(buffer, places.components, components.length).set(components)
  const sums = new Float64Array(buffer, AT.sums, 2 * COMPONENTS * SUMS).fill(0)
  functions['addUp'](places.rgb, places.said, places.components, places.components)
  return [0, 1].map((side) => {
    const own = Array.from({ length: COMPONENTS }, (_, k) =>
      sums.slice((side * COMPONENTS + k) * SUMS, (side * COMPONENTS + k + 1) * SUMS),
    )
    const total = own.reduce((sum, [n]) => sum + n, 0)
    return Float64Array.from(own.flatMap((component) => componentFrom(component, total)))
  })
}

function componentFrom([n, r, g, b, ...products]: Float64Array, total: number): number[] {
  if (n === 0) return [0, 0, 0, 0, 0, 0, 0, 0, 0, -Infinity, -Infinity]
  const mean = [r / n, g / n, b / n]
  const products2 = [
    [0, 0],
    [0, 1],
    [0, 2],
    [1, 1],
    [1, 2],
    [2, 2],
  ].map(([i, j], k) => products[k] / n - mean[i] * mean[j])
  let [rr, rg, rb, gg, gb, bb] = products2
  const determinant = () => rr * (gg * bb - gb * gb) - rg * (rg * bb - gb * rb) + rb * (rg * gb - gg * rb)
  if (determinant() <= FLAT) {
    rr += ROUNDER
    gg += ROUNDER
    bb += ROUNDER
  }
  const scale = 1 / determinant()
  return [
    ...mean,
    (gg * bb - gb * gb) * scale,
    -(rg * bb - gb * rb) * scale,
    (rg * gb - gg * rb) * scale,
    (rr * bb - rb * rb) * scale,
    -(rr * gb - rb * rg) * scale,
    (rr * gg - rg * rg) * scale,
    -0.5 * Math.log(determinant()),
    Math.log(n / total),
  ]
}

/** The component of its side's mixture under which each pixel is likeliest, whatever its share; the first where none knows it. */
export function chooseComponents(rgb: Uint8Array, sides: Uint8Array, mixtures: Mixtures): Uint8Array {
  const places = give(rgb, sides)
  const { buffer, functions } = places
  giveMixtures(buffer, mixtures)
  functions['choose'](places.rgb, places.said, places.components, places.components)
  return new Uint8Array(buffer, places.components, sides.length).slice()
}

/**
 * By pixel, for those that are asked, the natural logarithm of how likely its colour is for the second side less that for the first;
 * 0 for the others.
 */
export function compareSides(rgb: Uint8Array, isAsked: Uint8Array, mixtures: Mixtures): Float64Array {
  const places = give(rgb, isAsked)
  const { buffer, functions } = places
  giveMixtures(buffer, mixtures)
  const compared = new Float64Array(buffer, places.out, isAsked.length).fill(0)
  functions['compare'](places.rgb, places.said, places.components, places.out)
  return compared.slice()
}

/** Mixtures lie number by number, each side's beside the other's; then the sums, and both sides' logarithms of one pixel. */
const AT = { mixtures: 0, sums: 16 * COMPONENTS * SIZE, own: 16 * COMPONENTS * (SIZE + SUMS) }
const PICTURE_AT = AT.own + 16 * (COMPONENTS + 1)

const { get, set, add, times, constant, lessThan, whileTrue, ifTrue } = wasm
const none: wasm.Code = []
const advance = (local: number, bytes: number) => set(local, add(get(local), constant(bytes)))

/** The same formulas for one number and for two at once. */
interface Arithmetic {
  readonly plus: (a: wasm.Code, b: wasm.Code) => wasm.Code
  readonly minus: (a: wasm.Code, b: wasm.Code) => wasm.Code
  readonly times: (a: wasm.Code, b: wasm.Code) => wasm.Code
  readonly minusHalf: wasm.Code
  /** A number of the component that lies at a place. */
  readonly of: (component: wasm.Code, index: number) => wasm.Code
}

const ONE: Arithmetic = {
  plus: wasm.addDouble,
  minus: wasm.minusDouble,
  times: wasm.timesDouble,
  minusHalf: wasm.constantDouble(-0.5),
  of: (component, index) => wasm.loadDouble(component, 16 * index),
}
const TWO: Arithmetic = {
  plus: wasm.addTwo,
  minus: wasm.minusTwo,
  times: wasm.timesTwo,
  minusHalf: wasm.twice(wasm.constantDouble(-0.5)),
  of: (component, index) => wasm.loadTwo(component, 16 * index),
}

/** Half the square of a colour's distance from a component's mean, as its covariance measures it, below 0. */
function exponentOf(
  { plus, minus, times: by, minusHalf, of }: Arithmetic,
  component: wasm.Code,
  colour: readonly number[],
  distances: readonly number[],
): { readonly measure: wasm.Code; readonly exponent: wasm.Code } {
  const inverse = (index: number) => of(component, INVERSE + index)
  const [dr, dg, db] = distances.map(get)
  const along = (r: number, g: number, b: number) =>
    plus(plus(by(dr, inverse(r)), by(dg, inverse(g))), by(db, inverse(b)))
  return {
    measure: distances.map((distance, k) => set(distance, minus(get(colour[k]), of(component, MEAN + k)))),
    exponent: by(
      minusHalf,
      plus(plus(by(dr, along(0, 1, 2)), by(dg, along(1, 3, 4))), by(db, along(2, 4, 5))),
    ),
  }
}

/** Goes along the pixels of a picture, with what is said of each and what comes of it. */
function alongPixels(name: string, outBytes: number, locals: readonly wasm.LocalType[], body: wasm.Code) {
  const [rgb, said, saidEnd, out] = [0, 1, 2, 3]
  return {
    name,
    parameters: 4,
    locals,
    body: whileTrue(lessThan(get(said), get(saidEnd)), [
      [body, advance(rgb, 3)],
      [advance(said, 1), advance(out, outBytes)],
    ]),
  } satisfies wasm.KernelFunction
}

const [RGB, SAID, OUT] = [0, 1, 3]
const channelOf = (channel: number) => wasm.doubleOf(wasm.loadOneOf8(get(RGB), channel))

function describeChoose(): wasm.KernelFunction {
  const [k, component, best] = [4, 5, 6]
  const colour = [7, 8, 9]
  const distances = [10, 11, 12]
  const [exponent, density, highest] = [13, 14, 15]
  const own = exponentOf(ONE, get(component), colour, distances)
  return alongPixels(
    'choose',
    1,
    [...locals('i32', 3), ...locals('f64', 9)],
    [
      colour.map((local, channel) => set(local, channelOf(channel))),
      set(component, add(constant(AT.mixtures), times(wasm.loadOneOf8(get(SAID)), constant(8)))),
      [set(highest, wasm.constantDouble(-Infinity)), set(best, constant(0)), set(k, constant(0))],
      whileTrue(lessThan(get(k), constant(COMPONENTS)), [
        [own.measure, set(exponent, own.exponent)],
        set(density, wasm.addDouble(ONE.of(get(component), HEIGHT), get(exponent))),
        ifTrue(
          wasm.and(
            wasm.atMostDouble(wasm.constantDouble(LEAST_EXPONENT), get(exponent)),
            wasm.lessDouble(get(highest), get(density)),
          ),
          [set(highest, get(density)), set(best, get(k))],
          none,
        ),
        [advance(component, 16 * SIZE), advance(k, 1)],
      ]),
      wasm.store8(get(OUT), get(best)),
    ],
  )
}

function describeAddUp(): wasm.KernelFunction {
  const sums = 4
  const colour = [5, 6, 7]
  const gain = (index: number, value: wasm.Code) =>
    wasm.storeDouble(get(sums), wasm.addDouble(wasm.loadDouble(get(sums), 8 * index), value), 8 * index)
  const products = [0, 1, 2].flatMap((i) => [0, 1, 2].slice(i).map((j) => [colour[i], colour[j]] as const))
  const place = add(times(wasm.loadOneOf8(get(SAID)), constant(COMPONENTS)), wasm.loadOneOf8(get(OUT)))
  return alongPixels(
    'addUp',
    1,
    [...locals('i32', 1), ...locals('f64', 3)],
    [
      colour.map((local, channel) => set(local, channelOf(channel))),
      set(sums, add(constant(AT.sums), times(place, constant(8 * SUMS)))),
      gain(0, wasm.constantDouble(1)),
      colour.map((local, channel) => gain(1 + channel, get(local))),
      products.map(([a, b], k) => gain(4 + k, wasm.timesDouble(get(a), get(b)))),
    ],
  )
}

/** The places of the host's functions in the kernel. */
const CALLED = { exp: 0, log: 1 }

function describeCompare(): wasm.KernelFunction {
  const [k, at, lane] = [4, 5, 6]
  const [highest, sum, own] = [7, 8, 9]
  const colour = [10, 11, 12]
  const distances = [13, 14, 15]
  const both = exponentOf(TWO, get(at), colour, distances)
  const [ownAt, resultAt] = [AT.own, AT.own + 16 * COMPONENTS]
  const exp = (value: wasm.Code) => wasm.call(CALLED.exp, [value])
  /** Adds up likelihoods of which the logarithms are known, one side after the other. */
  const addLogarithms = [
    [set(highest, wasm.constantDouble(-Infinity)), set(sum, wasm.zeroDouble)],
    [set(at, add(constant(ownAt), get(lane))), set(k, constant(0))],
    whileTrue(lessThan(get(k), constant(COMPONENTS)), [
      set(own, wasm.loadDouble(get(at))),
      ifTrue(
        wasm.lessDouble(get(highest), get(own)),
        [
          ifTrue(
            wasm.lessDouble(wasm.constantDouble(NEGLIGIBLE), wasm.minusDouble(get(own), get(highest))),
            set(sum, wasm.constantDouble(1)),
            set(
              sum,
              wasm.addDouble(
                wasm.constantDouble(1),
                wasm.timesDouble(get(sum), exp(wasm.minusDouble(get(highest), get(own)))),
              ),
            ),
          ),
          set(highest, get(own)),
        ],
        ifTrue(
          wasm.lessDouble(wasm.minusDouble(get(highest), get(own)), wasm.constantDouble(NEGLIGIBLE)),
          set(sum, wasm.addDouble(get(sum), exp(wasm.minusDouble(get(own), get(highest))))),
          none,
        ),
      ),
      [advance(at, 16), advance(k, 1)],
    ]),
    wasm.storeDouble(
      add(constant(resultAt), get(lane)),
      wasm.addDouble(get(highest), wasm.call(CALLED.log, [get(sum)])),
    ),
  ]
  const heights = TWO.plus(TWO.of(get(at), HEIGHT), TWO.of(get(at), SHARE))
  const compare = [
    colour.map((local, channel) => set(local, wasm.twice(channelOf(channel)))),
    [set(at, constant(AT.mixtures)), set(k, constant(ownAt))],
    whileTrue(lessThan(get(k), constant(resultAt)), [
      both.measure,
      wasm.storeTwo(get(k), TWO.plus(heights, both.exponent), 0),
      [advance(at, 16 * SIZE), advance(k, 16)],
    ]),
    set(lane, constant(0)),
    whileTrue(lessThan(get(lane), constant(16)), [addLogarithms, advance(lane, 8)]),
    wasm.storeDouble(
      get(OUT),
      wasm.minusDouble(wasm.loadDouble(constant(resultAt), 8), wasm.loadDouble(constant(resultAt))),
    ),
  ]
  return alongPixels(
    'compare',
    8,
    [...locals('i32', 3), ...locals('f64', 3), ...locals('v128', 6)],
    ifTrue(wasm.loadOneOf8(get(SAID)), compare, none),
  )
}

function locals(type: wasm.LocalType, count: number): wasm.LocalType[] {
  return Array<wasm.LocalType>(count).fill(type)
}
