import type { Locator, Page } from '@playwright/test'
import { expectAccessible } from '../support/accessibility.ts'
import { openSamplePair } from '../support/open-sample-pair.ts'
import { expect, test } from '../support/sample-test.ts'

const pane = (page: Page, side: 'Before' | 'After'): Locator =>
  page.getByRole('group', { name: new RegExp(`^${side} photo`) })
const point = (page: Page, index: number, side: 'before' | 'after'): Locator =>
  page.getByRole('button', { name: `Point ${index} in the ${side} photo` })

/** Where the after photo lies on the before photo in the small picture of the result, in CSS pixels. */
async function overlaid(page: Page): Promise<readonly number[]> {
  const overlay = page.getByRole('img', { name: 'The after photo over the before photo' })
  await expect(overlay).toBeVisible()
  const below = await overlay.locator('img').first().boundingBox()
  const above = await overlay.locator('img').last().boundingBox()
  if (below === null || above === null) throw new Error('The result is not shown')
  return [above.x - below.x, above.y - below.y, above.width, above.height].map(
    (value) => Math.round(100 * value) / 100,
  )
}

test.beforeEach(async ({ page }) => {
  await openSamplePair(page, 'Hartmann, Jonas')
  await page
    .getByRole('region', { name: 'Match quality' })
    .getByRole('button', { name: /Adjust alignment|Place points/ })
    .click()
  await expect(pane(page, 'Before')).toBeVisible()
})

async function click(target: Locator, [x, y]: readonly [number, number]): Promise<void> {
  const box = await target.boundingBox()
  if (box === null) throw new Error('The photo is not shown')
  await target.click({ position: { x: box.width * x, y: box.height * y } })
}

