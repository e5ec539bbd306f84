import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { MIGRATIONS } from '../../../src/backend/catalogue/migrations.ts'
import { openDatabase } from '../../../src/backend/catalogue/open-database.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

function codeOf(work: () => unknown): unknown {
  try {
    work()
    return 'no error'
  } catch (error) {
    return (error as { code?: unknown }).code
  }
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

  test.skipIf(process.getuid?.() === 0)('says so when its folder may not be written to', () => {
    const folder = temporaryFolder()
    chmodSync(folder, 0o500)
    expect(codeOf(() => openDatabase(join(folder, 'catalogue')))).toBe('catalogue-not-writable')
  })

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
