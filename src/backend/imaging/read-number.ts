/** A number as EXIF has it: plain, the first of a list, or a fraction as numerator and denominator; null for all else. */
export function readNumber(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (!Array.isArray(value)) return null
  const [first, second] = value as readonly unknown[]
  if (typeof first === 'number' && typeof second === 'number' && value.length === 2) {
    return second === 0 ? null : first / second
  }
  return readNumber(first)
}

/** The same where it is above zero: a camera writes zero for what it does not know. */
export function positiveNumber(value: unknown): number | null {
  const found = readNumber(value)
  return found !== null && found > 0 ? found : null
}
