import { mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { openDatabase } from '../../src/backend/catalogue/open-database.ts'
import { expectAccessible } from '../support/accessibility.ts'
import { expect, test as base } from '../support/app-test.ts'
import { createPageSuiteClient } from '../support/page-suite-client.ts'

interface Obstacle {
  readonly code: string
  readonly words: string
  readonly prepare: (catalogueFolder: string) => void
}

/** Puts something in the way of the catalogue before the program starts. */
const test = base.extend<{ readonly obstacle: Obstacle }>({
  obstacle: [{ code: '', words: '', prepare: () => {} }, { option: true }],
  catalogueFolder: async ({ scratchFolder, obstacle }, lend) => {
    const folder = join(scratchFolder, 'clinic/catalogue')
    obstacle.prepare(folder)
    await lend(folder)
  },
})

const OBSTACLES: readonly Obstacle[] = [
  {
    code: 'catalogue-newer',
    words: 'This catalogue was made by a newer Fadeline',
    prepare: (folder) => {
      mkdirSync(folder, { recursive: true })
      const database = new Sqlite(join(folder, 'catalogue.sqlite'))
      database.pragma('user_version = 9999')
      database.close()
    },
  },
  {
    code: 'catalogue-damaged',
    words: 'The catalogue, or an entry of it, cannot be read',
    prepare: (folder) => {
      mkdirSync(folder, { recursive: true })
      writeFileSync(join(folder, 'catalogue.sqlite'), 'this is no database '.repeat(1000))
    },
  },
  {
    code: 'catalogue-not-writable',
    words: 'The catalogue cannot be written',
    prepare: (folder) => {
      mkdirSync(dirname(dirname(folder)), { recursive: true })
      // A file stands where the folder's parent should be.
      writeFileSync(dirname(folder), '')
    },
  },
]

for (const obstacle of OBSTACLES) {
  test.describe(obstacle.code, () => {
    test.use({ obstacle })

    test('is said on the first screen, which offers nothing that cannot be done', async ({ page }) => {
      await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible()
      await expect(page.getByText(obstacle.words)).toBeVisible()
      await expect(page.getByRole('button', { name: 'Add photos' })).toHaveCount(0)
      await expect(page.getByRole('searchbox')).toHaveCount(0)
    })

    test('is the answer to every call, and the window stands', async ({ page }) => {
      const client = await createPageSuiteClient(page)
      for (const call of ['app.info', 'clients.list', 'imports.history']) {
        expect((await client.call(call, {})).error?.code).toBe(obstacle.code)
      }
    })
  })
}

test.describe('a damaged catalogue with a backup', () => {
  test.use({
    obstacle: {
      code: 'catalogue-damaged',
      words: 'The catalogue, or an entry of it, cannot be read',
      prepare: (folder) => {
        mkdirSync(join(folder, 'backups'), { recursive: true })
        openDatabase(folder).close()
        renameSync(join(folder, 'catalogue.sqlite'), join(folder, 'backups', 'daily-2026-01-01.sqlite'))
        writeFileSync(join(folder, 'catalogue.sqlite'), 'this is no database '.repeat(1000))
      },
    },
  })

  test('is put back from the window, and the damaged one is kept', async ({ page, catalogueFolder }) => {
    await page.getByRole('link', { name: 'Restore a backup' }).click()
    await page.getByRole('button', { name: /^Restore the backup of/ }).click()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Restore this backup' }).click()
    await expect(page.getByText(/^Restored: 0 photos/)).toBeVisible()
    await expect(page.getByText('Replaced by a restored one')).toBeVisible()
    await page.getByRole('link', { name: 'Clients' }).click()
    await expect(page.getByRole('button', { name: 'Open the sample clinic' })).toBeVisible()
    const kept = readdirSync(join(catalogueFolder, 'backups')).filter((name) => name.startsWith('replaced-'))
    expect(kept).toHaveLength(1)
  })
})
