import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { openCatalogue } from '../../src/backend/catalogue/open-catalogue.ts'
import { expect, test as base } from '../support/app-test.ts'
import { SAMPLE_CLINIC_FOLDER } from '../support/sample-clinic.ts'

const CLIENT = 'Lindqvist, Erik'

/** A catalogue that a crash left in the middle of an import, which had counted a photo. */
const test = base.extend({
  catalogueFolder: async ({ scratchFolder }, lend) => {
    const clinic = join(scratchFolder, 'My clinic')
    cpSync(join(SAMPLE_CLINIC_FOLDER, CLIENT), join(clinic, CLIENT), { recursive: true })
    const folder = join(scratchFolder, 'catalogue')
    const catalogue = openCatalogue(folder)
    const run = catalogue.imports.start(catalogue.imports.ensureRoot(clinic, '2026-01-01'), '2026-01-01')
    catalogue.imports.saveCounts(run, { added: 1, moved: 0, duplicates: 0, edited: 0 })
    catalogue.close()
    await lend(folder)
  },
})

test('an import that a crash ended is told, and gone on with from there', async ({ page }) => {
  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: /^Import/ })
    .click()
  const earlier = page.getByRole('region', { name: 'Earlier imports' })
  await expect(earlier.getByRole('listitem')).toContainText('Interrupted')
  const goOn = earlier.getByRole('button', { name: 'Go on with the import of My clinic' })
  // Beside each other in the one row.
  const undo = await earlier.getByRole('button', { name: /^Undo/ }).boundingBox()
  expect((await goOn.boundingBox())?.y).toBe(undo?.y)
  await goOn.click()
  await expect(page.getByRole('heading', { name: '2 photos imported' })).toBeVisible()

  await page.getByRole('button', { name: 'Import another folder' }).click()
  await expect(earlier.getByRole('listitem')).toHaveCount(2)
  // What a later import brought in needs no going on.
  await expect(earlier.getByRole('button', { name: /^Go on/ })).toHaveCount(0)
})
