import { AppError } from '../../contract/errors.ts'
import type { CatalogueHealth, UnreadableEntry } from '../../contract/upkeep.ts'
import type { Database } from './open-database.ts'

/** What lists left out since each catalogue was opened: the rows themselves, so that none is counted twice. */
const leftOut = new WeakMap<Database, Map<UnreadableEntry, Set<string>>>()

/**
 * The rows of a list that can be read. Those that cannot are left out and counted, so that one of them costs its own line and
 * not the list.
 */
export function readList<Row>(
  database: Database,
  entry: UnreadableEntry,
  rows: readonly unknown[],
  read: (row: unknown) => Row,
): Row[] {
  const list: Row[] = []
  for (const row of rows) {
    try {
      list.push(read(row))
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'catalogue-damaged') throw error
      noteLeftOut(database, entry, row)
    }
  }
  return list
}

function noteLeftOut(database: Database, entry: UnreadableEntry, row: unknown): void {
  const entries = leftOut.get(database) ?? new Map<UnreadableEntry, Set<string>>()
  leftOut.set(database, entries)
  const rows = entries.get(entry) ?? new Set<string>()
  entries.set(entry, rows)
  const id = typeof row === 'object' && row !== null && 'id' in row ? row.id : row
  rows.add(JSON.stringify(id))
}

/** How many rows lists left out since the catalogue was opened, by what they are. */
export function leftOutOfLists(database: Database): CatalogueHealth['unreadable'] {
  return [...(leftOut.get(database) ?? [])].map(([entry, rows]) => ({ entry, rows: rows.size }))
}
