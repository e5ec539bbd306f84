import type { Locator, Page } from '@playwright/test'
import { expectAccessible } from '../support/accessibility.ts'
import { openSamplePair, waitUntilAligned } from '../support/open-sample-pair.ts'
import { expect, test } from '../support/sample-test.ts'

const CLIENT = 'Hartmann, Jonas'

const slider = (page: Page): Locator => page.getByRole('slider', { name: 'Wipe position' })
const zoomWords = (page: Page): Locator => page.getByRole('button', { name: 'Fit the whole photo' })
const mode = (page: Page, name: string): Locator =>
  page.getByRole('radiogroup', { name: 'How to compare' }).getByRole('radio', { name })

test.beforeEach(async ({ page }) => {
  await openSamplePair(page, CLIENT)
})

test('keeps zoom and place when the mode, the photo or the divider changes', async ({ page }) => {
  const before = page.getByRole('img', { name: /^Before: Front/ })
  await page.keyboard.press('+')
  await page.keyboard.press('+')
  await page.keyboard.press('+')
  await expect(zoomWords(page)).toHaveText(/^\d+ %$/)
  const words = await zoomWords(page).textContent()
  const place = await before.boundingBox()

  for (const name of ['Overlay', 'Blink', 'Wipe']) {
    await mode(page, name).click()
    await expect(zoomWords(page)).toHaveText(words ?? '')
  }
  await mode(page, 'Side by side').click()
  await expect(zoomWords(page)).toHaveText(words ?? '')
  await mode(page, 'Wipe').click()
  await slider(page).focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('PageUp')
  await page.keyboard.press('[')
  await expect(page.getByRole('button', { name: /, shown as after$/ })).toHaveAccessibleName(/7 months/)
  await waitUntilAligned(page)
  await expect(zoomWords(page)).toHaveText(words ?? '')
  expect(await before.boundingBox()).toEqual(place)
})

test('moves the divider by keyboard and says where it stands', async ({ page }) => {
  await slider(page).focus()
  const press = async (key: string): Promise<string | null> => {
    await page.keyboard.press(key)
    return slider(page).getAttribute('aria-valuetext')
  }
  expect(await press('Home')).toBe('0 % before, 100 % after')
  expect(await press('PageUp')).toBe('10 % before, 90 % after')
  expect(await press('Shift+ArrowRight')).toBe('20 % before, 80 % after')
  expect(await press('ArrowRight')).toBe('21 % before, 79 % after')
  expect(await press('ArrowLeft')).toBe('20 % before, 80 % after')
  expect(await press('End')).toBe('100 % before, 0 % after')
})

test('drags the divider and leaves the photos where they are', async ({ page }) => {
  // All of the before photo, so that its edges are the picture's.
  await page.keyboard.press('c')
  const before = page.getByRole('img', { name: /^Before: Front/ })
  const place = await before.boundingBox()
  const handle = await slider(page).boundingBox()
  if (place === null || handle === null) throw new Error('Nothing is shown')
  const y = handle.y + handle.height / 2
  await page.mouse.move(handle.x + 30, y)
  await page.mouse.down()
  await page.mouse.move(place.x + place.width * 0.25 + 8, y, { steps: 8 })
  await page.mouse.up()
  // Grabbed 8 px beside its middle, it keeps that distance.
  await expect(slider(page)).toHaveAttribute('aria-valuenow', '25')
  expect(await before.boundingBox()).toEqual(place)
})

test('pans by dragging a photo and zooms at the cursor', async ({ page }) => {
  const before = page.getByRole('img', { name: /^Before: Front/ })
  const fitted = await before.boundingBox()
  if (fitted === null) throw new Error('Nothing is shown')
  const [x, y] = [fitted.x + fitted.width * 0.2, fitted.y + fitted.height * 0.3]
  await page.mouse.move(x, y)
  await page.mouse.wheel(0, -600)
  await expect(zoomWords(page)).toHaveText(/^\d+ %$/)
  const zoomed = await before.boundingBox()
  if (zoomed === null) throw new Error('Nothing is shown')
  expect((x - zoomed.x) / zoomed.width).toBeCloseTo(0.2, 2)
  expect((y - zoomed.y) / zoomed.height).toBeCloseTo(0.3, 2)

  await page.mouse.down()
  await page.mouse.move(x + 60, y + 40, { steps: 6 })
  await page.mouse.up()
  const panned = await before.boundingBox()
  expect(panned?.width).toBeCloseTo(zoomed.width, 3)
  // The first few pixels tell a drag from a click.
  expect(Math.abs((panned?.x ?? 0) - zoomed.x - 60)).toBeLessThanOrEqual(4)
  expect(Math.abs((panned?.y ?? 0) - zoomed.y - 40)).toBeLessThanOrEqual(4)

  await page.mouse.dblclick(x, y)
  await expect(zoomWords(page)).toHaveText(/^Fit/)
})

test('shows the before photo alone while Space is held, even after a mode was chosen by mouse', async ({
  page,
}) => {
  await mode(page, 'Overlay').click()
  const after = page.getByRole('img', { name: /^After: Front/ })
  await expect(after).toBeVisible()
  await page.keyboard.down(' ')
  await expect(page.getByText('Showing before only')).toBeAttached()
  await expect(after).toBeHidden()
  await page.keyboard.up(' ')
  await expect(after).toBeVisible()
})

test('swaps sides and says so', async ({ page }) => {
  await page.keyboard.press('x')
  await expect(slider(page)).toHaveAttribute('aria-valuetext', '50 % after, 50 % before')
  await page.getByRole('button', { name: /Swap sides/ }).click()
  await expect(slider(page)).toHaveAttribute('aria-valuetext', '50 % before, 50 % after')
})

