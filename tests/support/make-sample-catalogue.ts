import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SAMPLE_CATALOGUE } from './sample-test.ts'
import { openTestBackend } from './test-backend.ts'

/** The client whose front photos all lie on the first one, as in a clinic at work. */
const ALL_ALIGNED = 'Hartmann, Jonas'
/** The client of whom only the pair is aligned that the compare screen opens with: the rest is left to tests. */
const PAIR_ALIGNED = 'Moreno, Luis'

/**
 * Imports the sample clinic once for all tests of a run, before the first: each worker, and there are more than two in the
 * course of a run, would need seconds for it. Nor does every test wait for the alignments that it looks at.
 */
export default async function makeSampleCatalogue(): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'fadeline-sample-'))
  const backend = await openTestBackend(folder)
  const { signal } = new AbortController()
  const context = { signal, report: () => undefined }
  const { handlers } = backend
  await handlers['imports.sample']({}, context)

  const clients = await handlers['clients.list']({}, context)
  const aligned = clients.find(({ name }) => name === ALL_ALIGNED)
  const photos = await handlers['photos.list']({ client: PAIR_ALIGNED, view: 'front' }, context)
  const before = photos.find(({ phase }) => phase === 'pre-treatment')
  const after = photos.findLast(({ phase }) => phase === 'healed')
  if (aligned === undefined || before === undefined || after === undefined)
    throw new Error('The sample clinic has no such photos.')
  await handlers['registrations.alignSeries']({ clientId: aligned.id, view: 'front' }, context)
  await handlers['registrations.align']({ beforeId: before.id, afterId: after.id }, context)

  await backend.close()
  process.env[SAMPLE_CATALOGUE] = folder
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
}
