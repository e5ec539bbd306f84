import type { FeatureSet } from './feature-set.ts'

/**
 * The descriptors of two photos side by side in WebAssembly memory, where one is compared with many at a time: processors
 * count bits in one step, which JavaScript cannot ask for.
 */
export interface DescriptorTable {
  /** Where the rows of each photo begin, in bytes; the next row lies ROW_BYTES further. */
  readonly before: number
  readonly after: number
  /** The rows to be compared with, as the caller writes them. */
  readonly rows: Int32Array
  /** In how many bits they differ, in the same order. */
  readonly distances: Int32Array
  /** Compares the row at `query` with the first `count` of the rows. */
  compare(query: number, count: number): void
}

/** The longest descriptor there is room for: AKAZE's have 61 bytes. */
export const ROW_BYTES = 64
const PAGE_BYTES = 65_536

/** The part of WebAssembly that is used here: this room is compiled without the types of a host. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object) => { readonly exports: object }
}

interface Kernel {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number }
  readonly compare: (query: number, rows: number, rowsEnd: number, distances: number) => void
}

let kernel: Kernel | undefined
let latest: { readonly of: readonly [FeatureSet, FeatureSet]; readonly table: DescriptorTable } | undefined

/** The table of two photos' descriptors. There is one at a time: asking for another pair's ends the former. */
export function descriptorTable(before: FeatureSet, after: FeatureSet): DescriptorTable {
  if (latest?.of[0] === before && latest.of[1] === after) return latest.table
  if (4 * Math.max(before.words, after.words) > ROW_BYTES) {
    throw new RangeError(`Descriptors have ${ROW_BYTES} bytes at most`)
  }
  // An instance's exports have no types of their own; they are what assembleKernel wrote.
  kernel ??= new WebAssembly.Instance(new WebAssembly.Module(assembleKernel())).exports as Kernel
  const { memory, compare } = kernel
  const most = Math.max(before.count, after.count)
  const rowsAt = ROW_BYTES * (before.count + after.count)
  const distancesAt = rowsAt + 4 * most
  const missing = distancesAt + 4 * most - memory.buffer.byteLength
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE_BYTES))
  const { buffer } = memory
  const words = new Uint32Array(buffer, 0, rowsAt / 4).fill(0)
  const rowWords = ROW_BYTES / 4
  const copy = (set: FeatureSet, firstRow: number) => {
    for (let i = 0; i < set.count; i++) {
      const row = set.descriptors.subarray(i * set.words, (i + 1) * set.words)
      words.set(row, (firstRow + i) * rowWords)
    }
  }
  copy(before, 0)
  copy(after, before.count)
  const table: DescriptorTable = {
    before: 0,
    after: ROW_BYTES * before.count,
    rows: new Int32Array(buffer, rowsAt, most),
    distances: new Int32Array(buffer, distancesAt, most),
    compare: (query, count) => compare(query, rowsAt, rowsAt + 4 * count, distancesAt),
  }
  latest = { of: [before, after], table }
  return table
}

/**
 * The module, as the WebAssembly core specification 1.0 writes it (chapter 5, binary format):
 *
 *     (func (export "compare") (param $query i32) (param $rows i32) (param $end i32) (param $out i32) (local $row i32)
 *       (block (loop
 *         (br_if 1 (i32.ge_u (local.get $rows) (local.get $end)))
 *         (local.set $row (i32.load (local.get $rows)))
 *         (i32.store (local.get $out) (i32.wrap_i64 ...the sum over eight words of
 *           (i64.popcnt (i64.xor (i64.load (local.get $query)) (i64.load (local.get $row))))))
 *         (local.set $rows (i32.add (local.get $rows) (i32.const 4)))
 *         (local.set $out (i32.add (local.get $out) (i32.const 4)))
 *         (br 0))))
 */
function assembleKernel(): Uint8Array {
  const [query, rows, end, out, row] = [0, 1, 2, 3, 4]
  const i32 = 0x7f
  const get = (local: number) => [0x20, local]
  const set = (local: number) => [0x21, local]
  const advance = (local: number) => [...get(local), 0x41, 4, 0x6a, ...set(local)]
  const load64 = (local: number, offset: number) => [...get(local), 0x29, 3, offset]
  const differing = (word: number) => [...load64(query, 8 * word), ...load64(row, 8 * word), 0x85, 0x7b]
  const sum = Array.from({ length: ROW_BYTES / 8 }, (_, word) =>
    word === 0 ? differing(0) : [...differing(word), 0x7c],
  )
  const code = [
    [1, 1, i32, 0x02, 0x40, 0x03, 0x40],
    [get(rows), get(end), 0x4f, 0x0d, 1],
    [get(rows), 0x28, 2, 0, set(row)],
    [get(out), sum, 0xa7, 0x36, 2, 0],
    [advance(rows), advance(out)],
    [0x0c, 0, 0x0b, 0x0b, 0x0b],
  ].flat(4)
  const name = (text: string) => [text.length, ...Array.from(text, (letter) => letter.charCodeAt(0))]
  const sized = (bytes: readonly number[]) => [(bytes.length & 127) | 128, bytes.length >> 7, ...bytes]
  const section = (id: number, bytes: readonly number[]) => [id, ...sized(bytes)]
  const header = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]
  return Uint8Array.from([
    ...header,
    ...section(1, [1, 0x60, 4, i32, i32, i32, i32, 0]),
    ...section(3, [1, 0]),
    ...section(5, [1, 0, 1]),
    ...section(7, [2, ...name('memory'), 2, 0, ...name('compare'), 0, 0]),
    ...section(10, [1, ...sized(code)]),
  ])
}
