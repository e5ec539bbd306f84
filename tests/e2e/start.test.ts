import { expect, test } from '../support/app-test.ts'

test('greets a new clinic and offers the sample clinic and its own photos', async ({ page }) => {
  await expect(page.getByRole('button', { name: 'Open the sample clinic' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Add your photo folder' })).toBeVisible()
})

test('shows a new clinic nothing of the clients before it greets', async ({ page }) => {
  await page.addInitScript(() => {
    const seen = new Set<string>()
    Object.assign(window, { seen })
    new MutationObserver(() => {
      for (const { textContent } of document.querySelectorAll('h1, .screen__actions button'))
        seen.add(textContent)
    }).observe(document, { childList: true, subtree: true })
  })
  await page.reload()
  await expect(page.getByRole('button', { name: 'Open the sample clinic' })).toBeVisible()
  expect(await page.evaluate(() => [...(Reflect.get(window, 'seen') as Set<string>)])).toEqual(['Welcome'])
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
