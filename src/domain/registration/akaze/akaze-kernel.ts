import { buildKernel, type Kernel } from '../../wasm-kernel.ts'
import { BITS_BYTES, CELLS_BYTES, COMPARE_CELLS } from './compare-cells.ts'
import { DISC, FIND_STRONGEST, TAKE_SLOPES } from './orientation-functions.ts'
import { FIND_PEAKS } from './peak-functions.ts'
import { PLANE_FUNCTIONS } from './plane-functions.ts'
import { CONTRAST_BINS, MOST_STEPS } from './plane-sizes.ts'
import { ROW_FUNCTIONS } from './row-functions.ts'
import { POOL_CELLS, SAMPLES_BYTES, TABLE, TAKE_SAMPLES } from './sample-functions.ts'

const FUNCTIONS = [
  // First, since the functions of planes call them by their places.
  ...ROW_FUNCTIONS,
  ...PLANE_FUNCTIONS,
  FIND_PEAKS,
  TAKE_SAMPLES,
  POOL_CELLS,
  COMPARE_CELLS,
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

/**
 * Places in the memory, in bytes: coefficients, the table and the samples of a spot, its cells and their bits, the peaks of a
 * row, the disc of an orientation, the lengths of steps of diffusion, the bins of gradients, and the
 * planes.
 */
export const PLACES = layOut()

function layOut() {
  const share = 64 + TABLE.bytes
  const samples = share + 16
  const cells = samples + SAMPLES_BYTES
  const bits = cells + CELLS_BYTES
  const peaks = bits + BITS_BYTES
  const disc = peaks + 16 + 4 * MOST_PEAKS
  const steps = disc + DISC.bytes
  const bins = steps + 4 * MOST_STEPS
  const planes = 16 * Math.ceil((bins + 4 * (CONTRAST_BINS + 1)) / 16)
  return { coefficients: 0, table: 64, share, samples, cells, bits, peaks, disc, steps, bins, planes }
}

let kernel: AkazeKernel | undefined

/** The kernel of this thread. */
export function akazeKernel(): AkazeKernel {
  kernel ??= buildKernel(FUNCTIONS)
  return kernel
}
