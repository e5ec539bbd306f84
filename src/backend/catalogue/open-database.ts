import { accessSync, constants, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { AppError } from '../../contract/errors.ts'
import { listBackups } from './backups.ts'
import { catalogueNotWritable, explainSqliteError } from './explain-sqlite-error.ts'
import { MIGRATIONS } from './migrations.ts'
import { putInPlace } from './restore-database.ts'

export type Database = Sqlite.Database

/** Copies made before migrations; older ones are removed. */
const BACKUPS_KEPT = 5

/**
 * Opens the catalogue's database, or makes it: checked, brought to this version, and locked against a second program.
 * @throws AppError catalogue-newer, catalogue-damaged, catalogue-in-use, catalogue-not-writable, disk-full
 */
export function openDatabase(folder: string, migrations: readonly string[] = MIGRATIONS): Database {
  let database: Database | undefined
  try {
    makeFolder(folder)
    putInPlace(folder)
    const file = join(folder, 'catalogue.sqlite')
    refuseLost(folder, file)
    // SQLite would lay files beside it that stay behind as little writable as it is.
    if (existsSync(file)) accessSync(file, constants.W_OK)
    database = new Sqlite(file, { timeout: 500 })
    // One program at a time. The lock is the operating system's, so that it ends with the process, however that ends. It
    // comes first: without it, SQLite wants room on the disk only to look into the file.
    database.pragma('locking_mode = EXCLUSIVE')
    refuseNewer(database, migrations.length)
    database.pragma('journal_mode = WAL')
    database.pragma('synchronous = FULL')
    database.pragma('foreign_keys = ON')
    database.exec('BEGIN IMMEDIATE; COMMIT')
    refuseDamaged(database)
    migrate(database, folder, migrations)
    return database
  } catch (error) {
    database?.close()
    throw withCopies(explainSqliteError(error), folder)
  }
}

// Not mkdir's own `recursive`: it never ends where a folder refuses children by ENOENT, as those under /proc do.
function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  const parent = dirname(folder)
  if (parent !== folder) makeFolder(parent)
  try {
    mkdirSync(folder)
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOSPC') throw cause
    throw catalogueNotWritable(cause)
  }
}

function userVersion(database: Database): number {
  return Number(database.pragma('user_version', { simple: true }))
}

function refuseNewer(database: Database, known: number): void {
  const found = userVersion(database)
  if (found <= known) return
  throw new AppError(
    'catalogue-newer',
    'This catalogue was made by a newer Fadeline. It was not opened and not changed. Install the newest version to use it.',
    { details: { found, known } },
  )
}

/** An empty catalogue in the place of one that was lost would look like years of work gone. */
function refuseLost(folder: string, file: string): void {
  const bytes = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (bytes > 0 || listBackups(folder).length === 0) return
  throw new AppError(
    'catalogue-damaged',
    'The catalogue file is gone or empty. Your photos are not touched, and nothing was changed. To begin anew, move the backups folder beside it away; a copy from it can take its place.',
  )
}

function refuseDamaged(database: Database): void {
  const answer = database.pragma('quick_check(1)', { simple: true })
  if (answer === 'ok') return
  throw new AppError(
    'catalogue-damaged',
    'The catalogue file is damaged. Your photos are not touched. A copy from the backups folder beside it can take its place.',
    {
      details: { check: answer },
    },
  )
}

/** Names the newest copy that can take the place of a catalogue that does not open. */
function withCopies(error: unknown, folder: string): unknown {
  if (!(error instanceof AppError) || error.code !== 'catalogue-damaged') return error
  const newest = listBackups(folder).find(({ kind }) => kind !== 'replaced')
  const words =
    newest === undefined
      ? 'No copy is there.'
      : `The newest is ${newest.file}, of ${newest.madeAt.slice(0, 10)}.`
  return new AppError(error.code, `${error.message} ${words}`, { cause: error, details: error.details })
}

function migrate(database: Database, folder: string, migrations: readonly string[]): void {
  const from = userVersion(database)
  if (from === migrations.length) return
  if (from > 0) backUp(database, folder, from)
  for (const [index, sql] of migrations.entries()) {
    if (index < from) continue
    database.transaction(() => {
      database.exec(sql)
      database.pragma(`user_version = ${index + 1}`)
    })()
  }
}

function backUp(database: Database, folder: string, version: number): void {
  const backups = join(folder, 'backups')
  mkdirSync(backups, { recursive: true })
  const stamp = new Date().toISOString().replace(/[:.]/g, '-')
  database.prepare('VACUUM INTO ?').run(join(backups, `before-migration-${version}-${stamp}.sqlite`))
  const kept = readdirSync(backups)
    .filter((name) => name.startsWith('before-migration-'))
    .sort()
  for (const name of kept.slice(0, -BACKUPS_KEPT)) rmSync(join(backups, name))
}
