import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { MIGRATIONS } from '../../../src/backend/catalogue/migrations.ts'
import { openCatalogue } from '../../../src/backend/catalogue/open-catalogue.ts'
import { RegistrationsRepository } from '../../../src/backend/catalogue/registrations-repository.ts'
import { openDatabase, type Database } from '../../../src/backend/catalogue/open-database.ts'
import type { PhotoId } from '../../../src/contract/ids.ts'
import type { MeasuringWarp } from '../../../src/domain/measuring-warp.ts'
import { restoreCatalogue } from '../../../src/backend/services/upkeep/restore-catalogue.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

function codeOf(work: () => unknown): unknown {
  try {
    work()
    return 'no error'
  } catch (error) {
    return (error as { code?: unknown }).code
  }
}

/** What engines before the 11th found. */
const FLAT_WARP: MeasuringWarp = {
  beforeToAfter: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  centre: [2, 1.5],
  scalePx: 2,
  dx: [0, 0.1, 0, 0.2, 0, 0.3],
  dy: [0, 0, 0.1, 0, -0.2, 0],
}

/** One row of every table of version 1; later versions only ever add to it. */
const OLD_DATA = `
  INSERT INTO root (id, path, added_at) VALUES (1, '/photos', '2026-01-01');
  INSERT INTO client (id, name, reading_key, search_name, created_at)
  VALUES (1, 'Mills', 'mills', 'mills', '2026-01-01');
  INSERT INTO visit (id, client_id, date, date_source, kind, label)
  VALUES (1, 1, '2026-01-01', 'folder', 'session', 'Session 1');
  INSERT INTO import_run (id, root_id, state, started_at, finished_at, added, moved, duplicates)
  VALUES (1, 1, 'finished', '2026-01-01', '2026-01-01', 2, 0, 0);
  INSERT INTO skipped_file VALUES (1, 'notes.txt', 'unsupported-format');
  INSERT INTO photo (id, client_id, visit_id, import_id, sha256, bytes, format, width_px, height_px, orientation, view,
    view_source, phase, phase_source, date_source, is_damaged)
  VALUES (1, 1, 1, 1, 'aa', 9, 'jpeg', 4, 3, 1, 'front', 'person', 'fresh', 'derived', 'folder', 0),
         (2, 1, 1, 1, 'bb', 9, 'jpeg', 4, 3, 1, 'unknown', 'none', 'fresh', 'derived', 'folder', 0);
  INSERT INTO place (photo_id, root_id, path, bytes, mtime_ns, inode)
  VALUES (1, 1, x'61', 9, '1', '2'), (2, 1, x'ff', 9, '1', '3');
  INSERT INTO registration (before_id, after_id, verdict, method, kind, confidence, after_to_before, measuring_warp,
    residual_percent, pose_differs, reasons, points, made_by, engine_version, elapsed_ms, made_at)
  VALUES (1, 2, 'aligned', 'by-hand', 'similarity', 9, '[1,0,0,0,1,0,0,0,1]', '${JSON.stringify(FLAT_WARP)}', 1, 0, '[]',
    '[]', 'person', 1, 1, '2026-01-01');
  INSERT INTO region VALUES (1, 'treated', 0, '[]');
  INSERT INTO measurement VALUES (1, 2, 'cc', '{}');
  INSERT INTO export (id, before_id, after_id, file, record, made_at) VALUES (1, 1, 2, '/out.jpg', '{}', '2026-01-01');
`

function dump(database: Database): Record<string, Record<string, unknown>[]> {
  const tables = database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
    .pluck()
    .all() as string[]
  return Object.fromEntries(
    tables.map((table) => [
      table,
      database.prepare(`SELECT * FROM "${table}"`).all() as Record<string, unknown>[],
    ]),
  )
}

