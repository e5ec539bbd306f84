import type { CatalogueHealth, UnreadableEntry } from '../../contract/upkeep.ts'
import { STORED_CLIENTS, STORED_SUMMARIES } from './clients-repository.ts'
import { STORED_SHIFTS } from './clocks-repository.ts'
import { STORED_EXPORTS } from './exports-repository.ts'
import { STORED_REGIONS } from './fade-repository.ts'
import { STORED_IMPORTS, STORED_SKIPPED } from './imports-repository.ts'
import { STORED_SETTLED } from './needs-repository.ts'
import type { Database } from './open-database.ts'
import { STORED_OTHER_FILES } from './other-files-repository.ts'
import { STORED_PHOTOS } from './photos-repository.ts'
import { STORED_PLACES } from './places-repository.ts'
import type { StoredRows } from './read-stored.ts'
import { STORED_EARLIER, STORED_REGISTRATIONS } from './registrations-repository.ts'
import { STORED_CORRECTIONS, STORED_ROOTS } from './roots-repository.ts'
import { STORED_SAID } from './said-repository.ts'
import { STORED_SCALES } from './scales-repository.ts'
import { STORED_VERSIONS } from './versions-repository.ts'
import { STORED_VISITS } from './visits-repository.ts'

/**
 * Everything the catalogue holds that is more than numbers of rows elsewhere, which the check of those finds; a fade figure
 * that cannot be read is measured anew.
 */
const STORED: readonly StoredRows[] = [
  STORED_CLIENTS,
  STORED_SUMMARIES,
  STORED_VISITS,
  STORED_PHOTOS,
  STORED_PLACES,
  STORED_VERSIONS,
  STORED_REGISTRATIONS,
  STORED_EARLIER,
  STORED_REGIONS,
  STORED_SCALES,
  STORED_EXPORTS,
  STORED_SHIFTS,
  STORED_ROOTS,
  STORED_CORRECTIONS,
  STORED_SAID,
  ...STORED_SETTLED,
  STORED_IMPORTS,
  STORED_SKIPPED,
  STORED_OTHER_FILES,
]

/** How many rows the repositories could not read, by what they are; one at a time, however many there are. */
export function unreadableRows(database: Database): CatalogueHealth['unreadable'] {
  const found = new Map<UnreadableEntry, number>()
  for (const { entry, select, read } of STORED) {
    for (const row of database.prepare(select).iterate()) {
      try {
        read(row)
      } catch {
        found.set(entry, (found.get(entry) ?? 0) + 1)
      }
    }
  }
  return [...found].map(([entry, rows]) => ({ entry, rows }))
}
