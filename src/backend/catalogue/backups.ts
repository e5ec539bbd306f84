import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Backup } from '../../contract/upkeep.ts'
import { beginCopy } from './copy-database.ts'
import type { Database } from './open-database.ts'

const KINDS = ['daily', 'before-migration', 'replaced', 'by-hand'] as const

/** Where copies of the catalogue in this folder are kept. */
export function backupsFolder(catalogueFolder: string): string {
  return join(catalogueFolder, 'backups')
}

/** Every copy that the program keeps beside the catalogue, or every database in another folder, newest first. */
export function listBackups(catalogueFolder: string, elsewhere?: string): Backup[] {
  const folder = elsewhere ?? backupsFolder(catalogueFolder)
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .flatMap((name) => {
      const named = KINDS.find((each) => name.startsWith(`${each}-`))
      const kind = named ?? (elsewhere === undefined ? undefined : ('elsewhere' as const))
      if (kind === undefined || !name.endsWith('.sqlite')) return []
      const file = join(folder, name)
      const { mtime, size } = statSync(file)
      return [{ file, kind, madeAt: mtime.toISOString(), bytes: size }]
    })
    .toSorted((one, other) => other.madeAt.localeCompare(one.madeAt))
}

/** Begins today's copy unless it is there. Returns its file, which is there once it is finished. */
export function beginDailyCopy(database: Database, catalogueFolder: string, now: Date): string | null {
  const folder = backupsFolder(catalogueFolder)
  const file = join(folder, `daily-${now.toISOString().slice(0, 10)}.sqlite`)
  if (existsSync(file)) return null
  mkdirSync(folder, { recursive: true })
  beginCopy(database, file)
  return file
}
