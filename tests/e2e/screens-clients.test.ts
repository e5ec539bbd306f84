import type { Page } from '@playwright/test'
import { expectAccessible } from '../support/accessibility.ts'
import { expect, test } from '../support/sample-test.ts'

test('finds a client as one types, with the keyboard alone', async ({ page }) => {
  await expect(page.getByRole('list', { name: 'Clients' }).getByRole('link')).toHaveCount(5)
  await expectAccessible(page)

  await page.keyboard.press('/')
  await expect(page.getByRole('searchbox', { name: 'Search clients' })).toBeFocused()
  await page.keyboard.type('o')
  await expect(page.getByRole('status').filter({ hasText: 'with “o”' })).toBeVisible()
  await page.keyboard.press('ArrowDown')
  const clients = page.getByRole('list', { name: 'Clients' }).getByRole('link')
  await expect(clients.first()).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(clients.nth(1)).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowUp')
  await expect(page.getByRole('searchbox')).toBeFocused()

  // Faster than the answer: the row that has the focus leaves with it, and the focus stays in the list.
  await page.keyboard.press('Escape')
  await page.keyboard.type('moreno')
  await page.keyboard.press('ArrowDown')
  await expect(clients).toHaveCount(1)
  await expect(clients).toBeFocused()
  await page.keyboard.press('/')
  await page.keyboard.press('Escape')
  // Enter before the answer means this search, not the one whose clients still stand there.
  await page.keyboard.type('jónas')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Hartmann, Jonas' })).toBeVisible()
})

