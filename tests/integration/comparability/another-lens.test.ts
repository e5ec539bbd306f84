import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { openTestBackend } from '../../support/test-backend.ts'

test('another lens is told by what both files say, even of photos in which nothing can be seen', async () => {
  const folder = temporaryFolder()
  const clinic = join(folder, 'clinic')
  const blank = sharp({ create: { width: 400, height: 300, channels: 3, background: '#000' } })
  for (const [visit, lens, light] of [
    ['2026-01-10 before', '24', 0],
    ['2026-03-14 healed', '48', 1],
  ] as const) {
    mkdirSync(join(clinic, 'Hart, Jo', visit), { recursive: true })
    await blank
      .clone()
      .linear(1, light)
      .withExif({ IFD2: { FocalLengthIn35mmFilm: lens } })
      .jpeg()
      .toFile(join(clinic, 'Hart, Jo', visit, 'front.jpg'))
  }
  const backend = await openTestBackend(join(folder, 'catalogue'))
  try {
    const context = { signal: new AbortController().signal, report: () => undefined }
    await backend.handlers['imports.run']({ folder: clinic }, context)
    const [before, after] = await backend.handlers['photos.list']({}, context)
    const pair = { beforeId: before.id, afterId: after.id }
    const { score, parts } = await backend.handlers['registrations.comparability'](pair, context)
    expect(parts).toEqual([{ kind: 'lens', amount: 1, severity: expect.closeTo(0.83), isNotable: true }])
    // Nothing was seen, so that nothing is said of how well the two can be compared.
    expect(score).toBeNull()
  } finally {
    await backend.close()
  }
})
