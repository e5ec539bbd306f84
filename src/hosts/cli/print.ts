import type { Progress } from '../../contract/command.ts'

/** Progress for people, on standard error, so that standard output holds the answer alone. */
export function describeProgress(progress: Progress): void {
  const { stage, done, total, ratePerSecond, secondsLeft } = progress
  const rate = ratePerSecond === null ? '' : `, ${ratePerSecond.toFixed(1)} a second`
  const left = secondsLeft === null ? '' : `, ${Math.ceil(secondsLeft)} s left`
  process.stderr.write(`${stage} ${done}${total === 0 ? '' : ` of ${total}`}${rate}${left}\n`)
}

/** An answer for people: a table for a list of rows, else a line a field. */
export function formatAnswer(answer: unknown): string {
  if (Array.isArray(answer)) return formatRows(answer)
  if (typeof answer !== 'object' || answer === null) return `${String(answer)}\n`
  return Object.entries(answer)
    .map(([name, value]) =>
      Array.isArray(value) && value.some((item) => typeof item === 'object' && item !== null)
        ? `${name}\n${formatRows(value)}`
        : `${name}: ${formatValue(value)}\n`,
    )
    .join('')
}

function formatRows(rows: readonly unknown[]): string {
  if (rows.length === 0) return '(none)\n'
  return rows
    .map((row) =>
      typeof row === 'object' && row !== null && !Array.isArray(row)
        ? Object.values(row).map(formatValue).join('\t')
        : formatValue(row),
    )
    .join('\n')
    .concat('\n')
}

function formatValue(value: unknown): string {
  if (value === null || value === undefined) return '-'
  if (typeof value === 'number') return String(Math.round(value * 1000) / 1000)
  if (typeof value === 'string') return value
  return JSON.stringify(value)
}
