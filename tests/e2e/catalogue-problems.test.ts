import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Sqlite from 'better-sqlite3'
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
    words: 'The catalogue is damaged',
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
