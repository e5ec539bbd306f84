import { expectAccessible } from '../support/accessibility.ts'
import { openSamplePair } from '../support/open-sample-pair.ts'
import { expect, test } from '../support/sample-test.ts'

const CLIENT = 'Hartmann, Jonas'

test.beforeEach(async ({ page }) => {
  await openSamplePair(page, CLIENT)
  await page.getByRole('link', { name: 'How to take the next photo' }).click()
  await expect(page.getByRole('article', { name: 'How to take the next photo' })).toBeVisible({
    timeout: 60_000,
  })
})

test(
  'draws the baseline as an outline and says what to do otherwise than last time',
  { tag: '@desktop' },
  async ({ page }) => {
    const card = page.getByRole('article', { name: 'How to take the next photo' })
    const ghost = card.getByRole('img', { name: 'Outline of the head, front' })
    await expect(ghost.locator('.ghost__outline')).toBeVisible()
    const address = await ghost.locator('image').getAttribute('href')
    // Through the page itself: in the desktop app its addresses exist nowhere else.
    const drawing = await page.evaluate(async (source) => {
      const image = new Image()
      image.src = source
      await image.decode()
      return image.naturalWidth
    }, address ?? '')
    expect(drawing).toBeGreaterThan(300)
    await expect(card.getByRole('list').first().getByRole('listitem')).not.toHaveCount(0)
    await expectAccessible(page)
  },
)

test('names no client on the card, on the whole screen or on paper', async ({ page }) => {
  const card = page.getByRole('article', { name: 'How to take the next photo' })
  await expect(card).toContainText(/client no\. \d+/)
  await expect(card).not.toContainText('Hartmann')
  await page.keyboard.press('f')
  await expect(page.getByRole('button', { name: 'Leave full screen' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Leave full screen' })).toBeHidden()

  await page.emulateMedia({ media: 'print' })
  await expect(page.getByText(CLIENT).first()).toBeHidden()
  await expect(card).toBeVisible()
})

test('fits on one printed page', async ({ page, launchedElectron }) => {
  const pdf =
    launchedElectron === null
      ? (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
      : await launchedElectron.evaluate(async ({ BrowserWindow }) => {
          const [window] = BrowserWindow.getAllWindows()
          const bytes = await window?.webContents.printToPDF({ preferCSSPageSize: true })
          return bytes?.toString('latin1') ?? ''
        })
  expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
})
