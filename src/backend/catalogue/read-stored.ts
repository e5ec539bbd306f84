import { z } from 'zod'
import { AppError } from '../../contract/errors.ts'
import type { UnreadableEntry } from '../../contract/upkeep.ts'

/** Rows that are read alike, and how: for lists, and for the check that reads every one of them. */
export interface StoredRows {
  /** What one of them is to people. */
  readonly entry: UnreadableEntry
  readonly select: string
  /** @throws AppError catalogue-damaged */
  readonly read: (row: unknown) => unknown
}

/**
 * What the catalogue holds, read by its schema; `table` is where it comes from, for the log.
 * @throws AppError catalogue-damaged
 */
export function readStored<S extends z.ZodType>(table: string, schema: S, value: unknown): z.infer<S> {
  const read = schema.safeParse(value)
  if (read.success) return read.data
  // Asked for by a number that nothing has: no damage, but a mistake of the caller's.
  if (value === undefined) throw read.error
  throw unreadableEntry(table, value, read.error.issues[0]?.path ?? [])
}

/** What is kept as JSON in a column, by the schema of what it holds. */
export function storedJson<S extends z.ZodType>(schema: S) {
  return z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text)
      } catch {
        // Its own message would quote the text, which may be of a client.
        context.addIssue({ code: 'custom', message: 'No JSON' })
        return z.NEVER
      }
    })
    .pipe(schema)
}

/** The failure of an entry that cannot be read. A flipped bit and a mistake of the program's own look the same from here: the words blame neither. */
export function unreadableEntry(table: string, value: unknown, path: readonly PropertyKey[] = []): AppError {
  const [first, ...rest] = path
  const isList = Array.isArray(value) && typeof first === 'number'
  const row: unknown = isList ? value[first] : value
  const field = String((isList ? rest : path)[0] ?? 'value')
  return new AppError(
    'catalogue-damaged',
    'An entry of the catalogue cannot be read. Your photos are not touched. “Check the catalogue” in the settings, or fadeline doctor, tells which and what to do.',
    { cause: new Error(`Unreadable row of the table ${table}: ${idsOf(row)}${field}`) },
  )
}

/** Its numbers only: everything else could be of a client. */
function idsOf(row: unknown): string {
  if (typeof row !== 'object' || row === null) return ''
  return Object.entries(row)
    .filter(([name, value]) => /^id$|Id$/.test(name) && typeof value === 'number')
    .map(([name, value]) => `${name} ${String(value)}, `)
    .join('')
}
