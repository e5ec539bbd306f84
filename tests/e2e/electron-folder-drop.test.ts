import { cpSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from '../support/app-test.ts'
import { SAMPLE_CLINIC_FOLDER } from '../support/sample-clinic.ts'

test('a folder that is dropped on the window is looked at, a single file is refused', async ({
  page,
  scratchFolder,
}) => {
  const folder = join(scratchFolder, 'Dropped clinic')
  cpSync(join(SAMPLE_CLINIC_FOLDER, 'Lindqvist, Erik'), join(folder, 'Lindqvist, Erik'), { recursive: true })
  await expect(page.getByRole('button', { name: 'Add your photo folder' })).toBeVisible()

  await drag(page, 'dragEnter', folder)
  await drag(page, 'dragOver', folder)
  await expect(page.getByText('Drop a folder to see what is in it')).toBeVisible()
  await drag(page, 'drop', join(folder, 'Lindqvist, Erik', '2025-06-10 Session 1', 'front.jpg'))
  await expect(page.getByText('Drop a folder of photos, not single files.')).toBeVisible()

  await drag(page, 'dragEnter', folder)
  await drag(page, 'dragOver', folder)
  await drag(page, 'drop', folder)
  await expect(page.getByRole('heading', { level: 1, name: 'Dropped clinic' })).toBeVisible()
  await expect(page.getByRole('rowheader', { name: /^Lindqvist, Erik/ })).toBeVisible()
  await expect(page.getByText('Drop a folder to see what is in it')).toBeHidden()
})

/** Drags what the system's file manager would, which no event made in the page can. */
async function drag(page: Page, type: 'dragEnter' | 'dragOver' | 'drop', file: string): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Input.dispatchDragEvent', {
    type,
    x: 400,
    y: 300,
    data: { items: [], files: [file], dragOperationsMask: 1 },
  })
  await session.detach()
}
