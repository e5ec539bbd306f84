import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { PROGRAM_FOLDER } from './program-folder.ts'

/** The photos of the sample clinic, as a folder like any other. */
export const SAMPLE_CLINIC_FOLDER = join(PROGRAM_FOLDER, 'resources', 'sample-clinic')

/** From the welcome to the list of the sample clinic's clients. */
export async function openSampleClinic(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Open the sample clinic' }).click()
  await expect(page.getByRole('list', { name: 'Clients' }).getByRole('link')).toHaveCount(5, {
    timeout: 60_000,
  })
}
