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
 * by the number of samples (Cooley and Tukey, 1965, decimation in time).
 */
export function fourier2d(
  re: Float64Array,
  im: Float64Array,
  side: number,
  direction: 'forward' | 'inverse',
): void {
  const plan = planFor(side)
  const lineRe = new Float64Array(side)
  const lineIm = new Float64Array(side)
  for (let row = 0; row < side; row++)
    transformLine(re, im, { plan, lineRe, lineIm, offset: row * side, stride: 1, direction })
  for (let column = 0; column < side; column++)
    transformLine(re, im, { plan, lineRe, lineIm, offset: column, stride: side, direction })
}

interface Line {
  readonly plan: FourierPlan
  readonly lineRe: Float64Array
  readonly lineIm: Float64Array
  readonly offset: number
  readonly stride: number
  readonly direction: 'forward' | 'inverse'
}

function transformLine(re: Float64Array, im: Float64Array, line: Line): void {
  const { plan, lineRe, lineIm, offset, stride } = line
  const side = lineRe.length
  const sign = line.direction === 'forward' ? -1 : 1
  for (let i = 0; i < side; i++) {
    const from = offset + plan.reversed[i] * stride
    lineRe[i] = re[from]!
    lineIm[i] = im[from]!
  }
  for (let length = 2; length <= side; length <<= 1) {
    const half = length >> 1
    const step = side / length
    for (let start = 0; start < side; start += length) {
      for (let k = 0; k < half; k++) {
        const wr = plan.cosines[k * step]
        const wi = sign * plan.sines[k * step]
        const a = start + k
        const b = a + half
        const xr = lineRe[b] * wr - lineIm[b] * wi
        const xi = lineRe[b] * wi + lineIm[b] * wr
        lineRe[b] = lineRe[a] - xr
        lineIm[b] = lineIm[a] - xi
        lineRe[a] += xr
        lineIm[a] += xi
      }
    }
  }
  for (let i = 0; i < side; i++) {
    re[offset + i * stride] = lineRe[i]!
    im[offset + i * stride] = lineIm[i]!
  }
}
