import type { Page } from '@playwright/test'
import { openSamplePair } from '../support/open-sample-pair.ts'
import { expect, test } from '../support/sample-test.ts'

async function openAlignment(page: Page): Promise<void> {
  await openSamplePair(page, 'Hartmann, Jonas')
  await page
    .getByRole('region', { name: 'Match quality' })
    .getByRole('button', { name: /Adjust alignment|Place points/ })
    .click()
  await expect(page.getByRole('group', { name: /^Before photo/ })).toBeVisible()
}

test('what was placed in another tab is not replaced before one was told of it', async ({ page }) => {
  const other = await page.context().newPage()
  await other.goto(new URL('/', page.url()).href)
  await openAlignment(page)
  await openAlignment(other)
  await other.keyboard.press('Shift+D')
  await other.getByRole('button', { name: 'Accept' }).click()
  await expect(other.getByRole('region', { name: 'Match quality' })).toContainText('Placed by hand')

  await page.keyboard.press('Shift+W')
  await page.getByRole('button', { name: 'Accept' }).click()
  await expect(page.getByText('This pair was placed in another window meanwhile.')).toBeVisible()
  await page.getByRole('button', { name: 'Accept' }).click()
  await expect(page.getByRole('region', { name: 'Match quality' })).toContainText('Placed by hand')
  await other.close()
})

test('an alignment that was accepted in another tab is shown when one comes back', async ({ page }) => {
  await openSamplePair(page, 'Hartmann, Jonas')
  const other = await page.context().newPage()
  await other.goto(new URL('/', page.url()).href)
  await openAlignment(other)
  await other.keyboard.press('Shift+D')
  await other.getByRole('button', { name: 'Accept' }).click()
  await expect(other.getByRole('region', { name: 'Match quality' })).toContainText('Placed by hand')
  await other.close()
  // Without a screen no tab is ever hidden: told as a browser tells it.
  await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')))
  await expect(page.getByRole('region', { name: 'Match quality' })).toContainText('Placed by hand')
})

test('how alike a pair was taken is told anew once it was placed otherwise in another tab', async ({
  page,
}) => {
  await openSamplePair(page, 'Hartmann, Jonas')
  const alike = page.getByRole('region', { name: 'Taken alike?' })
  await expect(alike).toContainText('of 100', { timeout: 30_000 })
  const known = await alike.textContent()
  const other = await page.context().newPage()
  await other.goto(new URL('/', page.url()).href)
  await openAlignment(other)
  for (let i = 0; i < 12; i++) await other.keyboard.press('Shift+E')
  await other.getByRole('button', { name: 'Accept' }).click()
  await expect(other.getByRole('region', { name: 'Match quality' })).toContainText('Placed by hand')
  const toldThere = other.getByRole('region', { name: 'Taken alike?' })
  await expect(toldThere).toContainText('of 100', { timeout: 30_000 })
  const told = await toldThere.textContent()
  expect(told).not.toBe(known)
  await other.close()
  await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')))
  await expect(alike).toHaveText(told ?? '', { timeout: 30_000 })
  await expect(page.getByRole('region', { name: /^All visits/ })).toContainText('Placed by hand')
})
