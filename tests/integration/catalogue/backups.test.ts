import { copyFileSync, existsSync, readFileSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { listBackups } from '../../../src/backend/catalogue/backups.ts'
import { finishCopy } from '../../../src/backend/catalogue/copy-database.ts'
import { finishBackups } from '../../../src/backend/catalogue/finish-backups.ts'
import { MIGRATIONS } from '../../../src/backend/catalogue/migrations.ts'
import { newestSoundBackup } from '../../../src/backend/catalogue/newest-sound-backup.ts'
import { Catalogue, openCatalogue } from '../../../src/backend/catalogue/open-catalogue.ts'
import { openDatabase } from '../../../src/backend/catalogue/open-database.ts'
import { removeOldBackups } from '../../../src/backend/catalogue/remove-old-backups.ts'
import { layReady } from '../../../src/backend/catalogue/restore-database.ts'
import { backUpCatalogue } from '../../../src/backend/services/upkeep/back-up-catalogue.ts'
import { restoreCatalogue } from '../../../src/backend/services/upkeep/restore-catalogue.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { openTestBackend } from '../../support/test-backend.ts'
import { noise } from '../imaging/made-photos.ts'

function openWith(folder: string, ...folders: string[]): Catalogue {
  const catalogue = openCatalogue(folder)
  for (const name of folders) catalogue.imports.ensureRoot(name, '2026-01-01')
  return catalogue
}

const foldersIn = (folder: string): string[] => {
  const catalogue = openCatalogue(folder)
  try {
    return catalogue.imports.roots().map(({ path }) => path)
  } finally {
    catalogue.close()
  }
}

const codeOf = (work: () => unknown): unknown => {
  try {
    work()
    return 'no error'
  } catch (error) {
    return (error as { code?: unknown }).code
  }
}

describe('a copy of the catalogue', () => {
  test('takes its place again, and the replaced one is kept', async () => {
    const folder = temporaryFolder()
    const copy = join(temporaryFolder(), 'copy.sqlite')
    const catalogue = openWith(folder, 'Lee')
    expect(await backUpCatalogue(catalogue, copy)).toMatchObject({ file: copy, photos: 0 })
    catalogue.imports.ensureRoot('Ray', '2026-01-02')
    catalogue.close()

    const { replaced } = restoreCatalogue(folder, copy)
    expect(foldersIn(folder)).toEqual(['Lee'])
    const again = temporaryFolder()
    copyFileSync(replaced!, join(again, 'catalogue.sqlite'))
    expect(foldersIn(again)).toEqual(['Lee', 'Ray'])
  })

  test('is listed by when it was replaced, however long ago its last change is', async () => {
    const folder = temporaryFolder()
    const copy = join(temporaryFolder(), 'copy.sqlite')
    const catalogue = openWith(folder, 'Lee')
    await backUpCatalogue(catalogue, copy)
    catalogue.close()
    const longAgo = new Date('2024-01-02T03:04:05Z')
    utimesSync(join(folder, 'catalogue.sqlite'), longAgo, longAgo)

    restoreCatalogue(folder, copy)
    const replaced = listBackups(folder).filter(({ kind }) => kind === 'replaced')
    expect(replaced).toHaveLength(1)
    expect(replaced.every(({ madeAt }) => madeAt > longAgo.toISOString())).toBe(true)
  })

  test('never takes the place of a file that is there', async () => {
    const file = join(temporaryFolder(), 'front.jpg')
    writeFileSync(file, 'a photo')
    const catalogue = openWith(temporaryFolder(), 'Lee')
    await expect(backUpCatalogue(catalogue, file)).rejects.toMatchObject({ code: 'file-not-writable' })
    await expect(backUpCatalogue(catalogue, join(file, 'copy.sqlite'))).rejects.toMatchObject({
      code: 'folder-not-found',
    })
    catalogue.close()
    expect(readFileSync(file, 'utf8')).toBe('a photo')
  })

  test('takes the place of a damaged catalogue', async () => {
    const folder = temporaryFolder()
    const copy = join(temporaryFolder(), 'copy.sqlite')
    const catalogue = openWith(folder, 'Lee')
    await backUpCatalogue(catalogue, copy)
    catalogue.close()
    writeFileSync(join(folder, 'catalogue.sqlite'), 'no database at all '.repeat(300))
    expect(codeOf(() => openCatalogue(folder))).toBe('catalogue-damaged')
    restoreCatalogue(folder, copy)
    expect(foldersIn(folder)).toEqual(['Lee'])
  })

  test('of an older version is brought to this one', () => {
    const old = temporaryFolder()
    openDatabase(old, MIGRATIONS.slice(0, 1)).close()
    const folder = temporaryFolder()
    restoreCatalogue(folder, join(old, 'catalogue.sqlite'))
    expect(foldersIn(folder)).toEqual([])
  })

  test('is refused where it is damaged, newer, no catalogue or not there, and nothing changes', () => {
    const folder = temporaryFolder()
    openWith(folder, 'Lee').close()
    const other = temporaryFolder()
    const letter = join(other, 'letter.sqlite')
    writeFileSync(letter, 'a letter '.repeat(1000))
    const newer = join(other, 'newer')
    openDatabase(newer, [...MIGRATIONS, 'CREATE TABLE later (id INTEGER) STRICT']).close()
    const foreign = join(other, 'foreign')
    openDatabase(foreign, ['CREATE TABLE recipe (id INTEGER) STRICT']).close()
    const torn = join(other, 'torn.sqlite')
    const whole = readFileSync(join(folder, 'catalogue.sqlite'))
    // Zeros over the middle, as a bad disk leaves them.
    writeFileSync(torn, Buffer.from(whole).fill(0, 8192, whole.length - 8192))

    expect(
      [
        letter,
        join(newer, 'catalogue.sqlite'),
        join(foreign, 'catalogue.sqlite'),
        torn,
        join(other, 'none'),
      ].map((file) => codeOf(() => restoreCatalogue(folder, file))),
    ).toEqual([
      'catalogue-damaged',
      'catalogue-newer',
      'catalogue-damaged',
      'catalogue-damaged',
      'file-not-found',
    ])
    expect(foldersIn(folder)).toEqual(['Lee'])
    expect(listBackups(folder)).toEqual([])
  })

  test('waits until no other program has the catalogue open', async () => {
    const folder = temporaryFolder()
    const copy = join(temporaryFolder(), 'copy.sqlite')
    const catalogue = openWith(folder, 'Lee')
    onTestFinished(() => catalogue.close())
    await backUpCatalogue(catalogue, copy)
    catalogue.imports.ensureRoot('Ray', '2026-01-02')
    expect(codeOf(() => restoreCatalogue(folder, copy))).toBe('catalogue-in-use')
    expect(catalogue.imports.roots().map(({ path }) => path)).toEqual(['Lee', 'Ray'])
  })

  test('that was laid ready while the program runs takes its place at the next start, however that went before', async () => {
    const folder = temporaryFolder()
    const copy = join(temporaryFolder(), 'copy.sqlite')
    const catalogue = openWith(folder, 'Lee')
    await backUpCatalogue(catalogue, copy)
    catalogue.imports.ensureRoot('Ray', '2026-01-02')
    layReady(folder, copy)
    expect(catalogue.imports.roots().map(({ path }) => path)).toEqual(['Lee', 'Ray'])
    // The program dies: what was written last stands in the log beside the catalogue only.
    const dead = temporaryFolder()
    for (const name of readdirSync(folder)) {
      if (existsSync(join(folder, name)) && name !== 'backups')
        copyFileSync(join(folder, name), join(dead, name))
    }
    catalogue.close()
    expect(foldersIn(dead)).toEqual(['Lee'])
    expect(foldersIn(folder)).toEqual(['Lee'])
    expect(listBackups(dead)).toMatchObject([{ kind: 'replaced' }])
  })
})

function backUpDaily(catalogue: Catalogue, folder: string, now: Date): boolean {
  const copy = catalogue.upkeep.beginDailyCopy(folder, now)
  if (copy !== null) finishCopy(copy)
  return copy !== null
}

describe('daily copies', () => {
  test('are checked and tidied in a thread of their own; called off, the copy is finished all the same', async () => {
    const folder = temporaryFolder()
    const catalogue = openWith(folder, 'Lee')
    onTestFinished(() => catalogue.close())
    const begun = (day: string) => catalogue.upkeep.beginDailyCopy(folder, new Date(`${day}T10:00:00Z`))
    const names = () => readdirSync(join(folder, 'backups')).toSorted()
    const copy = begun('2026-05-01')
    // Of a day on which the program was killed meanwhile.
    writeFileSync(join(folder, 'backups', 'daily-2026-04-30.sqlite.part'), 'part')
    expect(names()).not.toContain('daily-2026-05-01.sqlite')
    await finishBackups({ catalogueFolder: folder, copy }, new AbortController().signal)
    expect(names()).toEqual(['daily-2026-05-01.sqlite'])
    for (let day = 2; day < 12; day += 1) backUpDaily(catalogue, folder, new Date(Date.UTC(2026, 4, day)))
    await finishBackups({ catalogueFolder: folder, copy: begun('2026-05-12') }, AbortSignal.abort())
    expect(names()).toContain('daily-2026-05-12.sqlite')
    await finishBackups({ catalogueFolder: folder, copy: null }, new AbortController().signal)
    expect(names()).toHaveLength(8)
  })

  test('that cannot be read back are no copies, which is said', async () => {
    const folder = temporaryFolder()
    const catalogue = openWith(folder, 'Lee')
    onTestFinished(() => catalogue.close())
    const copy = catalogue.upkeep.beginDailyCopy(folder, new Date('2026-05-01T10:00:00Z'))
    writeFileSync(`${copy}.part`, 'no database')
    await expect(
      finishBackups({ catalogueFolder: folder, copy }, new AbortController().signal),
    ).rejects.toThrow()
    expect(readdirSync(join(folder, 'backups'))).toEqual([])
  })

  test('are made once a day, and the oldest go', () => {
    const folder = temporaryFolder()
    const catalogue = openWith(folder, 'Lee')
    onTestFinished(() => catalogue.close())
    const made = Array.from({ length: 10 }, (_, index) => {
      const isMade = backUpDaily(catalogue, folder, new Date(Date.UTC(2026, 4, index + 1)))
      removeOldBackups(folder)
      return isMade
    })
    expect(made).toEqual(made.map(() => true))
    expect(backUpDaily(catalogue, folder, new Date('2026-05-10T23:00:00Z'))).toBe(false)
    expect(readdirSync(join(folder, 'backups'))).toEqual(
      ['03', '04', '05', '06', '07', '08', '09', '10'].map((day) => `daily-2026-05-${day}.sqlite`),
    )
    expect(listBackups(folder)).toHaveLength(8)
  })

  test('of a catalogue that was damaged unnoticed never push out the last sound one', () => {
    const folder = temporaryFolder()
    const database = openDatabase(folder)
    const catalogue = new Catalogue(database)
    onTestFinished(() => catalogue.close())
    catalogue.clients.ensure('Lee', '2026-01-01')
    // Longer than a week of copies is kept, and within one month, of which one is.
    for (let day = 0; day < 20; day += 1) {
      if (day === 3) database.exec("UPDATE client SET name_source = 'foldes'")
      const now = new Date(Date.UTC(2026, 0, 1 + day))
      backUpDaily(catalogue, folder, now)
      removeOldBackups(folder)
      for (const { file } of listBackups(folder)) {
        const made = new Date(`${/\d{4}-\d\d-\d\d/.exec(basename(file))?.[0]}T00:00:00Z`)
        utimesSync(file, made, made)
      }
    }
    expect(newestSoundBackup(folder)?.file).toBe(join(folder, 'backups', 'daily-2026-01-03.sqlite'))
    // The week, the newest of the month before it, and the sound one.
    expect(listBackups(folder)).toHaveLength(9)
    database.exec("UPDATE client SET name_source = 'folder'")
    backUpDaily(catalogue, folder, new Date('2027-01-01'))
    removeOldBackups(folder)
    expect(existsSync(join(folder, 'backups', 'daily-2026-01-03.sqlite'))).toBe(false)
  })
})

test('each day has its copy also while the program is never closed', async () => {
  vi.useFakeTimers({
    toFake: ['setInterval', 'clearInterval', 'Date'],
    now: new Date('2026-03-14T09:00:00Z'),
  })
  onTestFinished(() => void vi.useRealTimers())
  const [folder, photos] = [temporaryFolder(), temporaryFolder()]
  await noise(1).jpeg().toFile(join(photos, 'front.jpg'))
  const backend = await openTestBackend(folder)
  onTestFinished(() => backend.close())
  const context = { signal: new AbortController().signal, report: () => undefined }
  await backend.handlers['imports.run']({ folder: photos }, context)
  expect(listBackups(folder)).toEqual([])
  const daysWithCopy = () =>
    listBackups(folder)
      .map(({ file }) => basename(file, '.sqlite'))
      .toSorted()
  vi.advanceTimersByTime(3_600_000)
  await vi.waitFor(() => expect(daysWithCopy()).toEqual(['daily-2026-03-14']), 10_000)
  vi.advanceTimersByTime(24 * 3_600_000)
  await vi.waitFor(() => expect(daysWithCopy()).toEqual(['daily-2026-03-14', 'daily-2026-03-15']), 10_000)
})
