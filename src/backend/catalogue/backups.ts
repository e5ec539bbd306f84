import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { chooseBackups } from '../../domain/choose-backups.ts'
import { copyDatabase } from './copy-database.ts'
import type { Database } from './open-database.ts'

/** A copy of the catalogue that the program made by itself. */
export interface Backup {
  readonly file: string
  /** Each day, before a new version changed the catalogue, or when another one took its place. */
  readonly kind: 'daily' | 'before-migration' | 'replaced'
  readonly madeAt: string
  readonly bytes: number
}

const NAME = /^(daily|before-migration|replaced)-.*\.sqlite$/
const DAILY = /^daily-(\d{4}-\d{2}-\d{2})\.sqlite$/

/** Where copies of the catalogue in this folder are kept. */
export function backupsFolder(catalogueFolder: string): string {
  return join(catalogueFolder, 'backups')
}

/** Every copy in the catalogue's folder, newest first. */
export function listBackups(catalogueFolder: string): Backup[] {
  const folder = backupsFolder(catalogueFolder)
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .flatMap((name) => {
      const kind = NAME.exec(name)?.[1]
      if (kind !== 'daily' && kind !== 'before-migration' && kind !== 'replaced') return []
      const file = join(folder, name)
      const { mtime, size } = statSync(file)
      return [{ file, kind, madeAt: mtime.toISOString(), bytes: size } as const]
    })
    .toSorted((one, other) => other.madeAt.localeCompare(one.madeAt))
}

/** Makes today's copy unless it is there, and removes those that are not needed any more. Returns whether one was made. */
export function backUpDaily(database: Database, catalogueFolder: string, now: Date): boolean {
  const folder = backupsFolder(catalogueFolder)
  const file = join(folder, `daily-${now.toISOString().slice(0, 10)}.sqlite`)
  if (existsSync(file)) return false
  mkdirSync(folder, { recursive: true })
  copyDatabase(database, file)
  const names = new Map(readdirSync(folder).map((name) => [DAILY.exec(name)?.[1], name]))
  names.delete(undefined)
  const kept = chooseBackups([...names.keys()].filter((day) => day !== undefined))
  for (const [day, name] of names) {
    if (day !== undefined && !kept.has(day)) rmSync(join(folder, name))
  }
  return true
}
