/**
 * Solves A X = B by Gauss-Jordan elimination with partial pivoting, in place.
 * `rows` is n rows of n + m numbers: A beside the m right-hand sides. Answers X as m columns of n numbers, or null
 * where A is singular to working precision.
 */
export function solveLinear(rows: Float64Array[]): Float64Array[] | null {
  const n = rows.length
  const width = rows[0].length
  let largest = 0
  for (let i = 0; i < n; i++) largest = Math.max(largest, Math.abs(rows[i][i]))
  for (let column = 0; column < n; column++) {
    let pivot = column
    for (let k = column + 1; k < n; k++) {
      if (Math.abs(rows[k][column]) > Math.abs(rows[pivot][column])) pivot = k
    }
    const chosen = rows[pivot]
    rows[pivot] = rows[column]!
    rows[column] = chosen
    const head = chosen[column]
    if (!(Math.abs(head) > 1e-12 * largest)) return null
    for (let k = 0; k < n; k++) {
      if (k === column) continue
      const row = rows[k]
      const factor = row[column] / head
      if (factor !== 0) for (let j = column; j < width; j++) row[j] = row[j] - factor * chosen[j]
    }
  }
  const solution: Float64Array[] = []
  for (let j = n; j < width; j++) {
    solution.push(Float64Array.from({ length: n }, (_, i) => rows[i][j] / rows[i][i]))
  }
  return solution
}
