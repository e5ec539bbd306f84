import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SAMPLE_CATALOGUE } from './sample-test.ts'
import { openTestBackend } from './test-backend.ts'

const ALIGNED = { client: 'Hartmann, Jonas', view: 'front' } as const

/**
 * Imports the sample clinic once for all tests of a run, before the first: each worker, and there are more than two in the
 * course of a run, would need seconds for it.
 */
export default async function makeSampleCatalogue(): Promise<() => void> {
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
  process.env[SAMPLE_CATALOGUE] = folder
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
}
