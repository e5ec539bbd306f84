import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import { AppError } from '../../contract/errors.ts'

/**
 * Writes a whole, checked copy of a database to a new file; the file appears only once it is complete and on the disk.
 * @throws AppError file-not-writable where there is a file of this name already; what SQLite says
 */
export function copyDatabase(database: Sqlite.Database, file: string): void {
  beginCopy(database, file)
  finishCopy(file)
}

const unfinished = (file: string): string => `${file}.part`

/** Writes the copy under another name, until {@link finishCopy} has checked it. */
export function beginCopy(database: Sqlite.Database, file: string): void {
  // Whatever stands there might be somebody's photo.
  if (existsSync(file)) {
    throw new AppError(
      'file-not-writable',
      'There is a file of this name already. It was left as it is; choose another name.',
    )
  }
  rmSync(unfinished(file), { force: true })
  try {
    database.prepare('VACUUM INTO ?').run(unfinished(file))
  } catch (error) {
    rmSync(unfinished(file), { force: true })
    throw error
  }
}

/** Reads a copy back, which takes seconds for a million photos, and gives it its name. */
export function finishCopy(file: string): void {
  const temporary = unfinished(file)
  try {
    const copy = new Sqlite(temporary, { readonly: true })
    try {
      const answer = copy.pragma('quick_check(1)', { simple: true })
      if (answer !== 'ok') throw new AppError('file-not-writable', 'The copy could not be read back whole.')
    } finally {
      copy.close()
    }
    const handle = openSync(temporary, 'r+')
    fsyncSync(handle)
    closeSync(handle)
    renameSync(temporary, file)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
}
