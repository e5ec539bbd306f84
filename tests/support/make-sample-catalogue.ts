import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SAMPLE_CATALOGUE } from './sample-test.ts'
import { openTestBackend } from './test-backend.ts'

/** The client whose front photos all lie on the first one, as in a clinic at work, and who was given a card. */
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

  const frontsOf = (client: string) => handlers['photos.list']({ client, view: 'front' }, context)
  const [series, pair] = [await frontsOf(ALL_ALIGNED), await frontsOf(PAIR_ALIGNED)]
  const baseline = series.find(({ phase }) => phase === 'pre-treatment')
  const before = pair.find(({ phase }) => phase === 'pre-treatment')
  const after = pair.findLast(({ phase }) => phase === 'healed')
  if (baseline === undefined || before === undefined || after === undefined)
    throw new Error('The sample clinic has no such photos.')
  await handlers['registrations.alignSeries'](
    { clientId: baseline.clientId, view: 'front', baselineId: baseline.id },
    context,
  )
  // The card for the next photo lays the last one on the healed one.
  await handlers['reshoot.card']({ clientId: baseline.clientId, view: 'front' }, context)
  await handlers['registrations.align']({ beforeId: before.id, afterId: after.id }, context)

  await backend.close()
  process.env[SAMPLE_CATALOGUE] = folder
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
}
