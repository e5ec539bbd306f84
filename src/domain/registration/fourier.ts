/** Twiddle factors and bit reversal of a radix-2 transform of a given length. */
interface FourierPlan {
  readonly cosines: Float64Array
  readonly sines: Float64Array
  readonly reversed: Uint32Array
}

const plans = new Map<number, FourierPlan>()

function planFor(length: number): FourierPlan {
  const known = plans.get(length)
  if (known) return known
  const half = length / 2
  const bits = Math.log2(length)
  const reversed = new Uint32Array(length)
  for (let i = 0; i < length; i++) {
    let r = 0
    for (let b = 0; b < bits; b++) if ((i >> b) & 1) r |= 1 << (bits - 1 - b)
    reversed[i] = r
  }
  const plan = {
    cosines: Float64Array.from({ length: half }, (_, i) => Math.cos((2 * Math.PI * i) / length)),
    sines: Float64Array.from({ length: half }, (_, i) => Math.sin((2 * Math.PI * i) / length)),
    reversed,
  }
  plans.set(length, plan)
  return plan
}

/**
 * Discrete Fourier transform of a square complex picture, in place; `side` is a power of two. The inverse is not divided
 * by the number of samples (Cooley and Tukey, 1965, decimation in time). Rows from `filledRows` on hold zeros, and need no
 * transform of their own; columns farther than `wantedColumns` from the first one, either way round, are left unfinished.
 */
export function fourier2d(
  re: Float64Array,
  im: Float64Array,
  side: number,
  direction: 'forward' | 'inverse',
  { filledRows = side, wantedColumns = side }: { filledRows?: number; wantedColumns?: number } = {},
): void {
  const plan = planFor(side)
  const sign = direction === 'forward' ? -1 : 1
  for (let row = 0; row < filledRows; row++) transformRow(re, im, plan, row * side, sign)
  if (2 * wantedColumns + 1 >= side) transformColumns(re, im, plan, { sign, from: 0, to: side })
  else {
    transformColumns(re, im, plan, { sign, from: 0, to: wantedColumns + 1 })
    transformColumns(re, im, plan, { sign, from: side - wantedColumns, to: side })
  }
}

function transformRow(
  re: Float64Array,
  im: Float64Array,
  { cosines, sines, reversed }: FourierPlan,
  offset: number,
  sign: number,
): void {
  const side = reversed.length
  for (let i = 0; i < side; i++) if (reversed[i] > i) swap(re, im, offset + i, offset + reversed[i])
  for (let half = 1; half < side; half <<= 1) {
    const step = side / 2 / half
    for (let k = 0; k < half; k++) {
      const wr = cosines[k * step]
      const wi = sign * sines[k * step]
      for (let a = offset + k; a < offset + side; a += 2 * half) turn(re, im, a, a + half, wr, wi)
    }
  }
}

/** Many columns at once, so that every step runs along the rows as they lie in memory. */
function transformColumns(
  re: Float64Array,
  im: Float64Array,
  { cosines, sines, reversed }: FourierPlan,
  { sign, from, to }: { readonly sign: number; readonly from: number; readonly to: number },
): void {
  const side = reversed.length
  for (let i = 0; i < side; i++) {
    if (reversed[i] <= i) continue
    for (let x = from; x < to; x++) swap(re, im, i * side + x, reversed[i] * side + x)
  }
  for (let half = 1; half < side; half <<= 1) {
    const step = side / 2 / half
    for (let k = 0; k < half; k++) {
      const wr = cosines[k * step]
      const wi = sign * sines[k * step]
      for (let row = k; row < side; row += 2 * half) {
        turnRow(re, im, { first: row * side + from, end: row * side + to, apart: half * side, wr, wi })
      }
    }
  }
}

/** Butterflies side by side: a function of its own, so that it is compiled once and not for every loop around it. */
function turnRow(
  re: Float64Array,
  im: Float64Array,
  { first, end, apart, wr, wi }: Record<'first' | 'end' | 'apart' | 'wr' | 'wi', number>,
): void {
  for (let a = first; a < end; a++) turn(re, im, a, a + apart, wr, wi)
}

/** One butterfly: of two values their sum and their difference, the second turned before. */
function turn(re: Float64Array, im: Float64Array, a: number, b: number, wr: number, wi: number): void {
  const xr = re[b] * wr - im[b] * wi
  const xi = re[b] * wi + im[b] * wr
  re[b] = re[a] - xr
  im[b] = im[a] - xi
  re[a] += xr
  im[a] += xi
}

function swap(re: Float64Array, im: Float64Array, a: number, b: number): void {
  const r = re[a]
  const i = im[a]
  re[a] = re[b]
  im[a] = im[b]
  re[b] = r
  im[b] = i
}
