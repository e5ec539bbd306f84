import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import sharp from 'sharp'
import { recordFileOf } from '../../src/backend/services/exports/record-file.ts'
import { ExportRecord } from '../../src/contract/exports.ts'
import { openSamplePair, waitUntilAligned } from '../support/open-sample-pair.ts'
import { expect, test } from '../support/sample-test.ts'

test.beforeEach(async ({ page }) => {
  await openSamplePair(page, 'Hartmann, Jonas')
  // Two healed photos, which the program aligns by itself.
  await page.getByRole('button', { name: /^Show as before: Healed/ }).click()
  await expect(page.getByRole('button', { name: /^Healed, .* shown as before$/ })).toBeVisible()
  await waitUntilAligned(page)
  await page.getByRole('button', { name: 'Export' }).click()
})

test('says what the picture will contain before it is made', async ({ page }) => {
  const dialog = page.getByRole('dialog', { name: 'Export picture' })
  await expect(dialog).toContainText('Before 19 Feb 2024 · healed')
  await expect(dialog).toContainText('After 18 Feb 2025 · healed')
  await expect(dialog).toContainText('names are left out')
  await expect(dialog.getByRole('button', { name: 'Save picture' })).toBeFocused()
})

test('writes a wipe at the divider without metadata, with its record', async ({
  page,
  launchedElectron,
  scratchFolder,
}) => {
  const file = join(scratchFolder, 'wipe.jpg')
  await launchedElectron?.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, file)
  const dialog = page.getByRole('dialog', { name: 'Export picture' })
  await dialog.getByRole('radio', { name: 'Wipe' }).click()
  await dialog.getByRole('button', { name: 'Save picture' }).click()
  await expect(dialog.getByText('The picture is ready')).toBeVisible({ timeout: 60_000 })
  await expect(dialog.getByRole('button', { name: 'Done' })).toBeFocused()

  const [picture, record] =
    launchedElectron === null
      ? [await download(page, 'Download picture'), await download(page, 'Download record')]
      : [await readFile(file), await readFile(recordFileOf(file))]
  const { exif, width } = await sharp(picture).metadata()
  expect(exif).toBeUndefined()
  const { layout, width: recordedWidth, operations } = ExportRecord.parse(JSON.parse(String(record)))
  expect({ layout, recordedWidth }).toEqual({ layout: 'wipe', recordedWidth: width })
  const arranged = operations.find((operation) => operation.kind === 'arrange')
  expect(arranged?.position).toBeGreaterThan(0)
})

async function download(page: Page, name: string): Promise<Buffer> {
  const address = await page.getByRole('link', { name }).getAttribute('href')
  const response = await page.request.get(new URL(address ?? '', page.url()).href)
  expect(response.status()).toBe(200)
  return response.body()
}