test('says so where no client is found, and leads back to all of them', async ({ page }) => {
  await page.getByRole('searchbox', { name: 'Search clients' }).fill('nobody')
  await expect(page.getByRole('heading', { name: 'No client with “nobody”' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Show all clients' }).click()
  await expect(page.getByRole('list', { name: 'Clients' }).getByRole('link')).toHaveCount(5)
})

test('shows a client by view and by visit, with what was not taken and what is damaged', async ({ page }) => {
  await page.getByRole('link', { name: /^Moreno, Luis/ }).click()
  const row = page.getByRole('row', { name: /^Right profile/ })
  await expect(row.getByRole('cell')).toHaveCount(5)
  await expect(row.getByRole('cell', { name: 'No photo' })).toHaveCount(1)
  await expect(row.getByRole('button')).toHaveCount(4)
  await expectAccessible(page)

  await page.getByRole('radio', { name: 'By visit' }).click()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(
    page.getByRole('region', { name: '1 Oct 2024, Review, 7 months' }).getByRole('button'),
  ).toHaveCount(4)
  await expectAccessible(page)

  await page.getByRole('navigation', { name: 'Where you are' }).getByRole('link', { name: 'Clients' }).click()
  await page.getByRole('link', { name: /^Lindqvist, Erik/ }).click()
  await page.getByRole('button', { name: 'Top, 10 Jun 2025, fresh, damaged' }).click()
  await expect(page.getByRole('complementary').getByText('Damaged')).toBeVisible()
})

test('chooses two photos of a view with the keyboard and compares them', async ({ page }) => {
  await openJonas(page)
  // With the focus nowhere, the first arrow key leads to the photos.
  await page.getByRole('heading', { level: 1 }).click()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('button', { name: 'Front, 15 Jan 2024, pre-treatment' })).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Space')
  const chosen = page.getByRole('button', { pressed: true })
  await expect(chosen).toHaveAccessibleName('Crown, 15 Jan 2024, pre-treatment')
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Space')
  await expect(chosen).toHaveCount(2)
  await expect(page.getByRole('complementary').getByText('Pair · Crown')).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('c')
  await expect(page).toHaveURL(/#\/compare\/\d+\/\d+$/)

  // The rail keeps the client, the view and the pair.
  const pair = page.url()
  const rail = page.getByRole('navigation', { name: 'Main' })
  await expect(rail.getByRole('link', { name: 'Fade' })).toHaveAttribute('href', /fade\/crown$/)
  await rail.getByRole('link', { name: 'Settings' }).click()
  await rail.getByRole('link', { name: 'Compare' }).click()
  await expect(page).toHaveURL(pair)
})

test('renames a client, and takes it back', async ({ page }) => {
  await openJonas(page)
  await page.getByRole('button', { name: 'Rename client' }).click()
  const longName = 'Wolfeschlegelsteinhausenbergerdorff, Hubert Blaine Jonas'
  await page.getByRole('textbox', { name: 'Name' }).fill(longName)
  await expectAccessible(page)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: longName })).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Hartmann, Jonas' })).toBeVisible()

  // A long name leaves room for the view behind it in the top bar.
  await page.getByRole('button', { name: 'Rename client' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill(longName)
  await page.keyboard.press('Enter')
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Compare' }).click()
  const title = page.getByRole('heading', { level: 1, name: 'Front' })
  await expect(title).toBeVisible()
  const cut = await title.evaluate((heading) => heading.scrollWidth - heading.clientWidth)
  const modes = await page.getByRole('radiogroup', { name: 'How to compare' }).boundingBox()
  const place = await title.boundingBox()
  expect(cut).toBe(0)
  expect((place?.x ?? Infinity) + (place?.width ?? 0)).toBeLessThan(modes?.x ?? 0)
})

test('puts a photo’s phase right, and takes it back', async ({ page }) => {
  await openJonas(page)
  await page.getByRole('button', { name: 'Crown, 19 Feb 2024, healed' }).click()
  await page.getByRole('button', { name: /Phase$/ }).click()
  await page.getByRole('option', { name: 'Healing' }).click()
  await expect(page.getByText('set by you')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Crown, 19 Feb 2024, healing' })).toBeVisible()
  // The message waits while the focus is on it, however long looking at the page takes.
  await page.getByRole('button', { name: 'Undo' }).focus()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('button', { name: 'Crown, 19 Feb 2024, healed' })).toBeVisible()
  // What was read is not taken for a person's word from then on.
  await expect(page.getByText('set by you')).toHaveCount(0)
})

test('shows a photo in full with all that is known about it, and steps through its visits', async ({
  page,
}) => {
  await openJonas(page)
  await page.getByRole('button', { name: 'Crown, 15 Jan 2024, pre-treatment' }).dblclick()
  await expect(
    page.getByRole('heading', { level: 1, name: 'Crown, 15 Jan 2024, pre-treatment' }),
  ).toBeVisible()
  const details = page.getByRole('complementary')
  await expect(details.getByText(/^[0-9a-f]{64}$/)).toBeVisible()
  await expect(details.getByText(/crown\.jpg$/)).toBeVisible()
  await expectAccessible(page)

  const zoom = page.getByRole('toolbar', { name: 'Zoom' }).getByRole('status')
  await expect(zoom).toHaveText(/^Fit · \d+ %$/)
  await page.keyboard.press('1')
  await expect(zoom).toHaveText('100 %')
  await page.keyboard.press('0')
  await expect(zoom).toHaveText(/^Fit/)

  await page.keyboard.press(']')
  await expect(page.getByRole('heading', { level: 1, name: 'Crown, 15 Jan 2024, fresh' })).toBeVisible()
  await page.keyboard.press('[')
  await expect(
    page.getByRole('heading', { level: 1, name: 'Crown, 15 Jan 2024, pre-treatment' }),
  ).toBeVisible()
})

test('no screen is wider or higher than a small window', { tag: '@desktop' }, async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 640 })
  for (const address of ['#/', '#/clients/1', '#/photos/1', '#/import', '#/settings']) {
    await page.goto(new URL(address, page.url()).href)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    const overflow = await page.evaluate(() => ({
      x: document.documentElement.scrollWidth - window.innerWidth,
      y: document.documentElement.scrollHeight - window.innerHeight,
    }))
    expect({ address, ...overflow }).toEqual({ address, x: 0, y: 0 })
    await expectAccessible(page)
  }
  await page.getByRole('button', { name: 'Keyboard' }).click()
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible()
  await expectAccessible(page)
})

async function openJonas(page: Page): Promise<void> {
  await page.getByRole('link', { name: /^Hartmann, Jonas/ }).click()
  await expect(page.getByRole('table')).toBeVisible()
}
