import { appendFileSync, cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expectAccessible } from '../support/accessibility.ts'
import { expect, test } from '../support/app-test.ts'
import { chooseFolder } from '../support/choose-folder.ts'
import { SAMPLE_CLINIC_FOLDER } from '../support/sample-clinic.ts'

test('shows what was read, imports it, reports what could not be read, and adds nothing the second time', async ({
  page,
  launchedElectron,
  scratchFolder,
}) => {
  const folder = join(scratchFolder, 'My clinic')
  for (const client of ['Novak, Petr', 'Lindqvist, Erik'])
    cpSync(join(SAMPLE_CLINIC_FOLDER, client), join(folder, client), { recursive: true })
  writeFileSync(join(folder, 'Novak, Petr', '2025-05-02 Review', 'top.jpg'), '')

  await chooseFolder(page, launchedElectron, folder)
  const table = page.getByRole('table', { name: 'What was read' })
  await expect(table.getByRole('rowheader', { name: /^Lindqvist, Erik/ })).toBeVisible()
  const session = table.getByRole('row', { name: /^10 Jun 2025.*Session.*Fresh/ })
  await expect(session).toBeVisible()
  // With what the clinic itself calls the visit.
  await expect(table.getByRole('row', { name: /^10 Jun 2025.*Session 1 Fresh/ })).toBeVisible()
  // Where each was read is seen in the smallest window too, in full while the pointer rests on the row.
  await page.setViewportSize({ width: 1024, height: 640 })
  await expect(session.getByText('folder', { exact: true })).toBeVisible()
  await expect(session.getByText('from dates', { exact: true })).toBeVisible()
  await expect(session.getByRole('button')).toHaveAttribute(
    'title',
    /^Put right\nNamed “.+”\nDay: from the folder name\nKind of visit: from the folder name\nPhase: worked out from the dates\nViews: Front from the file name/,
  )
  await page.setViewportSize({ width: 1440, height: 900 })
  await expect(page.getByRole('region', { name: 'What is unclear' }).getByRole('listitem')).not.toHaveCount(0)
  await expectAccessible(page)

  await page.getByRole('button', { name: /^Import \d photos$/ }).click()
  await expect(page.getByRole('heading', { name: '5 photos imported' })).toBeVisible()
  const skipped = page.getByRole('region', { name: '1 file not read' })
  await expect(skipped).toContainText('top.jpg')
  await expect(skipped).toContainText('The file is empty')
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Import another folder' }).click()
  const earlier = page.getByRole('region', { name: 'Earlier imports' })
  await expect(earlier.getByRole('listitem').first()).toContainText('5 added')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Look again in My clinic' }).click()
  await expect(page.getByRole('region', { name: 'Your folders' })).toContainText('nothing new')

  await page.getByRole('link', { name: 'Clients' }).click()
  await expect(page.getByRole('list', { name: 'Clients' }).getByRole('link')).toHaveCount(2)
})

test(
  'an import that is cancelled says what was kept, and goes on when it is started again',
  { tag: '@desktop' },
  async ({ page, launchedElectron, scratchFolder }) => {
    const folder = join(scratchFolder, 'Large clinic')
    for (const copy of ['a', 'b', 'c', 'd', 'e']) {
      const practice = join(folder, `Practice ${copy}`)
      cpSync(SAMPLE_CLINIC_FOLDER, practice, { recursive: true })
      // Other bytes make other photos: copies would be passed over before anyone can press Cancel.
      for (const entry of readdirSync(practice, { recursive: true, withFileTypes: true }))
        if (entry.isFile()) appendFileSync(join(entry.parentPath, entry.name), copy)
    }
    await chooseFolder(page, launchedElectron, folder)
    await page.getByRole('button', { name: /^Import \d+ photos$/ }).click()
    await expect(page.getByRole('progressbar', { name: 'Importing Large clinic' })).toBeVisible()
    await page.getByRole('button', { name: 'Cancel' }).click()
    await expect(page.getByRole('heading', { name: 'The import was cancelled' })).toBeVisible()
    await expectAccessible(page)

    await page.getByRole('button', { name: 'Go on importing' }).click()
    await expect(page.getByRole('heading', { name: /photos? imported$|^Nothing new/ })).toBeVisible({
      timeout: 90_000,
    })
  },
)

test('a folder without photos says so', async ({ page, launchedElectron, scratchFolder }) => {
  const folder = join(scratchFolder, 'Nothing in here')
  mkdirSync(folder)
  await chooseFolder(page, launchedElectron, folder)
  await expect(page.getByRole('heading', { name: 'No photos in this folder' })).toBeVisible()
})
