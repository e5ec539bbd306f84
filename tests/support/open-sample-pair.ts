import { expect, type Page } from '@playwright/test'

/** Opens the best pair of a client of the sample clinic in the compare screen and waits until its match is known. */
export async function openSamplePair(page: Page, client: string): Promise<void> {
  await page.getByRole('list', { name: 'Clients' }).getByRole('link', { name: client }).click()
  await expect(page.getByRole('heading', { level: 1, name: client })).toBeVisible()
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Compare' }).click()
  await expect(page.getByRole('group', { name: 'Photo comparison' })).toBeVisible()
  await waitUntilAligned(page)
}

/** Waits until the program has said how well the two photos match. */
export async function waitUntilAligned(page: Page): Promise<void> {
  const quality = page.getByRole('region', { name: 'Match quality' })
  await expect(quality.getByRole('button', { name: /Adjust alignment|Place points/ })).toBeEnabled({
    timeout: 60_000,
  })
}
