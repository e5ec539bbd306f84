import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { openTestBackend } from '../../support/test-backend.ts'

const FILES = [
  '2024-01-10 Before/front.jpg',
  '2024-01-10 Before/front 2.jpg',
  '2024-03-01 Healed/front.jpg',
  '2024-03-01 Healed/front 2.jpg',
  'without a day/front.jpg',
] as const

it('aligns every photo of a view, not one a visit, and those without a day as well', async () => {
  const folder = temporaryFolder()
  for (const [i, file] of FILES.entries()) {
    const target = join(folder, 'clinic/Kim, Ann', file)
    mkdirSync(dirname(target), { recursive: true })
    await sharp({ create: { width: 60, height: 80, channels: 3, background: { r: 40 * i, g: 90, b: 90 } } })
      .jpeg()
      .toFile(target)
  }
  const backend = await openTestBackend(join(folder, 'catalogue'))
  const context = { signal: new AbortController().signal, report: () => undefined }
  await backend.handlers['imports.run']({ folder: join(folder, 'clinic') }, context)
  const photos = await backend.handlers['photos.list']({ client: 'Kim, Ann', view: 'front' }, context)
  expect(photos).toHaveLength(FILES.length)
  const [baseline, ...others] = photos
  if (baseline === undefined) throw new Error('Nothing was imported.')
  const { clientId, view, id: baselineId } = baseline
  const found = await backend.handlers['registrations.alignSeries']({ clientId, view, baselineId }, context)
  expect(new Set(found.map(({ afterId }) => afterId))).toEqual(new Set(others.map(({ id }) => id)))
  await backend.close()
})
