import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { noise } from '../integration/imaging/made-photos.ts'
import { expectAccessible } from '../support/accessibility.ts'
import { expect, test } from '../support/app-test.ts'
import { chooseFolder } from '../support/choose-folder.ts'

const PHOTOS = 7

test.beforeEach(async ({ page, launchedElectron, scratchFolder }) => {
  const visit = join(scratchFolder, 'Clinic', 'Lee, Ann', '2026-03-14 Session 1')
  mkdirSync(visit, { recursive: true })
  for (let index = 1; index <= PHOTOS; index++) {
    writeFileSync(join(visit, `IMG_200${index}.jpg`), await noise(index).jpeg().toBuffer())
  }
  await chooseFolder(page, launchedElectron, join(scratchFolder, 'Clinic'))
  await page.getByRole('button', { name: `Import ${PHOTOS} photos` }).click()
  await expect(page.getByRole('heading', { name: `${PHOTOS} photos imported` })).toBeVisible()
  await page.getByRole('link', { name: `Needs a look, ${PHOTOS}` }).click()
})

test('many views are said at once on a sheet with the keyboard alone, and taken back', async ({ page }) => {
  const photos = page.getByRole('grid', { name: 'Photos to tick' }).getByRole('row')
  const answer = page.getByRole('region', { name: 'Which view are these?' })
  await expect(photos).toHaveCount(PHOTOS)
  await expect(answer.getByRole('button', { name: 'Crown' })).toBeDisabled()
  await expectAccessible(page)

  await photos.first().focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Space')
  await expect(answer.getByRole('status')).toHaveText('The answer holds for the 2 ticked photos.')
  await page.keyboard.press('3')
  await expect(photos).toHaveCount(PHOTOS - 2)
  await expect(page.getByRole('link', { name: `Needs a look, ${PHOTOS - 2}` })).toBeVisible()

  await photos.first().focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('s')
  await expect(photos).toHaveCount(PHOTOS - 3)

  await photos.first().focus()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.press('8')
  await expect(page.getByRole('heading', { name: 'Nothing needs a look' })).toBeVisible()
  await page.keyboard.press('z')
  await expect(photos).toHaveCount(PHOTOS - 3)
  await page.keyboard.press('z')
  await page.keyboard.press('z')
  await expect(photos).toHaveCount(PHOTOS)
})

test('the link that led here does not keep the focus, so that Enter answers', async ({ page }) => {
  await page.getByRole('link', { name: 'Clients' }).click()
  const link = page.getByRole('link', { name: `Needs a look, ${PHOTOS}` })
  await link.click()
  await expect(page.getByRole('grid', { name: 'Photos to tick' })).toBeVisible()
  await expect(link).not.toBeFocused()
})

test(
  'a click ticks and unticks, and one by one shows each photo large',
  { tag: '@desktop' },
  async ({ page }) => {
    const photos = page.getByRole('grid', { name: 'Photos to tick' }).getByRole('row')
    const answer = page.getByRole('region', { name: 'Which view are these?' })
    await photos.nth(4).click()
    await photos.nth(5).click()
    await photos.nth(4).click()
    await expect(answer.getByRole('status')).toHaveText('The answer holds for the 1 ticked photo.')
    await answer.getByRole('button', { name: 'Left profile' }).click()
    await expect(photos).toHaveCount(PHOTOS - 1)

    await page.getByRole('radio', { name: 'One by one' }).click()
    await expect(page.getByText(`1 of ${PHOTOS - 1}`)).toBeVisible()
    await expect(page.getByRole('region', { name: 'Which view is this?' })).toBeVisible()
  },
)
