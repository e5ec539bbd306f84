/** Bytes of a WebAssembly function's body, nested as its expressions are. */
export type Code = number | readonly Code[]

/** A function without results; its parameters are addresses and counts (i32), its locals follow them. */
export interface KernelFunction {
  readonly name: string
  readonly parameters: number
  readonly locals: readonly LocalType[]
  readonly body: Code
}

export type LocalType = 'i32' | 'f64' | 'v128'

/** Memory that grows. */
export interface KernelMemory {
  readonly buffer: ArrayBuffer
  grow(pages: number): number
}

/** Memory, and the functions that work on it. */
export interface Kernel {
  readonly memory: KernelMemory
  readonly functions: Readonly<Record<string, (...values: readonly number[]) => void>>
}

/** The part of WebAssembly that is used here: this room is compiled without the types of a host. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object, imports?: object) => { readonly exports: object }
}

const PAGE_BYTES = 65_536
const TYPES: Readonly<Record<LocalType, number>> = { i32: 0x7f, f64: 0x7c, v128: 0x7b }

/**
 * Builds a module of a few short loops, for what processors do in one step and JavaScript cannot ask for: counting bits, and
 * calculating a few numbers at once. The bytes are those of the WebAssembly core specification 2.0, chapter 5.
 * It works on memory of its own, or on that of another module, and may call functions of the host (`called`), such as Math.exp.
 */
export function buildKernel(
  functions: readonly KernelFunction[],
  shared?: KernelMemory,
  called: readonly ((value: number) => number)[] = [],
): Kernel {
  const vector = (items: readonly (readonly number[])[]) => [...count(items.length), ...items.flat()]
  const sized = (bytes: readonly number[]) => [...count(bytes.length), ...bytes]
  const section = (id: number, items: readonly (readonly number[])[]) => [id, ...sized(vector(items))]
  const name = (text: string) => vector(Array.from(text, (letter) => [letter.charCodeAt(0)]))
  const header = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]
  const anySize = [0, 1]
  const bytes = Uint8Array.from([
    ...header,
    ...section(1, [
      ...functions.map(({ parameters }) => [
        0x60,
        ...vector(Array.from({ length: parameters }, () => [TYPES.i32])),
        0,
      ]),
      [0x60, 1, TYPES.f64, 1, TYPES.f64],
    ]),
    ...section(2, [
      ...(shared === undefined ? [] : [[...name('shared'), ...name('memory'), 2, ...anySize]]),
      ...called.map((_, index) =>
        [
          [...name('called'), ...name(String(index))],
          [0, ...count(functions.length)],
        ].flat(),
      ),
    ]),
    ...section(
      3,
      functions.map((_, index) => count(index)),
    ),
    ...section(5, shared === undefined ? [anySize] : []),
    ...section(7, [
      [...name('memory'), 2, 0],
      ...functions.map((own, index) => [...name(own.name), 0, ...count(called.length + index)]),
    ]),
    ...section(
      10,
      functions.map(({ locals, body }) =>
        sized([...vector(locals.map((type) => [1, TYPES[type]])), ...flatten(body), 0x0b]),
      ),
    ),
  ])
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), {
    shared: { memory: shared },
    called: Object.fromEntries(called.entries()),
  })
  // An instance's exports have no types of their own; they are what was written above.
  const { memory, ...rest } = exports as Pick<Kernel, 'memory'> & Kernel['functions']
  return { memory, functions: rest }
}

/** Grows a kernel's memory to hold at least so many bytes; views of it made before are of no use then. */
export function ensureBytes({ memory }: Kernel, bytes: number): void {
  const missing = bytes - memory.buffer.byteLength
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE_BYTES))
}

/** An unsigned number in groups of seven bits. */
function count(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...count(value >>> 7)]
}

function flatten(code: Code): number[] {
  return typeof code === 'number' ? [code] : code.flatMap(flatten)
}

const memory =
  (opcode: Code, align: number) =>
  (address: Code, offset = 0) => [address, opcode, align, count(offset)]
const vectorOp = (opcode: number) => [0xfd, count(opcode)]

