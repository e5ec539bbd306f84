import { openSamplePair } from '../support/open-sample-pair.ts'
import { expect, test } from '../support/sample-test.ts'

test('says while a difference is worked out, and where it could not be drawn', async ({ page }) => {
  await openSamplePair(page, 'Hartmann, Jonas')
  const gate = Promise.withResolvers<void>()
  await page.route('**/difference/**', async (route) => {
    await gate.promise
    await route.continue()
  })
  const waiting = page.getByText('Working out the difference …')
  await page.keyboard.press('d')
  await expect(waiting).toBeVisible()
  gate.resolve()
  await expect(waiting).toBeHidden()
  await expect(page.getByText('Darker in the after photo')).toBeVisible()

  await page.unroute('**/difference/**')
  await page.route('**/difference/**', (route) => route.abort())
  await page.keyboard.press('[')
  await expect(page.getByText('The difference could not be drawn')).toBeVisible({ timeout: 60_000 })
})
