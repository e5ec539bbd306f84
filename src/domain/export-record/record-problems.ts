import type { ExportRecord } from '../../contract/exports.ts'
import { captionLines } from './caption-line.ts'

/** What contradicts itself inside one record, in words for people; empty where nothing does. */
export function recordProblems(record: ExportRecord): string[] {
  const problems: string[] = []
  const roles = record.originals.map((original) => original.role)
  if (roles.join() !== 'before,after') {
    problems.push('The record does not name one before photo and one after photo.')
    return problems
  }
  const caption = record.operations.find((operation) => operation.kind === 'caption')
  if (caption === undefined || caption.lines.join('\n') !== captionLines(record.originals).join('\n')) {
    problems.push('The captions do not say what the record says of the dates and the phases.')
  }
  const arrange = record.operations.find((operation) => operation.kind === 'arrange')
  if (arrange === undefined || arrange.layout !== record.layout) {
    problems.push('The record does not say how the two photos were arranged.')
  }
  if (!record.operations.some((operation) => operation.kind === 'crop')) {
    problems.push('The record does not say which part of the photos is shown.')
  }
  return problems
}

/** True where two copies of a record say the same, whatever the order of their keys. */
export function isSameRecord(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b)
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join()}}`
}
