import { copyFileSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expectAccessible } from '../support/accessibility.ts'
import { expect, test } from '../support/app-test.ts'
import { chooseFolder } from '../support/choose-folder.ts'
import { SAMPLE_CLINIC_FOLDER } from '../support/sample-clinic.ts'

/** Photos of the sample clinic under names of another clinic's kind. */
const FILES: Readonly<Record<string, string>> = {
  'Lee/03-04-2025/vtx 1.jpg': 'Novak, Petr/14.03.2025/IMG_0412.jpg',
  'Lee/03-04-2025/vtx 2.jpg': 'Novak, Petr/14.03.2025/IMG_0413.jpg',
  'Ray/05-04-2025/VTX.jpg': 'Novak, Petr/2025-05-02 Review/crown.jpg',
}

test.beforeEach(async ({ page, launchedElectron, scratchFolder }) => {
  const folder = join(scratchFolder, 'Clinic')
  for (const [name, source] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    copyFileSync(join(SAMPLE_CLINIC_FOLDER, source), join(folder, name))
  }
  await chooseFolder(page, launchedElectron, folder)
})

test('asks once a folder which number is the day, and keeps to the answer', async ({ page }) => {
  const question = page.getByRole('region', { name: 'Which day is 03-04-2025?' })
  const table = page.getByRole('table', { name: 'What was read' })
  await expect(table.getByRole('row', { name: /^4 Mar 2025 not sure/ })).toBeVisible()
  await expectAccessible(page)
  await question.getByRole('button', { name: '3 Apr 2025' }).click()
  await expect(table.getByRole('row', { name: /^3 Apr 2025 folder/ })).toBeVisible()
  await expect(question).toHaveCount(0)

  const summary = page.getByRole('complementary', { name: 'Summary' })
  await expect(summary).toContainText('Day first, set by you')
  await summary.getByRole('button', { name: 'Ask again' }).click()
  await expect(question).toBeVisible()
})

test('a word of the clinic’s own is given its view once, before the import and for the next one', async ({
  page,
}) => {
  const word = page.getByRole('button', { name: /“vtx”/ })
  await expect(word).toContainText('Not said')
  await word.click()
  await page.getByRole('option', { name: 'Crown' }).click()
  await expect(page.getByRole('table').getByRole('row', { name: /Crown × 2/ })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Import 3 photos' }).click()
  await page.getByRole('link', { name: 'Show clients' }).click()
  await page.getByRole('list', { name: 'Clients' }).getByRole('link', { name: 'Ray' }).click()
  await page.getByRole('button', { name: /^Crown/ }).click()
  await expect(page.getByRole('complementary')).toContainText('as you said of others alike')
})

test('a view that was put right is given to all alike, and taken back from all', async ({ page }) => {
  await page.getByRole('button', { name: 'Import 3 photos' }).click()
  await page.getByRole('link', { name: 'Show clients' }).click()
  await page.getByRole('list', { name: 'Clients' }).getByRole('link', { name: 'Ray' }).click()
  const panel = page.getByRole('complementary')
  await page.getByRole('button', { name: /5 (May|Apr) 2025|4 May 2025/ }).click()
  await panel
    .getByRole('button', { name: /^View|View$/ })
    .first()
    .click()
  await page.getByRole('option', { name: 'Scar' }).click()
  await panel.getByRole('button', { name: 'Also 2 others named “vtx”' }).click()
  await expect(page.getByText('3 photos set to scar')).toBeVisible()
  await expect(panel).toContainText('2 others named “vtx” show scar too.')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await expect(panel.getByRole('button', { name: 'Also 2 others named “vtx”' })).toBeVisible()
})