describe('opening a catalogue', () => {
  test('makes an empty one at the newest version, and opens it again', () => {
    const folder = temporaryFolder()
    openDatabase(folder).close()
    const database = openDatabase(folder)
    expect(database.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length)
    expect(database.pragma('foreign_keys', { simple: true })).toBe(1)
    database.close()
  })

  test('refuses one from a newer program and leaves it as it was', () => {
    const folder = temporaryFolder()
    const newer = openDatabase(folder, [...MIGRATIONS, 'CREATE TABLE later (id INTEGER) STRICT'])
    newer.close()
    expect(codeOf(() => openDatabase(folder))).toBe('catalogue-newer')
    const again = openDatabase(folder, [...MIGRATIONS, 'CREATE TABLE later (id INTEGER) STRICT'])
    expect(again.prepare('SELECT count(*) FROM later').pluck().get()).toBe(0)
    again.close()
  })

  test.each(MIGRATIONS.map((_, index) => index + 1))('keeps all data of version %i', (version) => {
    const folder = temporaryFolder()
    const old = openDatabase(folder, MIGRATIONS.slice(0, version))
    old.exec(OLD_DATA)
    const before = dump(old)
    old.close()
    const migrated = openDatabase(folder)
    expect(migrated.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length)
    expect(migrated.pragma('foreign_key_check')).toEqual([])
    const registration = new RegistrationsRepository(migrated).find(1 as PhotoId, 2 as PhotoId)
    expect(registration).toMatchObject({ madeBy: 'person', engineVersion: 1, points: [] })
    expect(registration?.measuringWarp).toStrictEqual(FLAT_WARP)
    const after = dump(migrated)
    migrated.close()
    for (const [table, rows] of Object.entries(before)) {
      expect(after[table]).toEqual(rows.map((row) => expect.objectContaining(row)))
    }
  })

  test('keeps a copy before it migrates', () => {
    const folder = temporaryFolder()
    openDatabase(folder).close()
    openDatabase(folder, [...MIGRATIONS, 'CREATE TABLE later (id INTEGER) STRICT']).close()
    expect(readdirSync(join(folder, 'backups'))).toEqual([
      expect.stringMatching(/^before-migration-\d+-.*\.sqlite$/),
    ])
  })

  test('leaves the old version whole when a migration fails', () => {
    const folder = temporaryFolder()
    openDatabase(folder).close()
    expect(() =>
      openDatabase(folder, [...MIGRATIONS, 'CREATE TABLE later (id INTEGER) STRICT; NONSENSE']),
    ).toThrow()
    const database = openDatabase(folder)
    expect(database.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'later'").pluck().get()).toBe(0)
    database.close()
  })

  test('says so when the file is no catalogue', () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'catalogue.sqlite'), 'This is a letter, not a database. '.repeat(100))
    expect(codeOf(() => openDatabase(folder))).toBe('catalogue-damaged')
  })

  test('says so when the name of a table was overwritten', () => {
    const folder = temporaryFolder()
    const database = openDatabase(folder)
    database.exec('ALTER TABLE import_run RENAME TO import_rux')
    database.close()
    expect(codeOf(() => openCatalogue(folder))).toBe('catalogue-damaged')
  })

  test.each([
    ['gone', (file: string) => rmSync(file)],
    ['empty', (file: string) => writeFileSync(file, '')],
  ])('makes no new one where it is %s and copies of it are there', (_, lose) => {
    const folder = temporaryFolder()
    openDatabase(folder, MIGRATIONS.slice(0, 1)).close()
    openDatabase(folder).close()
    lose(join(folder, 'catalogue.sqlite'))
    expect(codeOf(() => openDatabase(folder))).toBe('catalogue-damaged')
    const [copy] = readdirSync(join(folder, 'backups'))
    expect(restoreCatalogue(folder, join(folder, 'backups', copy ?? ''))).toMatchObject({ photos: 0 })
    openDatabase(folder).close()
  })

  test.skipIf(process.getuid?.() === 0)('says so when its folder may not be written to', () => {
    const folder = temporaryFolder()
    chmodSync(folder, 0o500)
    expect(codeOf(() => openDatabase(join(folder, 'catalogue')))).toBe('catalogue-not-writable')
  })

  test.skipIf(process.getuid?.() === 0)(
    'says so when its file may not be written, and lays none beside it',
    () => {
      const folder = temporaryFolder()
      openDatabase(folder).close()
      chmodSync(join(folder, 'catalogue.sqlite'), 0o400)
      expect(codeOf(() => openDatabase(folder))).toBe('catalogue-not-writable')
      expect(readdirSync(folder)).toEqual(['catalogue.sqlite'])
    },
  )

  test.skipIf(process.platform !== 'linux')(
    'says so when its folder cannot be made, and does not try for ever',
    () => {
      expect(codeOf(() => openDatabase('/proc/fadeline/catalogue'))).toBe('catalogue-not-writable')
    },
  )

  test('refuses a second program, and opens once the first was killed', async () => {
    const folder = temporaryFolder()
    const script = `
      const { openDatabase } = await import(${JSON.stringify(new URL('../../../src/backend/catalogue/open-database.ts', import.meta.url).href)})
      const database = openDatabase(${JSON.stringify(folder)})
      database.prepare("INSERT INTO root (path, added_at) VALUES ('/photos', 'now')").run()
      console.log('open')
      setInterval(() => {}, 1000)`
    const other = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    onTestFinished(() => void other.kill('SIGKILL'))
    await once(other.stdout, 'data')
    expect(codeOf(() => openDatabase(folder))).toBe('catalogue-in-use')
    other.kill('SIGKILL')
    await once(other, 'exit')
    const database = openDatabase(folder)
    expect(database.prepare('SELECT path FROM root').pluck().all()).toEqual(['/photos'])
    database.close()
  })
})