export const get = (local: number): Code => [0x20, local]
export const set = (local: number, value: Code): Code => [value, 0x21, local]
export const constant = (value: number): Code => [0x41, signed(value)]
export const add = (a: Code, b: Code): Code => [a, b, 0x6a]
export const subtract = (a: Code, b: Code): Code => [a, b, 0x6b]
export const times = (a: Code, b: Code): Code => [a, b, 0x6c]
export const and = (a: Code, b: Code): Code => [a, b, 0x71]
export const or = (a: Code, b: Code): Code => [a, b, 0x72]
/** How many zeros lie below the lowest bit that is set. */
export const zerosBelow = (a: Code): Code => [a, 0x68]
export const shiftLeft = (a: Code, bits: Code): Code => [a, bits, 0x74]
export const shiftRight = (a: Code, bits: Code): Code => [a, bits, 0x76]
export const equal = (a: Code, b: Code): Code => [a, b, 0x46]
export const lessThan = (a: Code, b: Code): Code => [a, b, 0x49]
/** The same of signed numbers, where they may be equal. */
export const atMost = (a: Code, b: Code): Code => [a, b, 0x4c]
/** Does the body again and again, as long as the condition holds before it. */
export const whileTrue = (condition: Code, body: Code): Code => [
  [0x02, 0x40, 0x03, 0x40],
  [condition, 0x45, 0x0d, 1],
  [body, 0x0c, 0, 0x0b, 0x0b],
]
/** The first where the condition holds, else the second; both are worked out. */
export const choose = (condition: Code, first: Code, second: Code): Code => [first, second, condition, 0x1b]
/** Calls a function by its place: those of the host come first, then the kernel's own. */
export const call = (place: number, values: readonly Code[]): Code => [values, 0x10, count(place)]
export const ifTrue = (condition: Code, then: Code, otherwise: Code): Code => [
  [condition, 0x04, 0x40],
  [then, 0x05, otherwise, 0x0b],
]
export const load = memory(0x28, 2)
export const loadOneOf8 = memory(0x2d, 0)
export const store = (address: Code, value: Code, offset = 0): Code => [
  address,
  value,
  0x36,
  2,
  count(offset),
]
export const store8 = (address: Code, value: Code, offset = 0): Code => [
  [address, value],
  [0x3a, 0, count(offset)],
]
export const load64 = memory(0x29, 3)
/** Whether bits differ, how many are set, and a sum, of 64; and the lower 32. */
export const xor64 = (a: Code, b: Code): Code => [a, b, 0x85]
export const countBits64 = (a: Code): Code => [a, 0x7b]
export const add64 = (a: Code, b: Code): Code => [a, b, 0x7c]
export const lower32 = (a: Code): Code => [a, 0xa7]
/** One number (f64). */
export const loadDouble = memory(0x2b, 3)
export const storeDouble = (address: Code, value: Code, offset = 0): Code => [
  [address, value],
  [0x39, 3, count(offset)],
]
/** The same in single precision, as it lies in a Float32Array. */
export const loadSingle = (address: Code): Code => [memory(0x2a, 2)(address), 0xbb]
export const storeSingle = (address: Code, value: Code): Code => [address, value, 0xb6, 0x38, 2, 0]
export const constantDouble = (value: number): Code => [
  0x44,
  Array.from(new Uint8Array(Float64Array.of(value).buffer)),
]
export const zeroDouble = constantDouble(0)
/** As single precision holds it, and without what is behind the point. */
export const roundedDouble = (a: Code): Code => [a, 0xb6, 0xbb]
export const wholeDouble = (a: Code): Code => [a, 0xfc, 0x02]
export const timesDouble = (a: Code, b: Code): Code => [a, b, 0xa2]
export const addDouble = (a: Code, b: Code): Code => [a, b, 0xa0]
export const minusDouble = (a: Code, b: Code): Code => [a, b, 0xa1]
export const lesserDouble = (a: Code, b: Code): Code => [a, b, 0xa4]
export const negatedDouble = (a: Code): Code => [a, 0x9a]
export const absoluteDouble = (a: Code): Code => [a, 0x99]
export const lessDouble = (a: Code, b: Code): Code => [a, b, 0x63]
export const equalDouble = (a: Code, b: Code): Code => [a, b, 0x61]
export const doubleOf = (a: Code): Code => [a, 0xb8]
export const atMostDouble = (a: Code, b: Code): Code => [a, b, 0x65]
/** Two numbers at once (f64x2); `loadTwice` takes one number for both. */
export const zeroTwice: Code = [vectorOp(0x0c), Array.from({ length: 16 }, () => 0)]
export const loadTwo = memory(vectorOp(0x00), 3)
export const loadTwice = memory(vectorOp(0x0a), 3)
export const addTwo = (a: Code, b: Code): Code => [a, b, vectorOp(0xf0)]
export const minusTwo = (a: Code, b: Code): Code => [a, b, vectorOp(0xf1)]
export const timesTwo = (a: Code, b: Code): Code => [a, b, vectorOp(0xf2)]
export const overTwo = (a: Code, b: Code): Code => [a, b, vectorOp(0xf3)]
/** All bits of those of the two that are at most as large, or less, and none of the other. */
export const atMostTwo = (a: Code, b: Code): Code => [a, b, vectorOp(0x4b)]
export const lessTwo = (a: Code, b: Code): Code => [a, b, vectorOp(0x49)]
export const rootOfTwo = (a: Code): Code => [a, vectorOp(0xef)]
export const lesserTwo = (a: Code, b: Code): Code => [a, b, vectorOp(0xf4)]
export const largerTwo = (a: Code, b: Code): Code => [a, b, vectorOp(0xf5)]
/** The two in single precision, and two zeros; and the two as single precision holds them. */
export const singlesOfTwo = (a: Code): Code => [a, vectorOp(0x5e)]
export const roundedTwo = (a: Code): Code => [singlesOfTwo(a), vectorOp(0x5f)]
export const absoluteTwo = (a: Code): Code => [a, vectorOp(0xec)]
export const floorTwo = (a: Code): Code => [a, vectorOp(0x75)]
/** One number for both; one of the two, and one of them for both. */
export const twice = (a: Code): Code => [a, vectorOp(0x14)]
export const oneOfTwo = (a: Code, lane: number): Code => [a, vectorOp(0x21), lane]
export const twiceOneOfTwo = (a: Code, lane: number): Code => twice(oneOfTwo(a, lane))
/** Four whole numbers of the two and two zeros; what is beyond their range becomes its end. */
export const wholeTwo = (a: Code): Code => [a, vectorOp(0xfc)]
export const storeTwo = (address: Code, value: Code, offset: number): Code => [
  [address, value, vectorOp(0x0b)],
  [3, count(offset)],
]
/** The same two in single precision, as they lie in a Float32Array. */
export const loadTwoSingle = (address: Code, offset: number): Code => [
  memory(vectorOp(0x5d), 2)(address, offset),
  vectorOp(0x5f),
]
export const storeTwoSingle = (address: Code, value: Code, offset: number): Code => [
  [address, value, vectorOp(0x5e)],
  [vectorOp(0x5b), 2, count(offset), 0],
]
/** Four numbers of 32 bits at once, as they lie in an array; `loadFourTimes` takes one number for all. */
export const loadFour = memory(vectorOp(0x00), 2)
export const loadFourTimes = memory(vectorOp(0x09), 2)
export const storeFour = (address: Code, value: Code): Code => [address, value, vectorOp(0x0b), 2, 0]
/** Four of the eight numbers of 32 bits in two fours, by their places. */
export const chooseFour = (a: Code, b: Code, places: readonly number[]): Code => [
  [a, b, vectorOp(0x0d)],
  places.flatMap((place) => [4 * place, 4 * place + 1, 4 * place + 2, 4 * place + 3]),
]
/** Four in single precision (f32x4). */
export const rootOfFour = (a: Code): Code => [a, vectorOp(0xe3)]
export const addFour = (a: Code, b: Code): Code => [a, b, vectorOp(0xe4)]
export const minusFour = (a: Code, b: Code): Code => [a, b, vectorOp(0xe5)]
export const timesFour = (a: Code, b: Code): Code => [a, b, vectorOp(0xe6)]
export const overFour = (a: Code, b: Code): Code => [a, b, vectorOp(0xe7)]
export const absoluteFour = (a: Code): Code => [a, vectorOp(0xe0)]
export const floorFour = (a: Code): Code => [a, vectorOp(0x68)]
export const lesserFour = (a: Code, b: Code): Code => [a, b, vectorOp(0xe8)]
export const largerFour = (a: Code, b: Code): Code => [a, b, vectorOp(0xe9)]
export const lessFour = (a: Code, b: Code): Code => [a, b, vectorOp(0x43)]
export const greaterFour = (a: Code, b: Code): Code => [a, b, vectorOp(0x44)]
/** Of bits: those set in both, and whether any is. */
export const bothBits = (a: Code, b: Code): Code => [a, b, vectorOp(0x4e)]
export const anyBit = (a: Code): Code => [a, vectorOp(0x53)]
/** Of the first where a bit of `where` is set, of the second where it is not. */
export const eitherBits = (first: Code, second: Code, where: Code): Code => [
  first,
  second,
  where,
  vectorOp(0x52),
]
export const anyOfBits = (a: Code, b: Code): Code => [a, b, vectorOp(0x50)]
export const otherBits = (a: Code, b: Code): Code => [a, b, vectorOp(0x51)]
export const notBits = (a: Code): Code => [a, vectorOp(0x4d)]
export const nearestFour = (a: Code): Code => [a, vectorOp(0x6a)]
/** One number and three zeros. */
export const loadOneSingle = memory(vectorOp(0x5c), 2)
/** Two numbers and two zeros; and a number that takes the place of one of four. */
export const loadTwoOfFour = memory(vectorOp(0x5d), 3)
export const storeTwoOfFour = (address: Code, value: Code, offset: number): Code => [
  [address, value, vectorOp(0x5b)],
  [3, count(offset), 0],
]
export const loadOneInto = (address: Code, value: Code, lane: number): Code => [
  [address, value, vectorOp(0x56)],
  [2, 0, lane],
]
/** Four whole numbers (i32x4): from single precision and back, one for all, and one of them. */
export const wholeFour = (a: Code): Code => [a, vectorOp(0xf8)]
export const singlesOfWhole = (a: Code): Code => [a, vectorOp(0xfa)]
export const addFourWhole = (a: Code, b: Code): Code => [a, b, vectorOp(0xae)]
export const timesFourWhole = (a: Code, b: Code): Code => [a, b, vectorOp(0xb5)]
export const allWhole = (a: Code): Code => [a, vectorOp(0x11)]
export const oneOfWhole = (a: Code, lane: number): Code => [a, vectorOp(0x1b), lane]
export const shiftFourRight = (a: Code, bits: Code): Code => [a, bits, vectorOp(0xac)]
export const leastOfFour = (a: Code, b: Code): Code => [a, b, vectorOp(0xb6)]
/** A bit for each of four that is greater than the other's. */
export const bitsGreaterFour = (a: Code, b: Code): Code => [a, b, vectorOp(0x3b), vectorOp(0xa4)]
export const mostOfFour = (a: Code, b: Code): Code => [a, b, vectorOp(0xb8)]
/** Sixteen numbers of 8 bits: the lowest bits of one number for all, and a bit for each that is not above the other's. */
export const allOf8 = (a: Code): Code => [a, vectorOp(0x0f)]
export const loadSixteenOf8 = memory(vectorOp(0x00), 0)
export const minusSixteen = (a: Code, b: Code): Code => [a, b, vectorOp(0x71)]
export const bitsAtMostSixteen = (a: Code, b: Code): Code => [a, b, vectorOp(0x2a), vectorOp(0x64)]
/** Eight numbers of 16 bits, each times its neighbour in the other; the products of a pair are summed, which makes four. */
export const sumProductsOfPairs = (a: Code, b: Code): Code => [a, b, vectorOp(0xba)]
/** The four numbers of 16 bits at one address and the four at another, by turns. */
export const interleaveFours = (first: Code, second: Code, offset = 0): Code => [
  [memory(vectorOp(0x5d), 1)(first), memory(vectorOp(0x5d), 1)(second, offset)],
  [vectorOp(0x0d), [0, 1, 16, 17, 2, 3, 18, 19, 4, 5, 20, 21, 6, 7, 22, 23]],
]
/** Four whole numbers from as many of 8 or 16 bits, and into them: what is beyond their range becomes its end. */
export const loadFourOf8 = (address: Code, offset = 0): Code => [
  memory(vectorOp(0x5c), 0)(address, offset),
  [vectorOp(0x89), vectorOp(0xa9)],
]
export const loadFourOf16 = memory(vectorOp(0x04), 0)
export const storeFourIn8 = (address: Code, value: Code): Code => [
  [address, value, zeroTwice, vectorOp(0x85), zeroTwice, vectorOp(0x66)],
  [vectorOp(0x5a), 0, 0, 0],
]
export const storeFourIn16 = (address: Code, value: Code): Code => [
  [address, value, zeroTwice, vectorOp(0x86)],
  [vectorOp(0x5b), 0, 0, 0],
]
export const storeFourInSigned16 = (address: Code, value: Code): Code => [
  [address, value, zeroTwice, vectorOp(0x85)],
  [vectorOp(0x5b), 0, 0, 0],
]

/** A signed number in groups of seven bits. */
function signed(value: number): number[] {
  const isLast = value >= -64 && value < 64
  return isLast ? [value & 127] : [(value & 127) | 128, ...signed(value >> 7)]
}
