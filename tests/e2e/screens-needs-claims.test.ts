import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { noise } from '../integration/imaging/made-photos.ts'
import { expectAccessible } from '../support/accessibility.ts'
import { expect, test } from '../support/app-test.ts'
import { chooseFolder } from '../support/choose-folder.ts'

test('a photo in folders of two clients is asked about, and a name that is no client’s is said so with one key', async ({
  page,
  launchedElectron,
  scratchFolder,
}) => {
  const folder = join(scratchFolder, 'Clinic')
  for (const [index, name] of ['front', 'top'].entries()) {
    const bytes = await noise(index + 1)
      .jpeg()
      .toBuffer()
    for (const file of [`Best Heads/${name} 1.jpg`, `Smith, John/2026-03-14 before/${name}.jpg`]) {
      mkdirSync(join(folder, dirname(file)), { recursive: true })
      writeFileSync(join(folder, file), bytes)
    }
  }
  await chooseFolder(page, launchedElectron, folder)
  await page.getByRole('button', { name: /^Import \d photos$/ }).click()
  await page.getByRole('link', { name: /^Needs a look, / }).click()
  const question = page.getByRole('region', { name: 'Whose photos are these?' })
  await expect(question).toContainText('The same photo stands in folders of several clients.')
  await expect(question.getByRole('button', { name: /^Best Heads Where it is now/ })).toBeVisible()
  await expect(question.getByRole('button', { name: /^Smith, John/ })).toBeVisible()
  await expectAccessible(page)

  await page.keyboard.press('2')
  await expect(page.getByRole('status').filter({ hasText: ' of ' })).toHaveText('1 of 1')
  await page.keyboard.press('z')
  await expect(page.getByRole('status').filter({ hasText: ' of ' })).toHaveText('1 of 2')

  // It may be a third's.
  const answers = page.getByRole('status').filter({ hasText: ' of ' })
  await question.getByRole('textbox', { name: 'Or another name' }).fill('Kim')
  await page.keyboard.press('Enter')
  await expect(answers).toHaveText('1 of 1')
  await page.keyboard.press('z')
  await expect(answers).toHaveText('1 of 2')

  await page.keyboard.press('3')
  await expect(question).toHaveCount(0)
  await page.getByRole('link', { name: 'Clients', exact: true }).first().click()
  const clients = page.getByRole('list', { name: 'Clients' }).getByRole('link')
  await expect(clients).toHaveCount(1)
  await expect(clients).toContainText('Smith, John')
})
