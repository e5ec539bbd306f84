import { openSamplePair } from '../support/open-sample-pair.ts'
import { expect, test } from '../support/sample-test.ts'

test('a window with an alignment that is not accepted asks before it closes', async ({
  electronApp,
  page,
}) => {
  await openSamplePair(page, 'Hartmann, Jonas')
  await page
    .getByRole('region', { name: 'Match quality' })
    .getByRole('button', { name: /Adjust alignment|Place points/ })
    .click()
  await page.getByRole('group', { name: /^Before photo/ }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Point 1 in the before photo' })).toBeVisible()

  const closeAnswering = (answer: number): Promise<string> =>
    electronApp.evaluate(
      ({ BrowserWindow, dialog }, choice) =>
        new Promise((resolve) => {
          dialog.showMessageBoxSync = ((_window: unknown, options: { message: string }) => {
            resolve(options.message)
            return choice
          }) as typeof dialog.showMessageBoxSync // only the form with a window is used
          BrowserWindow.getAllWindows()[0]?.close()
        }),
      answer,
    )
  expect(await closeAnswering(0)).toBe('Leave without accepting?')
  await expect(page.getByRole('button', { name: 'Point 1 in the before photo' })).toBeVisible()
  const closed = page.waitForEvent('close')
  void closeAnswering(1).catch(() => undefined)
  await closed
})
