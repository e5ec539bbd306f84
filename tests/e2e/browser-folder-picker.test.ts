import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expectAccessible } from '../support/accessibility.ts'
import { expect, test } from '../support/app-test.ts'

test('a folder is chosen from a list, and a wrong path is told without losing the place', async ({
  page,
  scratchFolder,
}) => {
  mkdirSync(join(scratchFolder, 'One', 'Two'), { recursive: true })
  await page.getByRole('button', { name: 'Add your photo folder' }).click()
  const dialog = page.getByRole('dialog', { name: 'Choose a folder' })
  const path = dialog.getByRole('textbox', { name: 'Folder' })
  await path.fill(scratchFolder)
  await path.press('Enter')
  await dialog.getByRole('option', { name: 'One' }).dblclick()
  await expect(dialog.getByRole('option', { name: 'Two' })).toBeVisible()
  await expectAccessible(page)

  await path.fill(join(scratchFolder, 'Nowhere'))
  await path.press('Enter')
  await expect(dialog).toContainText('There is no such folder')
  await expect(dialog.getByRole('option', { name: 'Two' })).toBeVisible()
  await dialog.getByRole('button', { name: 'Up one folder' }).click()
  await expect(dialog.getByRole('option', { name: 'One' })).toBeVisible()
  await expect(dialog).not.toContainText('There is no such folder')
})
