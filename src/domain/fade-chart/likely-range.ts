/** Standard deviations on each side that hold 80 % of a normal distribution. */
const Z_80 = 1.2816

/** The range that holds a figure with a probability of 80 %, in percent of the baseline; nothing is below 0. */
export interface LikelyRange {
  readonly lowPercent: number
  readonly highPercent: number
  /** Half of its width before it was cut at 0, in percentage points. */
  readonly plusMinusPp: number
}

/** The 80 % range of a figure with one standard deviation of `sigmaPp`; null where either is not known. */
export function likelyRange(percent: number | null, sigmaPp: number | null): LikelyRange | null {
  if (percent === null || sigmaPp === null) return null
  const plusMinusPp = Z_80 * sigmaPp
  return {
    lowPercent: Math.max(0, percent - plusMinusPp),
    highPercent: percent + plusMinusPp,
    plusMinusPp,
  }
}
