import { expectAccessible } from '../support/accessibility.ts'
import { expect, test } from '../support/sample-test.ts'

test('a visit is moved to another client and day, and back', async ({ page }) => {
  const clients = page.getByRole('list', { name: 'Clients' })
  await clients.getByRole('link', { name: 'Lindqvist, Erik' }).click()
  await page.getByRole('button', { name: /^Front, 10 Jun 2025/ }).click()
  await page.getByRole('button', { name: 'Other client or day …' }).click()
  const dialog = page.getByRole('dialog', { name: 'Other client or day' })
  await expect(dialog.getByRole('radio', { name: /^Visit/ })).toBeChecked()
  await expectAccessible(page)
  await dialog.getByRole('textbox', { name: 'Client' }).fill('Novak, Petr')
  await dialog.getByRole('textbox', { name: 'Day' }).fill('soon')
  await page.keyboard.press('Enter')
  await expect(dialog).toContainText('Write the whole day')
  await dialog.getByRole('textbox', { name: 'Day' }).fill('11 Jun 2025')
  await page.keyboard.press('Enter')
  await expect(page.getByText('2 photos moved')).toBeVisible()

  await page.getByRole('link', { name: 'Clients', exact: true }).first().click()
  await expect(clients.getByRole('link', { name: 'Lindqvist, Erik' })).toHaveCount(0)
  await clients.getByRole('link', { name: 'Novak, Petr' }).click()
  await expect(page.getByRole('columnheader', { name: /^11 Jun 2025/ })).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('Put back')).toBeVisible()
  await expect(page.getByRole('columnheader', { name: /^11 Jun 2025/ })).toHaveCount(0)
  await page.getByRole('link', { name: 'Clients', exact: true }).first().click()
  await expect(clients.getByRole('link', { name: 'Lindqvist, Erik' })).toBeVisible()
})
