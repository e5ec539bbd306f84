/**
 * How alike two pictures look, -1 to 1: the correlation of their brightness, point by point, so that a lighter or darker
 * copy of the same picture is as like it as the picture itself (normalised cross-correlation).
 */
export function likeness(one: Uint8Array, other: Uint8Array): number {
  let [sumA, sumB] = [0, 0]
  for (const [index, value] of one.entries()) {
    sumA += value
    sumB += other[index] ?? 0
  }
  const [meanA, meanB] = [sumA / one.length, sumB / one.length]
  let [both, onlyA, onlyB] = [0, 0, 0]
  for (const [index, value] of one.entries()) {
    const [x, y] = [value - meanA, (other[index] ?? 0) - meanB]
    both += x * y
    onlyA += x * x
    onlyB += y * y
  }
  // A picture of one single colour is like nothing.
  return onlyA === 0 || onlyB === 0 ? 0 : both / Math.sqrt(onlyA * onlyB)
}
