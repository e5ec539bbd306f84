import { expect, type ElectronApplication, type Page } from '@playwright/test'

/** From the welcome to the folder's preview; in the desktop app the system's dialog is answered for it. */
export async function chooseFolder(
  page: Page,
  app: ElectronApplication | null,
  folder: string,
): Promise<void> {
  await app?.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })
  }, folder)
  await page.getByRole('button', { name: 'Add your photo folder' }).click()
  if (app !== null) return
  const picker = page.getByRole('dialog', { name: 'Choose a folder' })
  const field = picker.getByRole('textbox', { name: 'Folder' })
  // The first folder is shown only once it was read, and would come in between.
  await expect(field).not.toHaveValue('')
  await field.fill(folder)
  await page.keyboard.press('Enter')
  await picker.getByRole('button', { name: /^Choose “/ }).click()
}
