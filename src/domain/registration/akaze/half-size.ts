import type { SizedPlane } from './scale-space.ts'

/** Makes a plane of half the size, each pixel the mean of the area that it covers. */
export function halfSize(values: Float32Array, from: SizedPlane, to: SizedPlane): void {
  const isExact = from.widthPx === 2 * to.widthPx && from.heightPx === 2 * to.heightPx
  if (isExact) halfExactly(values, from, to)
  else shrinkByArea(values, from, to)
}

function halfExactly(values: Float32Array, from: SizedPlane, to: SizedPlane): void {
  for (let y = 0; y < to.heightPx; y++) {
    halveRows(values, from.plane + 2 * y * from.stride, from.stride, to.plane + y * to.stride, to.widthPx)
  }
}

function halveRows(
  values: Float32Array,
  first: number,
  stride: number,
  start: number,
  widthPx: number,
): void {
  const { fround } = Math
  for (let i = start, upper = first; i < start + widthPx; i++, upper += 2) {
    const lower = upper + stride
    const above = fround(values[upper] + values[upper + 1])
    values[i] = fround(fround(above + values[lower]) + values[lower + 1]) * 0.25
  }
}

/** How much an old pixel counts in a new one. */
interface Part {
  readonly to: number
  readonly from: number
  readonly share: number
}

function shrinkByArea(values: Float32Array, from: SizedPlane, to: SizedPlane): void {
  const { fround } = Math
  const across = areaParts(from.widthPx, to.widthPx)
  const row = new Float32Array(to.widthPx)
  const sum = new Float32Array(to.widthPx)
  let current = 0
  const finish = (y: number) => values.set(sum, to.plane + y * to.stride)
  areaParts(from.heightPx, to.heightPx).forEach((part, k) => {
    row.fill(0)
    const start = from.plane + part.from * from.stride
    for (const own of across) row[own.to] += fround(values[start + own.from] * own.share)
    const isNext = k > 0 && part.to !== current
    if (isNext) finish(current)
    for (let x = 0; x < sum.length; x++) {
      const value = fround(part.share * row[x])
      sum[x] = k === 0 || isNext ? value : sum[x] + value
    }
    current = part.to
  })
  finish(current)
}

function areaParts(from: number, to: number): Part[] {
  const scale = 1 / (to / from)
  const parts: Part[] = []
  for (let i = 0; i < to; i++) {
    const [low, high] = [i * scale, i * scale + scale]
    const width = Math.min(scale, from - low)
    const end = Math.min(Math.floor(high), from - 1)
    const begin = Math.min(Math.ceil(low), end)
    const push = (at: number, share: number) => parts.push({ to: i, from: at, share: Math.fround(share) })
    if (begin - low > 1e-3) push(begin - 1, (begin - low) / width)
    for (let at = begin; at < end; at++) push(at, 1 / width)
    if (high - end > 1e-3) push(end, Math.min(Math.min(high - end, 1), width) / width)
  }
  return parts
}
