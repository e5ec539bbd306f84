import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as appTest } from './app-test.ts'
import { openTestBackend } from './test-backend.ts'

export { expect } from '@playwright/test'

const ALIGNED = { client: 'Hartmann, Jonas', view: 'front' } as const

/**
 * The program's test with the sample clinic imported already: once for all tests of a worker, each of which gets its own
 * copy of the catalogue.
 */
export const test = appTest.extend<object, { readonly sampleCatalogue: string }>({
  sampleCatalogue: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of what a fixture needs from this pattern
    async ({}, lend) => {
      const folder = mkdtempSync(join(tmpdir(), 'fadeline-sample-'))
      const backend = await openTestBackend(folder)
      const { signal } = new AbortController()
      const context = { signal, report: () => undefined }
      await backend.handlers['imports.sample']({}, context)
      // The pair that the compare screen opens with, so that not every test waits for its alignment.
      const photos = await backend.handlers['photos.list'](
        { client: ALIGNED.client, view: ALIGNED.view },
        context,
      )
      const before = photos.find((photo) => photo.phase === 'pre-treatment')
      const after = photos.findLast((photo) => photo.phase === 'healed')
      if (before === undefined || after === undefined) throw new Error('The sample clinic has no such pair.')
      await backend.handlers['registrations.align']({ beforeId: before.id, afterId: after.id }, context)
      await backend.close()
      await lend(folder)
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
    },
    { scope: 'worker', timeout: 120_000 },
  ],

  catalogueFolder: async ({ scratchFolder, sampleCatalogue }, lend) => {
    const folder = join(scratchFolder, 'catalogue')
    cpSync(sampleCatalogue, folder, { recursive: true })
    await lend(folder)
  },
})
