import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { noise } from '../integration/imaging/made-photos.ts'
import { expectAccessible } from '../support/accessibility.ts'
import { expect, test } from '../support/app-test.ts'
import { chooseFolder } from '../support/choose-folder.ts'

test('of a date that may begin with its year, both days are offered, each under a key', async ({
  page,
  launchedElectron,
  scratchFolder,
}) => {
  const folder = join(scratchFolder, 'Clinic')
  mkdirSync(join(folder, 'Lee/24-03-12'), { recursive: true })
  writeFileSync(join(folder, 'Lee/24-03-12/front.jpg'), await noise(1).jpeg().toBuffer())
  await chooseFolder(page, launchedElectron, folder)
  const table = page.getByRole('table', { name: 'What was read' })
  await expect(table.getByRole('row', { name: /^12 Mar 2024 not sure folder/ })).toBeVisible()
  await expect(page.getByRole('region', { name: 'What is unclear' })).toContainText('The year could be')
  await page.getByRole('button', { name: 'Import 1 photo' }).click()
  await page.getByRole('link', { name: /^Needs a look, / }).click()
  const question = page.getByRole('region', { name: 'When was this?' })
  await expect(question).toContainText('Either end of “24-03-12” could be the year.')
  await expect(question.getByRole('button', { name: '12 Mar 2024' })).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('2')
  await expect(question).toHaveCount(0)
  await page.getByRole('link', { name: 'Clients', exact: true }).first().click()
  await page.getByRole('list', { name: 'Clients' }).getByRole('link', { name: 'Lee' }).click()
  await expect(page.getByRole('columnheader')).toContainText('24 Mar 2012')
})
