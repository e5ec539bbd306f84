import { expectAccessible } from '../support/accessibility.ts'
import { openSamplePair } from '../support/open-sample-pair.ts'
import { expect, test } from '../support/sample-test.ts'

test(
  'aligns all visits of a view at once, with progress, and says how each came out',
  { tag: '@desktop' },
  async ({ page }) => {
    await openSamplePair(page, 'Moreno, Luis')
    const series = page.getByRole('region', { name: 'All visits on this before photo' })
    await expect(series.getByText('Not tried')).toHaveCount(3)
    await series.getByRole('button', { name: 'Align all visits' }).click()
    await expect(series.getByRole('progressbar')).toBeVisible()
    await expect(series.getByRole('button', { name: 'Cancel' })).toBeVisible()
    await expect(page.getByText(/\d of 4 visits aligned/)).toBeVisible({ timeout: 90_000 })
    await expect(series.getByText('Not tried')).toHaveCount(0)
    await expect(series.getByRole('listitem')).toHaveCount(4)
    await expectAccessible(page)

    // Each leads to its comparison.
    const first = series.getByRole('listitem').first().getByRole('button')
    await expect(first).toHaveAttribute('aria-pressed', 'false')
    await first.focus()
    await page.keyboard.press('Enter')
    await expect(first).toHaveAttribute('aria-pressed', 'true')
    await expect(page.getByRole('group', { name: 'Photo comparison' })).toBeVisible()
  },
)

test('keeps what was found when it is cancelled', async ({ page }) => {
  await openSamplePair(page, 'Moreno, Luis')
  const series = page.getByRole('region', { name: 'All visits on this before photo' })
  await series.getByRole('button', { name: 'Align all visits' }).click()
  await series.getByRole('button', { name: 'Cancel' }).click()
  await expect(series.getByRole('button', { name: 'Align all visits' })).toBeVisible()
  await expect(series.getByText('Aligned', { exact: true }).first()).toBeVisible()
})

test(
  'goes on while other screens are looked at, and shows how far it is when one comes back',
  { tag: '@desktop' },
  async ({ page }) => {
    await openSamplePair(page, 'Moreno, Luis')
    const series = page.getByRole('region', { name: 'All visits on this before photo' })
    const rail = page.getByRole('navigation', { name: 'Main' })
    await series.getByRole('button', { name: 'Align all visits' }).click()
    await rail.getByRole('link', { name: 'Settings' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible()
    await rail.getByRole('link', { name: 'Compare, running' }).click()
    await expect(series.getByRole('progressbar', { name: 'Aligning all visits' })).toBeVisible()
    await expect(series.getByRole('button', { name: 'Cancel' })).toBeVisible()

    await rail.getByRole('link', { name: 'Clients' }).click()
    await expect(page.getByText(/Align all visits finished: \d of 4 visits aligned/)).toBeVisible({
      timeout: 90_000,
    })
    await rail.getByRole('link', { name: 'Compare', exact: true }).click()
    await expect(series.getByRole('button', { name: 'Align all visits' })).toBeVisible()
    await expect(series.getByText('Not tried')).toHaveCount(0)
  },
)

test('while it runs for another client, Compare says for whom and can stop it, and offers no second one', async ({
  page,
}) => {
  await openSamplePair(page, 'Moreno, Luis')
  const series = page.getByRole('region', { name: 'All visits on this before photo' })
  const rail = page.getByRole('navigation', { name: 'Main' })
  await series.getByRole('button', { name: 'Align all visits' }).click()
  await rail.getByRole('link', { name: 'Clients' }).click()
  await page.getByRole('list', { name: 'Clients' }).getByRole('link', { name: 'Novak, Petr' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Novak, Petr' })).toBeVisible()
  await rail.getByRole('link', { name: 'Compare, running' }).click()
  await expect(series).toContainText('Running for Moreno, Luis, Front:')
  await expect(series.getByRole('button', { name: 'Align all visits' })).toHaveCount(0)
  await series.getByRole('button', { name: 'Cancel' }).click()
  await expect(rail.getByRole('link', { name: 'Compare', exact: true })).toBeVisible()
})
