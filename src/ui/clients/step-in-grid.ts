interface Place {
  readonly index: number
  readonly columns: number
  readonly count: number
  /** Rows that a page key moves by. */
  readonly pageRows: number
}

/** Where a key leads from one place of a grid read row by row: an index, out of it at the top, or null for other keys. */
export function stepInGrid(key: string, { index, columns, count, pageRows }: Place): number | 'above' | null {
  const last = count - 1
  switch (key) {
    case 'ArrowDown':
      return Math.min(last, index + columns)
    case 'ArrowUp':
      return index < columns ? 'above' : index - columns
    case 'ArrowRight':
      return columns === 1 ? null : Math.min(last, index + 1)
    case 'ArrowLeft':
      return columns === 1 ? null : Math.max(0, index - 1)
    case 'PageDown':
      return Math.min(last, index + pageRows * columns)
    case 'PageUp':
      return Math.max(0, index - pageRows * columns)
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return null
  }
}
