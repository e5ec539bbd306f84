import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { SAMPLE_CLINIC_FOLDER } from '../../support/sample-clinic.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { openTestBackend } from '../../support/test-backend.ts'

test('a backup is neither restored nor laid ready while an import runs', async () => {
  const folder = temporaryFolder()
  const backend = await openTestBackend(folder)
  const { handlers } = backend
  const context = { signal: new AbortController().signal, report: () => undefined }
  const { file } = await handlers['catalogue.backUp']({}, context)
  const importing = new AbortController()
  const started = Promise.withResolvers<void>()
  const run = handlers['imports.run'](
    { folder: SAMPLE_CLINIC_FOLDER },
    { signal: importing.signal, report: () => started.resolve() },
  )
  await started.promise
  await expect(handlers['catalogue.restore']({ file }, context)).rejects.toMatchObject({ code: 'busy' })
  await expect(handlers['catalogue.reopen']({}, context)).rejects.toMatchObject({ code: 'busy' })
  importing.abort()
  await expect(run).rejects.toMatchObject({ code: 'cancelled' })
  expect(existsSync(join(folder, 'restore-pending.sqlite'))).toBe(false)
  expect(await handlers['catalogue.restore']({ file }, context)).toEqual({ photos: 0, needsRestart: true })
  await backend.close()
})
