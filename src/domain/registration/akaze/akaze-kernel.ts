import { buildKernel, type Kernel } from '../../wasm-kernel.ts'
import { DISC, FIND_STRONGEST, TAKE_SLOPES } from './orientation-functions.ts'
import { FIND_PEAKS } from './peak-functions.ts'
import { ROW_FUNCTIONS } from './row-functions.ts'
import { POOL_CELLS, SAMPLES_BYTES, TABLE, TAKE_SAMPLES } from './sample-functions.ts'

const FUNCTIONS = [
  ...ROW_FUNCTIONS,
  FIND_PEAKS,
  TAKE_SAMPLES,
  POOL_CELLS,
  TAKE_SLOPES,
  FIND_STRONGEST,
] as const

/** So many peaks a row has at most: one in four pixels. */
export const MOST_PEAKS = 4096

type Run = (...values: readonly number[]) => void

/** What AKAZE does in WebAssembly, and the memory its planes lie in. */
export interface AkazeKernel {
  readonly memory: Kernel['memory']
  readonly functions: Readonly<Record<(typeof FUNCTIONS)[number]['name'], Run>>
}

/** Places in the memory, in bytes: coefficients, the table and the samples of a spot, its cells, the peaks of a row, the disc of an orientation, and the planes. */
export const PLACES = {
  coefficients: 0,
  table: 64,
  share: 64 + TABLE.bytes,
  samples: 80 + TABLE.bytes,
  cells: 80 + TABLE.bytes + SAMPLES_BYTES,
  peaks: 336 + TABLE.bytes + SAMPLES_BYTES,
  disc: 352 + TABLE.bytes + SAMPLES_BYTES + 4 * MOST_PEAKS,
  planes: 352 + TABLE.bytes + SAMPLES_BYTES + 4 * MOST_PEAKS + DISC.bytes,
} as const

let kernel: AkazeKernel | undefined

/** The kernel of this thread. */
export function akazeKernel(): AkazeKernel {
  kernel ??= buildKernel(FUNCTIONS)
  return kernel
}
