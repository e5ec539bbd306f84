import sharp from 'sharp'

/** Small enough that noise, sharpening and a saving anew do not count, large enough that another pose does. */
const SIDE_PX = 32

/**
 * How alike two pictures look, -1 to 1: the correlation of their brightness, point by point, so that a lighter or darker
 * copy of the same picture is as like it as the picture itself (normalised cross-correlation).
 */
export async function likeness(one: string, other: string): Promise<number> {
  const [a, b] = await Promise.all([brightness(one), brightness(other)])
  let [sumA, sumB] = [0, 0]
  for (const [index, value] of a.entries()) {
    sumA += value
    sumB += b[index] ?? 0
  }
  const [meanA, meanB] = [sumA / a.length, sumB / b.length]
  let [both, onlyA, onlyB] = [0, 0, 0]
  for (const [index, value] of a.entries()) {
    const [x, y] = [value - meanA, (b[index] ?? 0) - meanB]
    both += x * y
    onlyA += x * x
    onlyB += y * y
  }
  // A picture of one single colour is like nothing.
  return onlyA === 0 || onlyB === 0 ? 0 : both / Math.sqrt(onlyA * onlyB)
}

async function brightness(file: string): Promise<Uint8Array> {
  return sharp(file).resize(SIDE_PX, SIDE_PX, { fit: 'fill' }).greyscale().raw().toBuffer()
}