test('steps the after photo with brackets and the before photo with Alt and brackets', async ({ page }) => {
  const shown = (role: string): Locator =>
    page.getByRole('button', { name: new RegExp(`, shown as ${role}$`) })
  await expect(shown('before')).toHaveAccessibleName(/^Before, 15 Jan 2024/)
  await expect(shown('after')).toHaveAccessibleName(/^13 months, 18 Feb 2025/)
  await page.keyboard.press('[')
  await expect(shown('after')).toHaveAccessibleName(/^7 months/)
  await page.keyboard.press('Alt+]')
  await expect(shown('before')).toHaveAccessibleName(/^Fresh/)
  await page.getByRole('button', { name: /^Show as after: Healed/ }).click()
  await expect(shown('after')).toHaveAccessibleName(/^Healed, 19 Feb 2024/)
})

test(
  'shows where the two differ as a heat map that moves with the photo',
  { tag: '@desktop' },
  async ({ page }) => {
    await page.keyboard.press('d')
    await expect(mode(page, 'Difference')).toBeChecked()
    await expect(page.getByText('Darker in the after photo')).toBeVisible()
    const heat = page.locator('.stage__heat')
    await expect
      .poll(() => heat.evaluate((image: HTMLImageElement) => image.naturalWidth), { timeout: 30_000 })
      .toBeGreaterThan(300)
    const before = page.getByRole('img', { name: /^Before: Front/ })
    expect(await heat.boundingBox()).toEqual(await before.boundingBox())
    await page.keyboard.press('+')
    expect(await heat.boundingBox()).toEqual(await before.boundingBox())
    await expectAccessible(page)
    await page.keyboard.press('d')
    await expect(mode(page, 'Wipe')).toBeChecked()
    await expect(heat).toHaveCount(0)
  },
)

test('enlarges the same spot of both photos at the pointer', async ({ page }) => {
  await page.keyboard.press('l')
  const loupe = page.getByRole('img', { name: 'Loupe: before and after, the same spot' })
  await expect(loupe).toBeVisible()
  const before = page.getByRole('img', { name: /^Before: Front/ })
  const spot = await boxOf(before)
  const pointer = [spot.x + spot.width * 0.35, spot.y + spot.height * 0.7] as const
  await page.mouse.move(...pointer)
  await expectSameSpot()

  // The mouse rests while another photo, and then its alignment, come under it.
  await page.keyboard.press('[')
  await expect(page.getByRole('button', { name: /, shown as after$/ })).toHaveAccessibleName(/7 months/)
  await waitUntilAligned(page)
  await expectSameSpot()
  await page.keyboard.press('l')
  await expect(loupe).toBeHidden()

  /** What lies under the pointer on the stage lies under the cross, three times as large. */
  async function expectSameSpot(): Promise<void> {
    await expect(async () => {
      const photo = await boxOf(before)
      const glass = await boxOf(loupe.locator('.stage-loupe__glass').first())
      const enlarged = await boxOf(loupe.locator('.stage__photo').first())
      expect(enlarged.width / photo.width).toBeCloseTo(3, 1)
      const across = (glass.x + glass.width / 2 - enlarged.x) / enlarged.width
      const down = (glass.y + glass.height / 2 - enlarged.y) / enlarged.height
      expect(across).toBeCloseTo((pointer[0] - photo.x) / photo.width, 2)
      expect(down).toBeCloseTo((pointer[1] - photo.y) / photo.height, 2)
    }).toPass({ timeout: 20_000 })
  }
})

test('marks a fresh photo as fresh on the stage', async ({ page }) => {
  await page.getByRole('button', { name: /^Show as after: Fresh/ }).click()
  await expect(page.getByRole('group', { name: 'Photo comparison' })).toContainText('fresh')
})

test('shows a client neither names nor figures of measurement', async ({ page }) => {
  const name = page.getByRole('link', { name: CLIENT })
  await expect(name).toBeVisible()
  await page.keyboard.press('f')
  await expect(page.getByRole('button', { name: 'Leave client view' })).toBeVisible()
  const covered = await page.evaluate(() => {
    const parts = ['.rail', '.screen__bar', '.screen__panel', '.screen__strip']
    return parts.map((part) => {
      const element = document.querySelector(part)
      const rect = element?.getBoundingClientRect()
      if (!element || !rect) return 'missing'
      const top = document.elementFromPoint(rect.left + rect.width / 2, rect.top + rect.height / 2)
      return element.contains(top) || element.closest('[inert]') === null ? `${part} is seen` : 'covered'
    })
  })
  expect(covered).toEqual(['covered', 'covered', 'covered', 'covered'])
  await page.keyboard.press('f')
  await expect(page.getByRole('button', { name: 'Leave client view' })).toBeHidden()
  await name.click()
  await expect(page.getByRole('heading', { name: CLIENT })).toBeVisible()
})

test('says honestly how well the photos match and leads to the alignment', async ({ page }) => {
  const quality = page.getByRole('region', { name: 'Match quality' })
  await expect(quality).toContainText(/Aligned|Please check|Needs your points/)
  await quality.getByRole('button', { name: /Adjust alignment|Place points/ }).click()
  await expect(page.getByRole('heading', { name: 'Alignment' })).toBeVisible()
})

test('has no accessibility faults that axe finds', { tag: '@browser' }, async ({ page }) => {
  for (const name of ['Wipe', 'Overlay', 'Blink']) {
    await mode(page, name).click()
    await expectAccessible(page)
  }
})

async function boxOf(locator: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await locator.boundingBox()
  if (box === null) throw new Error('Nothing is shown there')
  return box
}