test('lays the photos on each other by two points and keeps that when accepted', async ({ page }) => {
  await page.getByText('Snap to the true place').click()
  await click(pane(page, 'Before'), [0.35, 0.35])
  await expect(page.getByText('Mark it in the after photo')).toBeVisible()
  await click(pane(page, 'After'), [0.4, 0.35])
  await expect(page.getByText('One more point in both photos')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Accept' })).toBeDisabled()
  await click(pane(page, 'Before'), [0.65, 0.6])
  await click(pane(page, 'After'), [0.65, 0.55])
  await expect(page.getByText(/^Two points: shift, turn and size/)).toBeVisible()
  // Two points always fit: no figure is made of it.
  await expect(page.getByText('So many points always fit')).toBeVisible()
  await expect(page.getByText('Marked in both')).toHaveCount(2)
  // Nor is one made of it once the photo was moved from there.
  await page.keyboard.press('d')
  await expect(page.getByText('Moved as a whole from there: Two points: shift, turn and size.')).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(page.getByText('So many points always fit')).toBeVisible()

  await page.getByRole('radio', { name: 'Result' }).click()
  await expect(page.getByRole('group', { name: 'Photo comparison' })).toBeVisible()
  await page.getByRole('button', { name: 'Accept' }).click()
  await expect(page.getByRole('region', { name: 'Match quality' })).toContainText('by hand, 2 points')
})

test('places, moves, removes and brings back points with the keyboard alone', async ({ page }) => {
  await pane(page, 'Before').focus()
  await page.keyboard.press('Enter')
  await expect(pane(page, 'After')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(pane(page, 'Before')).toBeFocused()

  await point(page, 1, 'before').focus()
  const start = await point(page, 1, 'before').boundingBox()
  await page.keyboard.press('Control+ArrowRight')
  await page.keyboard.press('Control+ArrowRight')
  const moved = await point(page, 1, 'before').boundingBox()
  const perTwentyPixels = (moved?.x ?? 0) - (start?.x ?? 0)
  expect(perTwentyPixels).toBeGreaterThan(1)
  await page.keyboard.press('Shift+ArrowLeft')
  const back = await point(page, 1, 'before').boundingBox()
  expect((moved?.x ?? 0) - (back?.x ?? 0)).toBeCloseTo(perTwentyPixels / 20, 1)

  await page.keyboard.press('Tab')
  await expect(point(page, 1, 'after')).toBeFocused()
  await page.keyboard.press('Delete')
  await expect(point(page, 1, 'before')).toBeHidden()
  await page.keyboard.press('Control+z')
  await expect(point(page, 1, 'before')).toBeVisible()
  await page.keyboard.press('Control+Shift+z')
  await expect(point(page, 1, 'before')).toBeHidden()
})

test('drags a point without moving the photo', async ({ page }) => {
  await click(pane(page, 'Before'), [0.5, 0.5])
  const picture = pane(page, 'Before').getByRole('img').first()
  const place = await picture.boundingBox()
  const marker = await point(page, 1, 'before').boundingBox()
  if (marker === null) throw new Error('The point is not shown')
  await page.mouse.move(marker.x + 10, marker.y + 14)
  await page.mouse.down()
  await page.mouse.move(marker.x + 50, marker.y + 44, { steps: 6 })
  await page.mouse.up()
  const dragged = await point(page, 1, 'before').boundingBox()
  expect((dragged?.x ?? 0) - marker.x).toBeCloseTo(40, 0)
  expect((dragged?.y ?? 0) - marker.y).toBeCloseTo(30, 0)
  expect(await picture.boundingBox()).toEqual(place)
})

test('moves, turns and sizes the after photo as a whole by keys and buttons, and keeps that', async ({
  page,
}) => {
  const mover = page.getByRole('region', { name: 'Move the after photo as a whole' })
  await expect(mover.getByText('Not moved')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Accept' })).toBeDisabled()
  const overlay = page.getByRole('img', { name: 'The after photo over the before photo' })
  const place = await overlay.locator('img').last().boundingBox()
  await page.keyboard.press('Shift+D')
  await page.keyboard.press('Shift+D')
  await page.keyboard.press('a')
  await page.keyboard.press('e')
  await expect(mover.getByText(/^Moved \d+\.\d px right, 0\.05° clockwise\.$/)).toBeVisible()
  expect((await overlay.locator('img').last().boundingBox())?.x).toBeGreaterThan(place?.x ?? Infinity)
  await mover.getByRole('button', { name: 'Reset' }).click()
  await expect(mover.getByText('Not moved')).toBeVisible()
  expect((await overlay.locator('img').last().boundingBox())?.x).toBeCloseTo(place?.x ?? Infinity, 3)

  await mover.getByRole('radio', { name: 'Coarse' }).click()
  await mover.getByRole('button', { name: 'Move down' }).click()
  await page.getByRole('button', { name: 'Accept' }).click()
  await expect(page.getByRole('region', { name: 'Match quality' })).toContainText('by hand')
})

test('opens what was accepted as it was accepted, moved from its points, with nothing to accept yet', async ({
  page,
}) => {
  const quality = page.getByRole('region', { name: 'Match quality' })
  await page.getByText('Snap to the true place').click()
  await click(pane(page, 'Before'), [0.35, 0.35])
  await click(pane(page, 'After'), [0.4, 0.35])
  await click(pane(page, 'Before'), [0.65, 0.6])
  await click(pane(page, 'After'), [0.65, 0.55])
  await expect(page.getByText(/^Two points: shift, turn and size/)).toBeVisible()
  for (let i = 0; i < 4; i++) await page.keyboard.press('Shift+D')
  const accepted = await overlaid(page)
  await page.getByRole('button', { name: 'Accept' }).click()
  await quality.getByRole('button', { name: 'Adjust alignment' }).click()

  await expect(point(page, 2, 'after')).toBeVisible()
  await expect(page.getByText(/^Two points: shift, turn and size; .* of the width off/)).toBeVisible()
  expect(await overlaid(page)).toEqual(accepted)
  await expect(page.getByRole('switch', { name: 'Snap to the true place' })).not.toBeChecked()
  await expect(page.getByRole('button', { name: 'Accept' })).toBeDisabled()
  // Back to it by undo as well.
  await page.getByText('Snap to the true place').click()
  await expect(page.getByRole('button', { name: 'Accept' })).toBeEnabled()
  await page.keyboard.press('Control+z')
  expect(await overlaid(page)).toEqual(accepted)
  await expect(page.getByRole('button', { name: 'Accept' })).toBeDisabled()
})

test('brings back what was accepted before, by the message, the button or Z, and the newer one again', async ({
  page,
}) => {
  const quality = page.getByRole('region', { name: 'Match quality' })
  const accept = page.getByRole('button', { name: 'Accept' })
  const bringBack = quality.getByRole('button', { name: /^Bring it back/ })
  const earlier = quality.getByText(/^Before that: /)
  for (const [x, y] of [
    [0.35, 0.35],
    [0.65, 0.6],
  ] as const) {
    await click(pane(page, 'Before'), [x, y])
    await click(pane(page, 'After'), [x, y - 0.02])
  }
  await expect(page.getByText(/^Two points: shift, turn and size/)).toBeVisible()
  await accept.click()
  await expect(quality).toContainText('by hand, 2 points')
  await expect(earlier).toContainText('aligned automatically')
  await quality.getByRole('button', { name: 'Adjust alignment' }).click()
  const placed = await overlaid(page)
  await page.keyboard.press('Shift+D')
  await page.getByRole('button', { name: 'Remove all' }).click()
  await accept.click()
  await expect(earlier).toContainText('by hand, 2 points')
  await expectAccessible(page)

  await page.getByRole('status').getByRole('button', { name: 'Undo' }).last().click()
  await expect(page.getByText(/^Brought back: .*by hand, 2 points/)).toBeVisible()
  await expect(earlier).toContainText('placed by hand')
  await page.keyboard.press('z')
  await expect(earlier).toContainText('by hand, 2 points')
  await bringBack.focus()
  await page.keyboard.press('Enter')
  await expect(quality).toContainText('by hand, 2 points')
  // Over a restart of the page, and with its points.
  await page.reload()
  await expect(earlier).toContainText('placed by hand')
  await quality.getByRole('button', { name: 'Adjust alignment' }).click()
  await expect(point(page, 2, 'after')).toBeVisible()
  expect(await overlaid(page)).toEqual(placed)
})

test('claims no closeness for a photo that was moved by hand from where it was found', async ({ page }) => {
  const quality = page.getByRole('region', { name: 'Match quality' })
  for (let i = 0; i < 3; i++) await page.keyboard.press('Shift+D')
  await page.getByRole('button', { name: 'Accept' }).click()
  await expect(quality).toContainText('by hand')
  await expect(quality.getByText('Skin lies within')).toHaveCount(0)
  await quality.getByRole('button', { name: 'Adjust alignment' }).click()
  await expect(page.getByText('Placed by hand.')).toBeVisible()
})

test('tells distances in millimetres once it knows the distance of two points', async ({ page }) => {
  await expect(page.getByRole('region', { name: 'Scale' })).toContainText('Not known')
  await click(pane(page, 'Before'), [0.35, 0.35])
  await click(pane(page, 'After'), [0.4, 0.35])
  await click(pane(page, 'Before'), [0.65, 0.6])
  const length = page.getByRole('textbox', { name: 'From point 1 to point 2 in the before photo, mm' })
  await length.fill('nine')
  await length.press('Enter')
  await expect(page.getByText('A number of millimetres between 2 and 400')).toBeVisible()
  await length.fill('90,5')
  await length.press('Enter')
  await expect(page.getByText(/px of the before photo are 1 mm/)).toBeVisible()
  await expect(page.getByText('Distances are told in millimetres too')).toBeVisible()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('region', { name: 'Match quality' })).toContainText(/% \(\d+\.\d mm\) of width/)
})

test('has no accessibility faults that axe finds', { tag: '@browser' }, async ({ page }) => {
  await click(pane(page, 'Before'), [0.5, 0.5])
  await click(pane(page, 'After'), [0.5, 0.5])
  await expectAccessible(page)
})

test('shows the head region, moves it by pointer and by key, and aligns by it', async ({ page }) => {
  await page.getByText('Show what the alignment listens to').click()
  const handle = page.getByRole('button', { name: /^Head region/ })
  await expect(handle).toBeVisible({ timeout: 30_000 })
  const section = page.getByRole('region', { name: 'Head region' })
  const picture = await pane(page, 'Before').getByRole('img').first().boundingBox()
  const start = await handle.boundingBox()
  if (start === null) throw new Error('The region is not shown')
  await page.mouse.move(start.x + start.width / 2, start.y + start.height / 2)
  await page.mouse.down()
  await page.mouse.move(start.x + start.width / 2 + 30, start.y + start.height / 2 + 20, { steps: 6 })
  await page.mouse.up()
  const dragged = await handle.boundingBox()
  expect((dragged?.x ?? 0) - start.x).toBeCloseTo(30, -1)
  // The photo stays, and no point was placed.
  expect(await pane(page, 'Before').getByRole('img').first().boundingBox()).toEqual(picture)
  await expect(point(page, 1, 'before')).toHaveCount(0)
  await section.getByRole('button', { name: 'Reset' }).click()
  await handle.focus()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('-')
  expect(await page.evaluate(() => document.documentElement.scrollTop + document.body.scrollTop)).toBe(0)
  await expectAccessible(page)
  await section.getByRole('button', { name: 'Align by this region' }).click()
  await expect(page.getByText(/Aligned automatically|No match was found/).first()).toBeVisible({
    timeout: 60_000,
  })
})

test('undoes and does again everything on the screen with the keyboard alone', async ({ page }) => {
  const mover = page.getByRole('region', { name: 'Move the after photo as a whole' })
  const undo = page.getByRole('button', { name: 'Undo' })
  const redo = page.getByRole('button', { name: 'Redo' })
  const told = page.getByRole('status')
  await expect(undo).toBeDisabled()
  const accept = page.getByRole('button', { name: 'Accept' })
  await pane(page, 'Before').focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await expect(point(page, 1, 'after')).toBeVisible()

  // A run of keys is one step, whatever its length; a turn is another.
  for (const key of ['d', 'd', 'D', 's', 'e', 'e']) await page.keyboard.press(key)
  await expect(mover.getByText(/^Moved .* right, .* down, 0\.10° clockwise\.$/)).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(mover.getByText(/^Moved .* right, .* down\.$/)).toBeVisible()
  await expect(told.filter({ hasText: 'Undone: moved as a whole' })).toBeAttached()
  await page.keyboard.press('Control+z')
  await expect(mover.getByText('Not moved')).toBeVisible()
  await page.keyboard.press('Control+y')
  await page.keyboard.press('Control+Shift+z')
  await expect(mover.getByText(/0\.10° clockwise/)).toBeVisible()
  await expect(redo).toBeDisabled()

  // Putting the move back is a step too.
  await mover.getByRole('button', { name: 'Reset' }).focus()
  await page.keyboard.press('Enter')
  await expect(mover.getByText('Not moved')).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(mover.getByText(/0\.10° clockwise/)).toBeVisible()
  await expect(accept).toBeEnabled()

  // Back past the placing of the points; the keys stay in the photo whose point is gone.
  await point(page, 1, 'after').focus()
  for (let i = 0; i < 3; i++) await page.keyboard.press('Control+z')
  await expect(point(page, 1, 'after')).toHaveCount(0)
  await expect(pane(page, 'After')).toBeFocused()
  await expect(accept).toBeDisabled()
  await page.keyboard.press('Control+Shift+z')
  await expect(point(page, 1, 'after')).toBeVisible()

  // The switch for snapping.
  const snap = page.getByRole('switch', { name: 'Snap to the true place' })
  await snap.focus()
  await page.keyboard.press('Space')
  await expect(snap).not.toBeChecked()
  await page.keyboard.press('Control+z')
  await expect(snap).toBeChecked()
  await expectAccessible(page)
})

test(
  'undoes moves of the head region and an alignment by it, and cancelling keeps what was',
  { tag: '@desktop' },
  async ({ page }) => {
    const before = await overlaid(page)
    await page.getByText('Show what the alignment listens to').click()
    const handle = page.getByRole('button', { name: /^Head region/ })
    await expect(handle).toBeVisible({ timeout: 30_000 })
    const place = await handle.boundingBox()
    await handle.focus()
    for (const key of ['ArrowUp', 'ArrowUp', 'ArrowLeft', '-']) await page.keyboard.press(key)
    await page.keyboard.press('Control+z')
    await page.keyboard.press('Control+z')
    expect(await handle.boundingBox()).toEqual(place)
    await page.keyboard.press('Control+y')
    expect((await handle.boundingBox())?.y).toBeLessThan(place?.y ?? 0)

    const section = page.getByRole('region', { name: 'Head region' })
    await section.getByRole('button', { name: 'Align by this region' }).focus()
    await page.keyboard.press('Enter')
    await expect(page.getByText('Aligned automatically: Accept keeps it')).toBeVisible({ timeout: 60_000 })
    expect(await overlaid(page)).not.toEqual(before)
    await expect(page.getByRole('button', { name: 'Accept' })).toBeEnabled()
    await page.keyboard.press('Control+z')
    expect(await overlaid(page)).toEqual(before)
    await expect(page.getByRole('button', { name: 'Accept' })).toBeDisabled()
    await page.keyboard.press('Control+Shift+z')
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page
      .getByRole('region', { name: 'Match quality' })
      .getByRole('button', { name: /Adjust alignment|Place points/ })
      .click()
    expect(await overlaid(page)).toEqual(before)
  },
)

test('keeps an alignment by region once it is accepted', { tag: '@desktop' }, async ({ page }) => {
  const before = await overlaid(page)
  const handle = page.getByRole('button', { name: /^Head region/ })
  const section = page.getByRole('region', { name: 'Head region' })
  const alignBy = section.getByRole('button', { name: 'Align by this region' })
  await page.getByText('Show what the alignment listens to').click()
  await expect(handle).toBeVisible({ timeout: 30_000 })
  const place = await handle.boundingBox()
  await handle.focus()
  await page.keyboard.press('ArrowUp')
  const moved = await handle.boundingBox()
  await alignBy.click()
  await expect(page.getByText('Aligned automatically: Accept keeps it')).toBeVisible({ timeout: 60_000 })
  const found = await overlaid(page)
  expect(found).not.toEqual(before)
  await page.keyboard.press('Escape')
  await expect(page.getByText('Accept keeps your changes')).toBeVisible()
  await page.getByRole('button', { name: 'Accept' }).click()
  await expect(page.getByText('Alignment kept')).toBeVisible()
  // At once: by itself it goes after a while.
  expect(await page.getByText('Accept keeps your changes').count()).toBe(0)
  await expect(page.getByRole('list', { name: 'Visits' })).toContainText('by head region')
  await expect(page.getByText('Accept keeps it')).toHaveCount(0)
  await page
    .getByRole('region', { name: 'Match quality' })
    .getByRole('button', { name: /Adjust alignment|Place points/ })
    .click({ timeout: 30_000 })
  expect(await overlaid(page)).toEqual(found)

  // The region lies where it was put, and can be put back.
  await page.getByText('Show what the alignment listens to').click()
  await expect(section).toContainText('Where you showed it')
  expect(await handle.boundingBox()).toEqual(moved)
  await expect(alignBy).toBeDisabled()
  await expect(page.getByRole('button', { name: 'Accept' })).toBeDisabled()
  await section.getByRole('button', { name: 'Reset' }).click()
  await expect(section).toContainText('As it was found, and not yet aligned by it', { timeout: 30_000 })
  expect(await handle.boundingBox()).toEqual(place)
  await expect(alignBy).toBeEnabled()
  await page.keyboard.press('Control+z')
  expect(await handle.boundingBox()).toEqual(moved)
})

test('Escape leaves a field, then the point, and cancels only where nothing was changed', async ({
  page,
}) => {
  const leftFor = page.getByRole('region', { name: 'Match quality' })
  await click(pane(page, 'Before'), [0.35, 0.35])
  await click(pane(page, 'After'), [0.4, 0.35])
  await click(pane(page, 'Before'), [0.65, 0.6])
  const length = page.getByRole('textbox', { name: 'From point 1 to point 2 in the before photo, mm' })
  await length.fill('90')
  await page.keyboard.press('Escape')
  await expect(length).not.toBeFocused()
  await expect(length).toHaveValue('90')
  await point(page, 1, 'after').focus()
  await page.keyboard.press('Escape')
  await expect(pane(page, 'After')).toBeFocused()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(page.getByText('Accept keeps your changes, Cancel drops them')).toHaveCount(1)
  await expect(point(page, 1, 'after')).toBeVisible()

  for (let i = 0; i < 3; i++) await page.keyboard.press('Control+z')
  await expect(page.getByRole('button', { name: 'Undo' })).toBeDisabled()
  await page.keyboard.press('?')
  const help = page.getByRole('dialog')
  await expect(help).toContainText('cancel where nothing was changed')
  await page.keyboard.press('Escape')
  await expect(help).toHaveCount(0)
  await expect(leftFor).toHaveCount(0)
  await page.getByRole('switch', { name: 'Snap to the true place' }).focus()
  await page.keyboard.press('Escape')
  await expect(leftFor).toContainText('Aligned')
})

test('asks before points that were not accepted are left behind, and keeps them where one stays', async ({
  page,
}) => {
  const settings = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Settings' })
  const question = page.getByRole('dialog', { name: 'Leave without accepting?' })
  await click(pane(page, 'Before'), [0.35, 0.35])
  await settings.click()
  await expect(question).toBeVisible()
  await expectAccessible(page)
  await expect(question.getByRole('button', { name: 'Stay here' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(point(page, 1, 'before')).toBeVisible()
  await page.goBack()
  await expect(question).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(point(page, 1, 'before')).toBeVisible()
  await settings.click()
  await question.getByRole('button', { name: 'Leave, drop the changes' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible()
})

test('leaves without a question where nothing was changed, or all of it was undone', async ({ page }) => {
  await click(pane(page, 'Before'), [0.35, 0.35])
  await page.keyboard.press('Control+z')
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Settings' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible()
})

test('says nothing of an automatic alignment that was given up by leaving', async ({ page }) => {
  await page.getByRole('button', { name: 'Align automatically again' }).click()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('region', { name: 'Match quality' })).toContainText('Aligned')
  await expect(page.getByText('did not finish')).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Dismiss' })).toHaveCount(0)
})

test('says that no more points count than as many', async ({ page }) => {
  for (let index = 0; index < 21; index++) {
    await click(pane(page, 'Before'), [0.1 + 0.11 * (index % 7), 0.25 + 0.12 * Math.floor(index / 7)])
  }
  await expect(page.getByText('20 points are as many as count')).toBeVisible()
  await expect(page.getByRole('button', { name: /^Point \d+ in the before photo$/ })).toHaveCount(20)
})
