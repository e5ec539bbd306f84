import type { Page } from '@playwright/test'
import { expectAccessible } from '../support/accessibility.ts'
import { expect, test } from '../support/sample-test.ts'

/** Measuring a series decodes and registers five photos: on two slow cores that takes a while. */
const MEASURED = { timeout: 240_000 }

test.setTimeout(300_000)

/** Opens the fade of a view of a sample client by its address, as the rail and the client's page do. */
async function openFade(page: Page, client: RegExp, view: string): Promise<void> {
  await page.getByRole('link', { name: client }).click()
  await expect(page).toHaveURL(/#\/clients\/\d+$/)
  await page.evaluate((name) => {
    window.location.hash += `/fade/${name}`
  }, view)
}

const chart = (page: Page) => page.getByRole('img', { name: /^Retention over time/ })
const panel = (page: Page) => page.getByRole('complementary', { name: 'Selected visit' })
const surface = (page: Page) => page.getByRole('application', { name: 'Photo to draw regions on' })

test('measures a view and tells what every visit says', { tag: '@desktop' }, async ({ page }) => {
  await openFade(page, /^Hartmann, Jonas/, 'top')
  await expect(page.getByRole('progressbar', { name: 'Measuring top' })).toBeVisible()
  // Every visit by its date from the start, and its result as it comes, long before the last one is there.
  const waiting = page.getByRole('list', { name: 'Visits' }).getByRole('listitem')
  await expect(waiting).toHaveCount(5)
  await expect(waiting.last()).toHaveText(/18 Feb 2025Healed(Waiting|Measuring …)/)
  await expect(waiting.first()).toHaveText(/15 Jan 2024Pre-treatmentbefore pigment/, MEASURED)
  await expect(waiting.nth(2)).toHaveText(/19 Feb 2024Healed100 %/, MEASURED)
  await expect(chart(page)).toBeVisible(MEASURED)
  await expectAccessible(page)

  const rows = page.getByRole('table', { name: 'Retention at every visit' }).getByRole('row')
  await expect(rows).toHaveCount(6)
  await expect(rows.filter({ hasText: '19 Feb 2024' })).toContainText('100 %')
  const fresh = rows.filter({ hasText: 'Fresh' })
  await expect(fresh.getByRole('cell').nth(3)).toHaveText('no')
  // What the newest visit says was rendered with 66 % of the pigment.
  const newest = await rows.last().getByRole('cell').nth(1).textContent()
  expect(Number(newest?.replace(' %', ''))).toBeGreaterThan(50)
  expect(Number(newest?.replace(' %', ''))).toBeLessThan(82)

  await expect(panel(page).getByRole('heading', { name: 'Review, 13 months' })).toBeVisible()
  await page.getByRole('button', { name: /^19 Feb 2024, 100 %/ }).click()
  await expect(panel(page).getByRole('heading', { name: 'Healed baseline' })).toBeVisible()
  await expect(panel(page).getByRole('link', { name: 'Compare with baseline' })).toHaveCount(0)
  await page.getByRole('button', { name: /^12 Aug 2024/ }).press('Enter')
  await panel(page).getByRole('link', { name: 'Compare with baseline' }).click()
  await expect(page).toHaveURL(/#\/compare\/\d+\/\d+$/)
})

test('stops measuring when asked to, and goes on later', async ({ page }) => {
  await openFade(page, /^Moreno, Luis/, 'top')
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('heading', { name: 'Measuring was stopped' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Go on measuring' }).click()
  await expect(page.getByRole('progressbar', { name: 'Measuring top' })).toBeVisible()
})

test('says what is missing where no photo is healed', async ({ page }) => {
  await openFade(page, /^Lindqvist, Erik/, 'front')
  await expect(page.getByRole('heading', { name: 'No healed photo of this view yet' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('radio', { name: 'Top' }).click()
  await expect(page).toHaveURL(/fade\/top$/)
})

test('draws regions by clicks, takes steps back, and measures what was drawn', async ({ page }) => {
  await openFade(page, /^Hartmann, Jonas/, 'crown')
  await expect(surface(page)).toBeVisible()
  const save = page.getByRole('button', { name: 'Save and measure' })
  await expect(save).toBeDisabled()
  const box = (await surface(page).boundingBox())!
  const click = (x: number, y: number) =>
    page.mouse.click(box.x + box.width / 2 + x, box.y + box.height / 2 + y)
  const status = page.getByRole('status').filter({ hasText: /corner|region/ })

  await click(-120, -260)
  await click(120, -260)
  await click(140, -120)
  await click(-140, -120)
  await expect(status).toHaveText('Treated skin: 4 corners')
  await page.keyboard.press('Control+z')
  await expect(status).toHaveText('Treated skin: 3 corners')
  await page.keyboard.press('Control+Shift+z')
  await expect(status).toHaveText('Treated skin: 4 corners')
  await click(-120, -260)
  await expect(page.getByText('1 region', { exact: true })).toHaveCount(1)

  // The next thing to draw is chosen already.
  await expect(page.getByRole('radio', { name: 'Bare skin' })).toBeChecked()
  for (const [x, y] of [
    [-90, 250],
    [90, 250],
    [90, 330],
    [-90, 330],
  ] as const) {
    await click(x, y)
  }
  await page.keyboard.press('Enter')
  await expect(save).toBeEnabled()
  await expectAccessible(page)

  // Dragged so that two sides cross, an outline cannot be measured.
  await page.mouse.move(box.x + box.width / 2 - 120, box.y + box.height / 2 - 260)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width / 2 + 60, box.y + box.height / 2 - 200, { steps: 6 })
  await page.mouse.move(box.x + box.width / 2 + 180, box.y + box.height / 2 - 180, { steps: 6 })
  await page.mouse.up()
  await expect(page.getByRole('alert').filter({ hasText: 'crosses itself' })).toBeVisible()
  await expect(save).toBeDisabled()
  await page.keyboard.press('Control+z')
  await expect(save).toBeEnabled()

  await save.click()
  await expect(page.getByRole('progressbar', { name: 'Measuring crown' })).toBeVisible()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'Redraw regions' }).click()
  await expect(page.getByRole('button', { name: /^Treated skin/ })).toContainText('4 corners')
  await expect(page.getByRole('button', { name: /^Bare skin/ })).toContainText('4 corners')
})

test('draws and adjusts a region with the keyboard alone', async ({ page }) => {
  await openFade(page, /^Hartmann, Jonas/, 'crown')
  await surface(page).focus()
  const press = async (...keys: readonly string[]) => {
    for (const key of keys) await page.keyboard.press(key)
  }
  const status = page.getByRole('status').filter({ hasText: /corner|region/ })
  await press('Space', 'Shift+ArrowRight', 'Space', 'Shift+ArrowDown', 'Space', 'Enter')
  await expect(page.getByRole('button', { name: /^Treated skin/ })).toContainText('3 corners')
  await surface(page).focus()
  await press(']')
  await expect(status).toHaveText('Treated skin, corner 1 of 3')
  await press(']', 'ArrowLeft', 'ArrowLeft')
  await expect(status).toHaveText('Treated skin, corner 2 of 3')
  // A run of arrow keys is one step back.
  await press('Control+z')
  await expect(page.getByRole('button', { name: 'Redo' })).toBeEnabled()
  await press('Delete')
  await expect(page.getByRole('button', { name: /^Treated skin/ })).toHaveCount(1)
  await press(']', 'Delete')
  await expect(status).toHaveText('0 regions drawn')
})
