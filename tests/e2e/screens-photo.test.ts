import { expectAccessible } from '../support/accessibility.ts'
import { expect, test } from '../support/sample-test.ts'

test('says how a photo was exposed, and puts a wrong clock right for the whole visit', async ({ page }) => {
  await page.getByRole('link', { name: /^Hartmann, Jonas/ }).click()
  await page.getByRole('button', { name: 'Crown, 15 Jan 2024, fresh' }).dblclick()
  const details = page.getByRole('complementary')
  await expect(details.getByText(/^1\/120 s, f\/[\d.]+, ISO \d+$/)).toBeVisible()
  await expect(details.getByText('15 Jan 2024, 17:01', { exact: true })).toBeVisible()

  await details.getByRole('button', { name: 'The clock was wrong' }).click()
  const dialog = page.getByRole('dialog', { name: 'The camera’s clock was wrong' })
  const time = dialog.getByLabel('When the first photo was really taken')
  await expect(time).toHaveValue('2024-01-15T17:01')
  await expectAccessible(page)
  await time.focus()
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await details.getByRole('button', { name: 'The clock was wrong' }).click()
  await time.fill('2099-01-01T10:00')
  await page.keyboard.press('Enter')
  await expect(dialog.getByText('would lie in the future')).toBeVisible()
  await time.fill('2024-01-15T15:56')
  await page.keyboard.press('Enter')

  // All photos of the visit, and what the camera said stays to be seen.
  await expect(page.getByText('5 photos 1 h 5 min earlier')).toBeVisible()
  await expect(details.getByText('15 Jan 2024, 15:56', { exact: true })).toBeVisible()
  await expect(details.getByText('15 Jan 2024, 17:01', { exact: true })).toBeVisible()

  await details.getByRole('button', { name: 'Change the clock' }).click()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Take back' }).click()
  await expect(dialog.getByRole('list', { name: 'Put right so far' })).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(details.getByText('15 Jan 2024, 15:56', { exact: true })).toHaveCount(0)
  await expect(details.getByRole('button', { name: 'The clock was wrong' })).toBeVisible()
})
