import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { noise } from '../integration/imaging/made-photos.ts'
import { expectAccessible } from '../support/accessibility.ts'
import { expect, test } from '../support/app-test.ts'
import { chooseFolder } from '../support/choose-folder.ts'

test.beforeEach(async ({ page, launchedElectron, scratchFolder }) => {
  const folder = join(scratchFolder, 'Clinic')
  const [loose, front, top] = await Promise.all([1, 2, 3].map((seed) => noise(seed).jpeg().toBuffer()))
  const files: Readonly<Record<string, Uint8Array>> = {
    'loose.jpg': loose,
    'Ray/03-04-2025/front.jpg': front,
    'Ray/03-04-2025/top.jpg': top.subarray(0, top.length - 300),
    'Ray/empty.jpg': Buffer.alloc(0),
  }
  for (const [name, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), bytes)
  }
  await chooseFolder(page, launchedElectron, folder)
  await page.getByRole('button', { name: 'Import 3 photos' }).click()
  await expect(page.getByRole('heading', { name: '3 photos imported' })).toBeVisible()
})

test('all that is unclear is answered with the keyboard alone, and the last answer is taken back', async ({
  page,
}) => {
  await page.getByRole('link', { name: 'Needs a look, 8' }).focus()
  await page.keyboard.press('Enter')

  await expect(page.getByRole('region', { name: 'Whose photos are these?' })).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Name or code of the client' })).toBeFocused()
  await expectAccessible(page)
  await page.keyboard.type('Ray')
  await page.keyboard.press('Enter')

  await expect(page.getByRole('region', { name: 'When was this?' })).toContainText('03-04-2025')
  await expectAccessible(page)
  await page.keyboard.press('1')
  await expect(page.getByRole('textbox', { name: 'Day' })).toBeFocused()
  await page.keyboard.type('04-05-2025')
  await page.keyboard.press('Enter')
  await expect(page.getByText('write the month as a word')).toBeVisible()
  await page.getByRole('textbox', { name: 'Day' }).fill('3 Apr 2025')
  await page.keyboard.press('Enter')

  await expect(page.getByRole('region', { name: 'Which view is this?' })).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('3')

  await expect(page.getByRole('region', { name: 'How healed is it here?' })).toBeVisible()
  await page.keyboard.press('4')

  await expect(page.getByRole('region', { name: 'This photo is damaged' })).toBeVisible()
  await page.keyboard.press('Enter')

  await expect(page.getByRole('region', { name: 'These files could not be read' })).toContainText('empty')
  await expectAccessible(page)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Nothing needs a look' })).toBeVisible()
  await expectAccessible(page)

  await page.keyboard.press('z')
  await expect(page.getByRole('region', { name: 'These files could not be read' })).toBeVisible()
  await page.keyboard.press('Enter')

  await page.getByRole('link', { name: 'To the clients' }).click()
  await page.getByRole('list', { name: 'Clients' }).getByRole('link', { name: 'Ray' }).click()
  await expect(page.getByRole('columnheader')).toHaveCount(1)
  await expect(page.getByRole('columnheader')).toContainText('3 Apr 2025')
  await expect(page.getByRole('columnheader')).toContainText('Healed')
  await expect(page.getByRole('rowheader', { name: 'Crown' })).toBeVisible()
})

test('what is passed over comes again, and what is left as it is does not', async ({ page }) => {
  await page.getByRole('link', { name: 'Needs a look, 8' }).click()
  await page.getByRole('button', { name: 'Unclear date' }).click()
  await expect(page.getByText('1 of 2')).toBeVisible()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByText('2 of 2')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('s')
  await expect(page.getByText('1 of 1')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Needs a look, 7' })).toBeVisible()
  await page.reload()
  await page.getByRole('button', { name: 'Unclear date' }).click()
  await expect(page.getByText('1 of 1')).toBeVisible()
})

test('whose photos these are holds for all alike, also for those that come later', async ({ page }) => {
  await page.getByRole('link', { name: 'Needs a look, 8' }).click()
  await expect(page.getByRole('textbox', { name: 'Name or code of the client' })).toBeFocused()
  await page.keyboard.type('Ann')
  await page.keyboard.press('Escape')
  await page.keyboard.press('w')
  await expect(page.getByRole('radio', { name: 'All alike' })).toBeChecked()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Put them under this name' }).press('Enter')
  await expect(page.getByRole('region', { name: 'When was this?' })).toBeVisible()
  await page.getByRole('link', { name: 'Import', exact: true }).first().click()
  await page.getByRole('button', { name: 'Import another folder' }).click()
  await expect(page.getByText('1 correction remembered')).toBeVisible()
  await page.getByRole('button', { name: 'What was read in Clinic' }).click()
  await expect(
    page.getByRole('row', { name: /^Ann 1 visit · read as “Clinic”, put right by you/ }),
  ).toBeVisible()
})
