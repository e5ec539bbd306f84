import { copyFileSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expectAccessible } from '../support/accessibility.ts'
import { expect, test } from '../support/app-test.ts'
import { chooseFolder } from '../support/choose-folder.ts'
import { SAMPLE_CLINIC_FOLDER } from '../support/sample-clinic.ts'

test('asks once a folder which of two folders, one in the other, is the client, to be undone by a key', async ({
  page,
  launchedElectron,
  scratchFolder,
}) => {
  const folder = join(scratchFolder, 'Clinic')
  for (const [index, name] of [
    'Kim/Ann/IMG_0412.jpg',
    'Kim/Bob/IMG_0413.jpg',
    'Lou/Cat/IMG_1.jpg',
  ].entries()) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    const source = ['14.03.2025/IMG_0412.jpg', '14.03.2025/IMG_0413.jpg', '2025-05-02 Review/crown.jpg'][
      index
    ]
    copyFileSync(join(SAMPLE_CLINIC_FOLDER, 'Novak, Petr', source ?? ''), join(folder, name))
  }
  await chooseFolder(page, launchedElectron, folder)
  const question = page.getByRole('region', { name: 'Kim / Ann: who is the client?' })
  const table = page.getByRole('table', { name: 'What was read' })
  await expect(
    table.getByRole('row', { name: /^Ann 1 visit · or is “Kim” the client\? not sure/ }),
  ).toBeVisible()
  await expectAccessible(page)
  await question.getByRole('button', { name: 'Ann' }).click()
  await expect(table.getByRole('row', { name: /^Ann 1 visit · name from the folder/ })).toBeVisible()
  await expect(table.getByRole('row', { name: /^Cat 1 visit · name from the folder/ })).toBeVisible()
  await expect(question).toHaveCount(0)
  await page.keyboard.press('z')
  await question.getByRole('button', { name: 'Kim' }).click()
  await expect(
    table.getByRole('row', { name: /^Kim 1 visit · read as “Ann”, “Bob”, put right by you 2/ }),
  ).toBeVisible()
  await expect(table.getByRole('row', { name: /^Lou/ })).toBeVisible()
})
