import { expectAccessible } from '../support/accessibility.ts'
import { expect, test } from '../support/app-test.ts'
import { openSampleClinic } from '../support/sample-clinic.ts'

test('greets a new clinic and offers the sample clinic and its own photos', async ({ page }) => {
  await expect(page.getByRole('button', { name: 'Open the sample clinic' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Add your photo folder' })).toBeVisible()
  await expectAccessible(page)
  await openSampleClinic(page)
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

test('lists every key on ?, says where the catalogue is, and leads back from nowhere', async ({
  page,
  catalogueFolder,
}) => {
  await expect(page.getByRole('button', { name: 'Open the sample clinic' })).toBeVisible()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: 'Settings' }).click()
  await expect(page.getByText(catalogueFolder, { exact: true })).toBeVisible()
  await expectAccessible(page)

  await page.goto(new URL('#/clients/999', page.url()).href)
  await expect(page.getByRole('alert')).toContainText('This is no longer in the catalogue')
  await page.goto(new URL('#/clients/nobody', page.url()).href)
  await page.getByRole('link', { name: 'To the clients' }).click()
  await expect(page.getByRole('button', { name: 'Open the sample clinic' })).toBeVisible()
})
