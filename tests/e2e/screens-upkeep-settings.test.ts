import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expectAccessible } from '../support/accessibility.ts'
import { expect, test } from '../support/sample-test.ts'

test('a backup is made, and going back to it brings back what was there then, without a restart', async ({
  page,
  catalogueFolder,
}) => {
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Back up now' }).click()
  await expect(page.getByText(/^Backed up: what is known of \d+ photos/)).toBeVisible()
  const backups = page.getByRole('list', { name: 'Backups' })
  const made = backups.getByRole('listitem').filter({ hasText: 'Made by you' })
  await expect(made).toHaveCount(1)
  await expectAccessible(page)
  expect(readdirSync(join(catalogueFolder, 'backups')).some((name) => name.startsWith('by-hand-'))).toBe(true)

  await rename(page, 'Novak, Petr', 'Someone else')
  await page.getByRole('link', { name: 'Settings' }).click()
  await made.getByRole('button', { name: /^Restore the backup of/ }).click()
  const dialog = page.getByRole('dialog', { name: /^Go back to/ })
  await expect(dialog).toContainText('The catalogue as it is now is kept among the backups')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Restore this backup' }).click()
  await expect(page.getByText(/^Restored: \d+ photos/)).toBeVisible()
  await expect(backups.getByText(/^Replaced by a restored one/)).toBeVisible()
  await page.getByRole('link', { name: 'Clients' }).click()
  await expect(
    page.getByRole('list', { name: 'Clients' }).getByRole('link', { name: 'Novak, Petr' }),
  ).toBeVisible()
})

test('the check says in words what is sound, what is damaged, and what to do', async ({
  page,
  catalogueFolder,
}) => {
  await page.getByRole('link', { name: 'Settings' }).click()
  const check = page.getByRole('region', { name: 'Check the catalogue' })
  await check.getByRole('button', { name: 'Check' }).click()
  await expect(check.getByRole('status')).toHaveText('The catalogue is sound')
  await expect(check).toContainText(/\d+ originals read in full, each byte as it was/)
  await expectAccessible(page)

  const folder = join(catalogueFolder, 'derived')
  const [some = ''] = readdirSync(folder)
  writeFileSync(join(folder, some, `${'ab'.repeat(32)}.thumb.jpg`), 'x')
  await check.getByRole('button', { name: 'Check' }).click()
  await check.getByRole('button', { name: 'Remove them' }).click()
  await expect(check).toContainText('1 left-over small picture removed.')
  // No original was asked for, so that none of them is spoken of.
  await expect(check).not.toContainText('read in full, each byte')

  rmSync(folder, { recursive: true })
  await check.getByRole('button', { name: 'Check' }).click()
  await check.getByRole('button', { name: 'Make them now' }).click()
  await expect(check).toContainText('Small pictures of 55 files made again.')
  await expect(check.getByRole('button', { name: 'Make them now' })).toHaveCount(0)
})

async function rename(page: Page, client: string, name: string): Promise<void> {
  await page.getByRole('link', { name: 'Clients' }).click()
  await page.getByRole('list', { name: 'Clients' }).getByRole('link', { name: client }).click()
  await page.getByRole('button', { name: 'Rename client' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill(name)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
}
