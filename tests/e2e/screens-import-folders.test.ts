import { cpSync, existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expectAccessible } from '../support/accessibility.ts'
import { expect, test } from '../support/app-test.ts'
import { chooseFolder } from '../support/choose-folder.ts'
import { SAMPLE_CLINIC_FOLDER } from '../support/sample-clinic.ts'

const CLIENT = 'Novak, Petr'

test.beforeEach(async ({ page, launchedElectron, scratchFolder }) => {
  const folder = join(scratchFolder, 'My clinic')
  cpSync(join(SAMPLE_CLINIC_FOLDER, CLIENT), join(folder, CLIENT), { recursive: true })
  await chooseFolder(page, launchedElectron, folder)
  await page.getByRole('button', { name: /^Import \d photos$/ }).click()
  await page.getByRole('button', { name: 'Import another folder' }).click()
})

test('an import is undone only after it was said what is forgotten, and the files stay', async ({
  page,
  scratchFolder,
}) => {
  const undo = page
    .getByRole('region', { name: 'Earlier imports' })
    .getByRole('button', { name: /^Undo the import of My clinic/ })
  await undo.click()
  const dialog = page.getByRole('dialog', { name: 'Undo the import of My clinic?' })
  await expect(dialog).toContainText('The original files stay where they are')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Keep everything' }).click()
  await expect(dialog).toBeHidden()

  await undo.click()
  await dialog.getByRole('button', { name: 'Forget 3 photos' }).click()
  await expect(page.getByRole('status').getByText('3 photos forgotten; no file was touched.')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Earlier imports' }).getByText('Undone')).toBeVisible()
  await expect(undo).toHaveCount(0)
  expect(existsSync(join(scratchFolder, 'My clinic', CLIENT))).toBe(true)
  await page.getByRole('link', { name: 'Clients' }).click()
  await expect(page.getByRole('button', { name: 'Add your photo folder' })).toBeVisible()
})

test('a folder that is not connected says so, and comes back by itself', async ({ page, scratchFolder }) => {
  const folder = join(scratchFolder, 'My clinic')
  const item = rootItem(page)
  await expect(item).toContainText('3 photos')
  renameSync(folder, `${folder} away`)
  await expect(item).toContainText('Not connected')
  await expect(item.getByRole('button', { name: 'Look again in My clinic' })).toBeDisabled()
  await expectAccessible(page)
  // Whose photos are there cannot be compared now: more photos are not what is wanting.
  await page.getByRole('link', { name: 'Clients', exact: true }).first().click()
  await page.getByRole('list', { name: 'Clients' }).getByRole('link').first().click()
  await expect(page.getByRole('complementary')).toContainText('connect it, and they come back by themselves')
  await page.getByRole('link', { name: 'Import', exact: true }).first().click()
  renameSync(`${folder} away`, folder)
  await expect(item).not.toContainText('Not connected')
  await expect(item.getByRole('button', { name: 'Look again in My clinic' })).toBeEnabled()
})

test('photos whose files are gone are listed, and only forgotten when a person says so', async ({
  page,
  scratchFolder,
}) => {
  rmSync(join(scratchFolder, 'My clinic', CLIENT, '2025-05-02 Review'), { recursive: true, force: true })
  await rootItem(page).getByRole('button', { name: 'Look again in My clinic' }).click()
  await expect(rootItem(page)).toContainText('1 missing')
  const missing = page.getByRole('region', { name: '1 photo missing' })
  await expect(missing).toContainText('2 May 2025')
  await expectAccessible(page)

  await missing.getByRole('button', { name: /^Forget/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Forget 1 missing photo?' })
  await expect(dialog).toContainText('This cannot be undone.')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Forget 1 photo' }).click()
  await expect(missing).toHaveCount(0)
  await expect(rootItem(page)).toContainText('2 photos')
})

test('new photos in a folder are told and come in when a person says so', async ({ page, scratchFolder }) => {
  const client = join(scratchFolder, 'My clinic', CLIENT)
  cpSync(join(SAMPLE_CLINIC_FOLDER, 'Lindqvist, Erik'), join(client, '..', 'Lindqvist, Erik'), {
    recursive: true,
  })
  await rootItem(page).getByRole('button', { name: 'Look again in My clinic' }).click()
  await expect(rootItem(page)).toContainText('2 new')
  await expect(page.getByRole('link', { name: 'Import, 2 new' })).toBeVisible()
  await expectAccessible(page)
  await rootItem(page).getByRole('button', { name: 'Import what is new in My clinic' }).click()
  await expect(page.getByRole('heading', { name: '2 photos imported' })).toBeVisible()
  await page.getByRole('button', { name: 'Import another folder' }).click()
  await expect(rootItem(page)).toContainText('nothing new')
})

test('the order of day and month is chosen for each folder and kept', async ({ page }) => {
  const order = rootItem(page).getByRole('button', { name: /Order of day and month in My clinic/ })
  await expect(order).toContainText('Dates: ask if unclear')
  await order.click()
  await page.getByRole('option', { name: 'Dates: day first' }).click()
  await expect(order).toContainText('Dates: day first')
  await page.reload()
  await expect(order).toContainText('Dates: day first')
})

function rootItem(page: Page) {
  return page.getByRole('region', { name: 'Your folders' }).getByRole('listitem')
}
