import { expect, test } from '../support/app-test.ts'

test('greets a new clinic and offers the sample clinic and its own photos', async ({ page }) => {
  await expect(page.getByRole('button', { name: 'Open the sample clinic' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Add your photo folder' })).toBeVisible()
})

test('asks for nothing that its content policy forbids while it starts', async ({ page }) => {
  await page.addInitScript(() => {
    const violations: string[] = []
    Object.assign(window, { violations })
    document.addEventListener('securitypolicyviolation', (event) => {
      violations.push(`${event.effectiveDirective} ${event.blockedURI}`)
    })
  })
  await page.reload()
  await expect(page.getByRole('button', { name: 'Open the sample clinic' })).toBeVisible()
  expect(await page.evaluate(() => Reflect.get(window, 'violations') as unknown)).toEqual([])
})
