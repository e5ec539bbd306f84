import { existsSync, mkdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { z } from 'zod'
import { AppError } from '../../contract/errors.ts'
import { backupsFolder } from './backups.ts'
import { copyDatabase } from './copy-database.ts'
import { explainSqliteError } from './explain-sqlite-error.ts'
import { MIGRATIONS } from './migrations.ts'

const pendingFile = (folder: string): string => join(folder, 'restore-pending.sqlite')

/**
 * Checks a copy of a catalogue and lays it ready; the next opening of the catalogue in this folder puts it in place.
 * @throws AppError file-not-found, catalogue-damaged, catalogue-newer, disk-full, catalogue-not-writable
 */
export function layReady(folder: string, file: string): { readonly photos: number } {
  if (!existsSync(file)) throw new AppError('file-not-found', 'There is no such file. Nothing was changed.')
  try {
    const copy = new Sqlite(file, { readonly: true, fileMustExist: true })
    try {
      const photos = checkCopy(copy)
      mkdirSync(folder, { recursive: true })
      rmSync(pendingFile(folder), { force: true })
      copyDatabase(copy, pendingFile(folder))
      return { photos }
    } finally {
      copy.close()
    }
  } catch (error) {
    const explained = explainSqliteError(error)
    if (!(explained instanceof AppError) || explained.code !== 'catalogue-damaged') throw explained
    throw notSound(explained)
  }
}

function checkCopy(copy: Sqlite.Database): number {
  const found = Number(copy.pragma('user_version', { simple: true }))
  if (found > MIGRATIONS.length) {
    throw new AppError(
      'catalogue-newer',
      'This copy was made by a newer Fadeline. Nothing was changed. Install the newest version to use it.',
      { details: { found, known: MIGRATIONS.length } },
    )
  }
  const tables = copy
    .prepare(
      "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name IN ('photo', 'client', 'place')",
    )
    .pluck()
    .get()
  if (found < 1 || tables !== 3) throw notSound('no catalogue')
  const answer = copy.pragma('integrity_check(1)', { simple: true })
  if (answer !== 'ok') throw notSound(answer)
  return z.int().parse(copy.prepare('SELECT count(*) FROM photo').pluck().get())
}

function notSound(cause: unknown): AppError {
  return new AppError(
    'catalogue-damaged',
    'This file is damaged, or no copy of a catalogue. Nothing was changed; choose another copy.',
    { cause },
  )
}

/**
 * Puts a copy that lies ready in the place of the catalogue, which is kept among the backups. Ended at any moment, it is
 * gone on with by the next call.
 * @throws AppError catalogue-in-use
 */
export function putInPlace(folder: string): void {
  const pending = pendingFile(folder)
  if (!existsSync(pending)) return
  const current = join(folder, 'catalogue.sqlite')
  // The same name whenever it is gone on with, so that the parts of the replaced catalogue stay together.
  const { mtime } = statSync(pending)
  const stamp = mtime.toISOString().replace(/[:.]/g, '-')
  const kept = join(backupsFolder(folder), `replaced-${stamp}.sqlite`)
  if (existsSync(current)) {
    refuseInUse(current)
    mkdirSync(backupsFolder(folder), { recursive: true })
    // What was written last goes first: were it left behind, it would be read into the restored catalogue.
    if (existsSync(`${current}-wal`)) renameSync(`${current}-wal`, `${kept}-wal`)
    rmSync(`${current}-shm`, { force: true })
    renameSync(current, kept)
    // Listed by when it was replaced: its last change may be long ago.
    utimesSync(kept, mtime, mtime)
  }
  renameSync(pending, current)
}

function refuseInUse(file: string): void {
  let database: Sqlite.Database | undefined
  try {
    database = new Sqlite(file, { timeout: 500 })
    database.pragma('locking_mode = EXCLUSIVE')
    database.exec('BEGIN IMMEDIATE; COMMIT')
  } catch (error) {
    const explained = explainSqliteError(error)
    // A damaged catalogue is what a copy takes the place of; only another program's lock stands against it.
    if (explained instanceof AppError && explained.code === 'catalogue-in-use') throw explained
  } finally {
    database?.close()
  }
}
