import { expect, test } from '../support/app-test.ts'

test('greets a new clinic and offers the sample clinic and its own photos', async ({ page }) => {
  await expect(page.getByRole('button', { name: 'Open the sample clinic' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Add your photo folder' })).toBeVisible()
})
