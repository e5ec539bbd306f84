import * as wasm from '../../domain/wasm-kernel.ts'

/** Sides of the blocks that HEVC transforms, in samples. */
export const BLOCK_SIZES = [4, 8, 16, 32] as const

/** Room that the transforms need for their tables and for what they are half done with. */
export const WORK_BYTES = 8192

const ROWS_AT = 4096
const HALFWAY_AT = 6144

/**
 * HEVC's inverse cosine transform (ITU-T H.265, 8.6.4.2), which adds a block's residual to the samples that were predicted:
 * two products of matrices of whole numbers, so that every way to calculate them gives the same. Up to eight sums at once, of
 * the rows and columns that are not empty; libheif-js goes number by number, in more than a third of its decoding.
 *
 * The functions are `transform<size>` (samples, coefficients, stride) for samples of 8 bits and `deepTransform<size>` (samples,
 * coefficients, stride, depth) for those of 9 to 16 in two bytes each; the stride is in samples. `workAt` is the address of
 * {@link WORK_BYTES} in the shared memory.
 */
export function buildInverseTransforms(
  memory: wasm.KernelMemory,
  workAt: number,
): Readonly<Record<string, (...values: readonly number[]) => void>> {
  for (const size of BLOCK_SIZES) {
    new Int16Array(memory.buffer, matrixAt(workAt, size), size * size).set(matrixInPairs(size))
  }
  const both = BLOCK_SIZES.flatMap((size) => [describe(size, workAt, false), describe(size, workAt, true)])
  return wasm.buildKernel(both, memory).functions
}

function matrixAt(workAt: number, size: number): number {
  return workAt + 2 * size * size
}

/** The first column of the matrix of 32, from which all others follow. */
// prettier-ignore
const FIRST_COLUMN = [
  64, 90, 90, 90, 89, 88, 87, 85, 83, 82, 80, 78, 75, 73, 70, 67,
  64, 61, 57, 54, 50, 46, 43, 38, 36, 31, 25, 22, 18, 13, 9, 4,
]

/** What the coefficient of frequency `row` adds to place `column` of a line of `size`: a cosine, rounded as the standard has it. */
function matrixValue(size: number, row: number, column: number): number {
  // A whole turn is 128 steps of the matrix of 32; the smaller ones are every second, fourth and eighth of its rows.
  const turned = ((32 / size) * row * (2 * column + 1)) % 128
  const step = Math.min(turned, 128 - turned)
  return step > 32 ? -FIRST_COLUMN[64 - step] : FIRST_COLUMN[step]
}

/** The matrix two rows at a time, their values by turns. */
function matrixInPairs(size: number): number[] {
  return Array.from({ length: size * size }, (_, place) => {
    const row = 2 * Math.floor(place / (2 * size)) + (place % 2)
    return matrixValue(size, row, Math.floor((place % (2 * size)) / 2))
  })
}

