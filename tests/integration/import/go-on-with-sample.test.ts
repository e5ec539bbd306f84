import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { Progress } from '../../../src/contract/command.ts'
import { PROGRAM_FOLDER } from '../../support/program-folder.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { openTestBackend } from '../../support/test-backend.ts'

test('the sample’s import that was cancelled is gone on with as a folder, and has its regions', async () => {
  const backend = await openTestBackend(temporaryFolder())
  onTestFinished(() => backend.close())
  const { handlers } = backend
  const cancel = new AbortController()
  const cutShort = handlers['imports.sample'](
    {},
    {
      signal: cancel.signal,
      report: (progress) => {
        if (Progress.parse(progress).stage === 'reading') cancel.abort()
      },
    },
  )
  await expect(cutShort).rejects.toMatchObject({ code: 'cancelled' })
  const context = { signal: new AbortController().signal, report: () => undefined }
  const [past] = await handlers['imports.history']({}, context)
  const folder = join(PROGRAM_FOLDER, 'resources/sample-clinic')
  expect(past).toMatchObject({ folder, state: 'cancelled' })
  await handlers['imports.run']({ folder }, context)
  const photos = await handlers['photos.list']({}, context)
  expect(photos.filter(({ hasRegions }) => hasRegions).length).toBeGreaterThan(1)
})
