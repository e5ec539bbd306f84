import { copyFileSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { expectAccessible } from '../support/accessibility.ts'
import { expect, test } from '../support/app-test.ts'
import { chooseFolder } from '../support/choose-folder.ts'
import { SAMPLE_CLINIC_FOLDER } from '../support/sample-clinic.ts'

/** Photos of the sample clinic under names that are read wrongly. */
const FILES: Readonly<Record<string, string>> = {
  'Downtown/2025-01-10/front.jpg': 'Novak, Petr/14.03.2025/IMG_0412.jpg',
  'John Smith/2025-03-14 Stage two/front.jpg': 'Novak, Petr/14.03.2025/IMG_0413.jpg',
  'Smith, John/2025-05-02 Stage two/crown.jpg': 'Novak, Petr/2025-05-02 Review/crown.jpg',
  'Smith, John/2025-05-02 Stage two/front.jpg': 'Lindqvist, Erik/2025-06-10 Session 1/front.jpg',
}

test.beforeEach(async ({ page, launchedElectron, scratchFolder }) => {
  const folder = join(scratchFolder, 'Clinic')
  for (const [name, source] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    copyFileSync(join(SAMPLE_CLINIC_FOLDER, source), join(folder, name))
  }
  await chooseFolder(page, launchedElectron, folder)
  await expect(page.getByRole('table', { name: 'What was read' })).toBeVisible()
})

const row = (page: Page, name: RegExp) =>
  page.getByRole('table', { name: 'What was read' }).getByRole('row', { name })

test('a client is put right by keyboard, undone, and kept by the import', async ({ page }) => {
  await expect(row(page, /^John Smith .* the same as Smith, John\?/)).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await expect(row(page, /^Downtown/).getByRole('button')).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('button', { name: 'John Smith', exact: true })).toBeFocused()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Whose photos are these?' })
  await expect(dialog).toContainText('1 photo, read as “John Smith”')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Same as Smith, John' }).press('Enter')
  await expect(row(page, /^Smith, John 2 visits · read as “John Smith”, “Smith, John”/)).toBeVisible()
  await expect(row(page, /^John Smith/)).toHaveCount(0)
  await expect(page.getByText('1 photo put under Smith, John')).toBeVisible()
  await expectAccessible(page)

  await page.keyboard.press('z')
  await expect(row(page, /^John Smith/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0)
  await row(page, /^John Smith/).click()
  await expect(page.getByRole('textbox', { name: 'Name or code of the client' })).toBeFocused()
  // The name that was read is typed over.
  await page.keyboard.type('smith, john')
  await expect(dialog.getByRole('button', { name: 'Same as Smith, John' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(row(page, /^John Smith/)).toHaveCount(0)

  await page.getByRole('button', { name: 'Import 4 photos' }).click()
  await page.getByRole('link', { name: 'Show clients' }).click()
  const clients = page.getByRole('list', { name: 'Clients' })
  await expect(clients.getByRole('link', { name: 'Smith, John' })).toContainText('3 photos')
  await expect(clients.getByRole('link')).toHaveCount(2)
})

test('shows what is in the photos before anything is imported', async ({ page }) => {
  const widths = (within: Locator): Promise<number[]> =>
    within
      .locator('img')
      .evaluateAll((images: HTMLImageElement[]) =>
        images.map(({ complete, naturalWidth, naturalHeight }) =>
          complete ? Math.max(naturalWidth, naturalHeight) : 0,
        ),
      )
  const table = page.getByRole('table', { name: 'What was read' })
  await expect.poll(() => widths(table)).toEqual([320, 320, 320])
  await row(page, /^2 May 2025/).click()
  const dialog = page.getByRole('dialog')
  await expect.poll(() => widths(dialog)).toEqual([320, 320])
})

test('a folder that is no client is one like any other, and is taken back in the list of what was said', async ({
  page,
}) => {
  await row(page, /^Downtown/).click()
  await page.getByRole('button', { name: '“Downtown” is no client' }).click()
  await expect(row(page, /^Clinic 1 visit · named after the folder you chose not sure/)).toBeVisible()
  const summary = page.getByRole('complementary', { name: 'Summary' })
  await expect(summary).toContainText('“Downtown” is no client')
  await expectAccessible(page)
  await summary.getByRole('button', { name: 'Take back: “Downtown” is no client' }).click()
  await expect(row(page, /^Downtown/)).toBeVisible()
  await expect(summary.getByText('“Downtown” is no client')).toHaveCount(0)
})

test('what a visit was is said of all that are called the same, its day of itself; photos of earlier imports follow', async ({
  page,
}) => {
  await page.getByRole('button', { name: 'Import 4 photos' }).click()
  await page.getByRole('button', { name: 'Import another folder' }).click()
  await page.getByRole('button', { name: 'What was read in Clinic' }).click()
  await row(page, /^2 May 2025/).click()
  const dialog = page.getByRole('dialog', { name: 'Smith, John, 2 May 2025' })
  await dialog.getByRole('textbox', { name: 'Day' }).fill('soon')
  await page.keyboard.press('Enter')
  await expect(dialog).toContainText('Write the whole day')
  await dialog.getByRole('textbox', { name: 'Day' }).fill('3 May 2025')
  await dialog.getByRole('button', { name: /What it was/ }).press('Enter')
  await page.getByRole('option', { name: 'Session' }).press('Enter')
  await dialog.getByRole('radio', { name: 'All 2 called “Stage two” (3)' }).click()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Put right' }).press('Enter')
  await expect(row(page, /^3 May 2025 you Session you Fresh/)).toBeVisible()
  await expect(row(page, /^14 Mar 2025 folder Session you Fresh/)).toBeVisible()
  await expect(page.getByText('3 photos of 2 visits put right')).toBeVisible()

  await page.getByRole('button', { name: 'Apply 2 corrections' }).click()
  await expect(page.getByRole('heading', { name: '3 photos put right' })).toBeVisible()
  await page.getByRole('link', { name: 'Show clients' }).click()
  await page.getByRole('list', { name: 'Clients' }).getByRole('link', { name: 'Smith, John' }).click()
  await expect(page.getByRole('columnheader', { name: /^3 May 2025/ })).toBeVisible()
})