function describe(size: number, workAt: number, isDeep: boolean): wasm.KernelFunction {
  const { get, set, add, constant, lessThan, whileTrue } = wasm
  const parameters = isDeep ? 4 : 3
  const [samples, coefficients, stride, depth] = [0, 1, 2, 3]
  const [line, lineEnd, matrix, column, out] = [0, 1, 2, 3, 4].map((place) => parameters + place)
  const [usedRows, usedColumns, a, b] = [5, 6, 7, 8].map((place) => parameters + place)
  const four = parameters + 9
  // Two fours side by side, where a block is as wide: what both are multiplied with is then read once.
  const sums = size === 4 ? [parameters + 10] : [parameters + 10, parameters + 11]
  const advance = (local: number, bytes: number) => set(local, add(get(local), constant(bytes)))
  const matrixStart = matrixAt(workAt, size)
  const rowsAt = workAt + ROWS_AT
  const halfwayAt = workAt + HALFWAY_AT
  const blockBytes = 2 * size * size
  const rowBytes = 2 * size
  const pairBytes = 4 * size
  const stepBytes = 16 * sums.length
  /** From `rounding` on, the sums of products of the pair at `a` with the pairs at `b`, and of those that follow. */
  const sumProducts = (rounding: wasm.Code, goesOn: wasm.Code, aStep: number) => [
    sums.map((sum) => set(sum, wasm.allWhole(rounding))),
    whileTrue(goesOn, [
      set(four, wasm.loadFourTimes(get(a))),
      sums.map((sum, place) => {
        const products = wasm.sumProductsOfPairs(get(four), wasm.loadFour(get(b), 16 * place))
        return set(sum, wasm.addFourWhole(get(sum), products))
      }),
      [advance(a, aStep), advance(b, pairBytes)],
    ]),
  ]

  // Rows two by two, their coefficients by turns, and how far those that are not zero reach.
  const arrange = [
    [set(line, constant(rowsAt)), set(usedRows, constant(rowsAt)), set(usedColumns, constant(0))],
    whileTrue(lessThan(get(line), constant(rowsAt + blockBytes)), [
      set(lineEnd, add(get(line), constant(pairBytes))),
      Array.from({ length: size / 4 }, (_, group) => [
        set(four, wasm.interleaveFours(get(coefficients), add(get(coefficients), constant(rowBytes)))),
        wasm.storeFour(get(line), get(four)),
        wasm.ifTrue(
          wasm.anyBit(get(four)),
          [
            set(usedRows, get(lineEnd)),
            wasm.ifTrue(
              lessThan(get(usedColumns), constant(16 * (group + 1))),
              set(usedColumns, constant(16 * (group + 1))),
              [],
            ),
          ],
          [],
        ),
        [advance(line, 16), advance(coefficients, 8)],
      ]),
      advance(coefficients, rowBytes),
    ]),
  ]

  const transformColumns = [
    [set(line, constant(halfwayAt)), set(matrix, constant(matrixStart))],
    whileTrue(lessThan(get(line), constant(halfwayAt + blockBytes)), [
      [set(column, constant(0)), set(out, get(line))],
      whileTrue(lessThan(get(column), get(usedColumns)), [
        [set(a, get(matrix)), set(b, add(get(column), constant(rowsAt)))],
        sumProducts(constant(64), lessThan(get(b), get(usedRows)), pairBytes),
        sums.map((sum) => [
          wasm.storeFourInSigned16(get(out), wasm.shiftFourRight(get(sum), constant(7))),
          advance(out, 8),
        ]),
        advance(column, stepBytes),
      ]),
      [advance(line, rowBytes), advance(matrix, 4)],
    ]),
  ]

  const shift = isDeep ? wasm.subtract(constant(20), get(depth)) : constant(12)
  const half = wasm.shiftLeft(constant(1), wasm.subtract(shift, constant(1)))
  const white = wasm.subtract(wasm.shiftLeft(constant(1), get(depth)), constant(1))
  const addToSamples = (residual: wasm.Code) =>
    isDeep
      ? // Sixteen bits without a sign make zero of what is below it.
        wasm.storeFourIn16(
          get(out),
          wasm.leastOfFour(wasm.addFourWhole(residual, wasm.loadFourOf16(get(out))), wasm.allWhole(white)),
        )
      : wasm.storeFourIn8(get(out), wasm.addFourWhole(residual, wasm.loadFourOf8(get(out))))
  const transformRows = [
    set(line, constant(halfwayAt)),
    whileTrue(lessThan(get(line), constant(halfwayAt + blockBytes)), [
      // Four columns were read as 16 bytes of pairs; halfway they are 8 bytes.
      set(lineEnd, add(get(line), wasm.shiftRight(get(usedColumns), constant(1)))),
      [set(matrix, constant(matrixStart)), set(out, get(samples))],
      whileTrue(lessThan(get(matrix), constant(matrixStart + pairBytes)), [
        [set(a, get(line)), set(b, get(matrix))],
        sumProducts(half, lessThan(get(a), get(lineEnd)), 4),
        sums.map((sum) => [addToSamples(wasm.shiftFourRight(get(sum), shift)), advance(out, isDeep ? 8 : 4)]),
        advance(matrix, stepBytes),
      ]),
      advance(line, rowBytes),
      set(samples, add(get(samples), isDeep ? wasm.shiftLeft(get(stride), constant(1)) : get(stride))),
    ]),
  ]

  return {
    name: `${isDeep ? 'deepTransform' : 'transform'}${size}`,
    parameters,
    locals: [...Array.from({ length: 9 }, () => 'i32' as const), 'v128', 'v128', 'v128'],
    body: [arrange, transformColumns, transformRows],
  }
}
