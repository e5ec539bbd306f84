import type { FeatureSet } from './feature-set.ts'
import * as wasm from '../wasm-kernel.ts'

/** One photo's descriptors in the table: those of one size lie together, in the order of their angles. */
export interface DescriptorRows {
  /** Where each feature's row begins. */
  readonly rowOf: Int32Array
  /** The features and their angles, in the order of the rows. */
  readonly order: Int32Array
  readonly angles: Float32Array
  readonly sizes: readonly DescriptorSize[]
  /** Where the first row begins. */
  readonly start: number
}

/** The rows from `first` to before `end`, all of one size: its natural logarithm. */
export interface DescriptorSize {
  readonly logSize: number
  readonly first: number
  readonly end: number
}

/**
 * The descriptors of two photos side by side in WebAssembly memory, where one is compared with many at a time. Places in it
 * are given in bytes.
 */
export interface DescriptorTable {
  readonly before: DescriptorRows
  readonly after: DescriptorRows
  /** What the search found so far: the least distance, the row it leads to, and the least but one. */
  readonly nearest: Int32Array
  /** Goes on with a search through all rows from `start` to before `end`. */
  searchOn(query: number, start: number, end: number): void
}

/** The longest descriptor there is room for: AKAZE's have 61 bytes. */
export const ROW_BYTES = 64

let kernel: wasm.Kernel | undefined
let latest: { readonly of: readonly [FeatureSet, FeatureSet]; readonly table: DescriptorTable } | undefined

/** The table of two photos' descriptors. There is one at a time: asking for another pair's ends the former. */
export function descriptorTable(before: FeatureSet, after: FeatureSet): DescriptorTable {
  if (latest?.of[0] === before && latest.of[1] === after) return latest.table
  if (4 * Math.max(before.words, after.words) > ROW_BYTES) {
    throw new RangeError(`Descriptors have ${ROW_BYTES} bytes at most`)
  }
  kernel ??= wasm.buildKernel([SEARCH])
  const nearestAt = ROW_BYTES * (before.count + after.count)
  wasm.ensureBytes(kernel, nearestAt + 12)
  const { buffer } = kernel.memory
  const { search } = kernel.functions
  const words = new Uint32Array(buffer, 0, nearestAt / 4)
  const table: DescriptorTable = {
    before: writeRows(before, 0, words),
    after: writeRows(after, ROW_BYTES * before.count, words),
    nearest: new Int32Array(buffer, nearestAt, 3),
    searchOn: (query, start, end) => search(query, start, end, nearestAt),
  }
  latest = { of: [before, after], table }
  return table
}

function writeRows(features: FeatureSet, start: number, table: Uint32Array): DescriptorRows {
  const { count, size, angle, words, descriptors } = features
  const order = Int32Array.from({ length: count }, (_, i) => i).sort(
    (a, b) => size[a] - size[b] || angle[a] - angle[b],
  )
  const rowOf = new Int32Array(count)
  const sizes: DescriptorSize[] = []
  let first = 0
  order.forEach((feature, i) => {
    rowOf[feature] = start + ROW_BYTES * i
    const word = rowOf[feature] / 4
    table.fill(0, word, word + ROW_BYTES / 4)
    table.set(descriptors.subarray(feature * words, (feature + 1) * words), word)
    if (i + 1 < count && size[order[i + 1]] === size[feature]) return
    sizes.push({ logSize: Math.fround(Math.log(size[feature])), first, end: i + 1 })
    first = i + 1
  })
  return {
    rowOf,
    order,
    angles: Float32Array.from(order, (i) => angle[i]),
    sizes,
    start,
  }
}

/** In how many bits the rows at two places differ. */
export function distanceOf(a: wasm.Code, b: wasm.Code): wasm.Code {
  const word = (k: number) => wasm.countBits64(wasm.xor64(wasm.load64(a, 8 * k), wasm.load64(b, 8 * k)))
  const words = Array.from({ length: ROW_BYTES / 8 }, (_, k) => word(k))
  return wasm.lower32(words.reduce((sum, own) => wasm.add64(sum, own)))
}

const SEARCH = describeSearch()

function describeSearch(): wasm.KernelFunction {
  const [query, row, end, state, distance, best, bestRow, second] = [0, 1, 2, 3, 4, 5, 6, 7]
  const get = wasm.get
  return {
    name: 'search',
    parameters: 4,
    locals: ['i32', 'i32', 'i32', 'i32'],
    body: [
      [best, bestRow, second].map((local, i) => wasm.set(local, wasm.load(get(state), 4 * i))),
      wasm.whileTrue(wasm.lessThan(get(row), get(end)), [
        wasm.set(distance, distanceOf(get(query), get(row))),
        wasm.ifTrue(
          wasm.lessThan(get(distance), get(best)),
          [wasm.set(second, get(best)), wasm.set(best, get(distance)), wasm.set(bestRow, get(row))],
          wasm.ifTrue(wasm.lessThan(get(distance), get(second)), wasm.set(second, get(distance)), []),
        ),
        wasm.set(row, wasm.add(get(row), wasm.constant(ROW_BYTES))),
      ]),
      [best, bestRow, second].map((local, i) => wasm.store(get(state), get(local), 4 * i)),
    ],
  }
}
