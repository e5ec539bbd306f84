import { copyFileSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Page } from '@playwright/test'
import { expectAccessible } from '../support/accessibility.ts'
import { expect, test } from '../support/app-test.ts'
import { chooseFolder } from '../support/choose-folder.ts'
import { SAMPLE_CLINIC_FOLDER } from '../support/sample-clinic.ts'

/** Two outer folders with others in them, of which each could be the client's. */
async function chooseClinic(
  page: Page,
  launchedElectron: Parameters<typeof chooseFolder>[1],
  scratchFolder: string,
): Promise<void> {
  const folder = join(scratchFolder, 'Clinic')
  for (const [name, source] of [
    ['Kim/Ann/IMG_0412.jpg', '14.03.2025/IMG_0412.jpg'],
    ['Kim/Bob/IMG_0413.jpg', '14.03.2025/IMG_0413.jpg'],
    ['Lou/Cat/IMG_1.jpg', '2025-05-02 Review/crown.jpg'],
  ] as const) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    copyFileSync(join(SAMPLE_CLINIC_FOLDER, 'Novak, Petr', source), join(folder, name))
  }
  await chooseFolder(page, launchedElectron, folder)
}

test('asks once a folder which of two folders, one in the other, is the client, to be undone by a key', async ({
  page,
  launchedElectron,
  scratchFolder,
}) => {
  await chooseClinic(page, launchedElectron, scratchFolder)
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
    table.getByRole('row', { name: /^Kim 2 visits · read as “Kim”, put right by you 2/ }),
  ).toBeVisible()
  await expect(table.getByRole('row', { name: /^Lou/ })).toBeVisible()
})

test('the work list asks the same where it was imported unanswered, settled by one key and taken back by another', async ({
  page,
  launchedElectron,
  scratchFolder,
}) => {
  await chooseClinic(page, launchedElectron, scratchFolder)
  await page.getByRole('button', { name: 'Import 3 photos' }).click()
  await expect(page.getByRole('heading', { name: '3 photos imported' })).toBeVisible()
  await page.getByRole('link', { name: /^Needs a look, / }).click()
  const question = page.getByRole('region', { name: 'Whose photos are these?' })
  await expect(question).toContainText('“Ann” stands in “Kim”')
  await expect(page.getByText('1 of 3')).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('1')
  await expect(page.getByRole('textbox', { name: 'Day' })).toBeFocused()
  await page.keyboard.press('Escape')
  await page.keyboard.press('z')
  await expect(question).toContainText('“Ann” stands in “Kim”')
  await expect(page.getByText('1 of 3')).toBeVisible()
  await page.keyboard.press('1')
  await expect(question).toHaveCount(0)
  await page.getByRole('link', { name: 'Clients', exact: true }).first().click()
  const clients = page.getByRole('list', { name: 'Clients' })
  await expect(clients.getByRole('link', { name: 'Kim' })).toBeVisible()
  await expect(clients.getByRole('link')).toHaveCount(2)
})

test(
  'shows an unclear client’s photo and lets the list be gone through while the names of its folder are still read',
  { tag: '@browser' },
  async ({ page, scratchFolder }) => {
    await chooseClinic(page, null, scratchFolder)
    await page.getByRole('button', { name: 'Import 3 photos' }).click()
    await expect(page.getByRole('heading', { name: '3 photos imported' })).toBeVisible()
    // As with a hundred thousand photos, of which the names take seconds.
    const held: (() => void)[] = []
    await page.routeWebSocket(/\/rpc$/, (socket) => {
      const server = socket.connectToServer()
      socket.onMessage((frame) => {
        const { name } = JSON.parse(String(frame)) as { readonly name?: string }
        if (name === 'needs.names') held.push(() => server.send(frame))
        else server.send(frame)
      })
    })
    await page.reload()
    await page.getByRole('link', { name: /^Needs a look, / }).click()
    await expect(page.getByRole('img', { name: /^Photo of / })).toBeVisible()
    const reading = page.getByRole('progressbar', { name: 'Reading the names of its folder' })
    // It comes into sight only where it takes a while.
    await expect(reading).toHaveCSS('opacity', '1')
    await expect(page.getByRole('region', { name: 'All that needs a look' })).toBeVisible()
    await expectAccessible(page)
    await page.keyboard.press('ArrowRight')
    await expect(page.getByText('2 of 3')).toBeVisible()
    await page.keyboard.press('ArrowLeft')
    for (const send of held) send()
    await expect(page.getByRole('button', { name: /^Kim/ })).toBeVisible()
    await page.keyboard.press('1')
    await expect(page.getByRole('textbox', { name: 'Day' })).toBeFocused()
  },
)
