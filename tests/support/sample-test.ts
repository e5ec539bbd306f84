import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { test as appTest } from './app-test.ts'

export { expect } from '@playwright/test'

/** The variable that names the folder of the sample clinic's catalogue. */
export const SAMPLE_CATALOGUE = 'FADELINE_SAMPLE_CATALOGUE'

/** The program's test with the sample clinic imported already: each gets its own copy of the catalogue made for the run. */
export const test = appTest.extend({
  catalogueFolder: async ({ scratchFolder }, lend) => {
    const sample = process.env[SAMPLE_CATALOGUE]
    if (sample === undefined) throw new Error('No catalogue of the sample clinic was made for this run.')
    const folder = join(scratchFolder, 'catalogue')
    cpSync(sample, folder, { recursive: true })
    await lend(folder)
  },
})
