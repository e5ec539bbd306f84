/** The middle value (mean of the two middle ones for an even count); NaN for no values. */
export function median(values: readonly number[]): number {
  return weightedQuantile(
    values,
    values.map(() => 1),
    0.5,
  )
}

/** Standard deviation by the median absolute deviation, consistent for a normal distribution. */
export function robustDeviation(values: readonly number[]): number {
  const middle = median(values)
  return 1.4826 * median(values.map((value) => Math.abs(value - middle)))
}

/** The value below which the share `q` of the weight lies, interpolated between neighbours; NaN for no weight. */
export function weightedQuantile(values: readonly number[], weights: readonly number[], q: number): number {
  const order = values.map((_, index) => index).sort((a, b) => values[a] - values[b])
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  if (order.length === 0 || !(total > 0)) return Number.NaN
  // Each value stands at the middle of its own weight.
  let before = 0
  let previous = order[0]
  let previousAt = 0
  for (const [rank, index] of order.entries()) {
    const at = (before + weights[index] / 2) / total
    if (at >= q) {
      if (rank === 0 || at === previousAt) return values[index]
      const share = (q - previousAt) / (at - previousAt)
      return values[previous] + share * (values[index] - values[previous])
    }
    before += weights[index]
    previous = index
    previousAt = at
  }
  return values[previous]
}

/**
 * Solves the weighted least squares problem min sum w (y - X b)^2 by normal equations with pivoting.
 * Rows of `design` are observations. Returns null where the system is singular.
 */
export function weightedLeastSquares(
  design: readonly (readonly number[])[],
  observed: readonly number[],
  weights: readonly number[],
): number[] | null {
  const unknowns = design[0]?.length ?? 0
  const system = Array.from({ length: unknowns }, () => new Float64Array(unknowns + 1))
  for (const [row, terms] of design.entries()) {
    for (let i = 0; i < unknowns; i++) {
      const scaled = weights[row] * terms[i]
      for (let j = 0; j < unknowns; j++) system[i][j] += scaled * terms[j]
      system[i][unknowns] += scaled * observed[row]
    }
  }
  return solve(system)
}

function solve(system: Float64Array[]): number[] | null {
  const size = system.length
  const scale = Math.max(...system.map((row, index) => Math.abs(row[index])))
  for (let column = 0; column < size; column++) {
    let pivot = column
    for (let row = column + 1; row < size; row++) {
      if (Math.abs(system[row][column]) > Math.abs(system[pivot][column])) pivot = row
    }
    if (!(Math.abs(system[pivot][column]) > 1e-12 * scale)) return null
    const swapped = system[column]
    system[column] = system[pivot]!
    system[pivot] = swapped
    for (let row = 0; row < size; row++) {
      if (row === column) continue
      const factor = system[row][column] / system[column][column]
      for (let k = column; k <= size; k++) system[row][k] -= factor * system[column][k]
    }
  }
  return system.map((row, index) => row[size] / row[index])
}
