import Sqlite from 'better-sqlite3'
import type { Backup } from '../../contract/upkeep.ts'
import { listBackups } from './backups.ts'
import { MIGRATIONS } from './migrations.ts'
import { unreadableRows } from './unreadable-rows.ts'

/** The newest copy beside the catalogue of which every entry can be read: what is damaged is copied with the rest. */
export function newestSoundBackup(catalogueFolder: string): Backup | null {
  // A catalogue that another took the place of is no copy that was made to be gone back to.
  const copies = listBackups(catalogueFolder).filter(({ kind }) => kind !== 'replaced')
  return copies.find(({ file }) => isSoundCopy(file)) ?? null
}

/** Whether a copy's file is whole and every entry in it can be read. */
export function isSoundCopy(file: string): boolean {
  let copy: Sqlite.Database | undefined
  try {
    copy = new Sqlite(file, { readonly: true, fileMustExist: true })
    // Those of an earlier version have other tables; whether all of them can be read shows once they are brought to this one.
    if (copy.pragma('user_version', { simple: true }) !== MIGRATIONS.length) return false
    if (copy.pragma('integrity_check(1)', { simple: true }) !== 'ok') return false
    return unreadableRows(copy).length === 0
  } catch {
    return false
  } finally {
    copy?.close()
  }
}
