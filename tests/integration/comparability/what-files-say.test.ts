import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { openTestBackend } from '../../support/test-backend.ts'

test('a crop is told by the shapes of two photos of one camera and lens', async () => {
  const folder = temporaryFolder()
  const clinic = join(folder, 'clinic')
  for (const [visit, height] of [
    ['2026-01-10 before', 300],
    ['2026-03-14 healed', 390],
  ] as const) {
    mkdirSync(join(clinic, 'Hart, Jo', visit), { recursive: true })
    await sharp({ create: { width: 400, height, channels: 3, background: '#000' } })
      .withExif({ IFD0: { Make: 'Apple', Model: 'iPhone 15' }, IFD2: { FocalLengthIn35mmFilm: '26' } })
      .jpeg()
      .toFile(join(clinic, 'Hart, Jo', visit, 'front.jpg'))
  }
  const backend = await openTestBackend(join(folder, 'catalogue'))
  try {
    const context = { signal: new AbortController().signal, report: () => undefined }
    await backend.handlers['imports.run']({ folder: clinic }, context)
    const [before, after] = await backend.handlers['photos.list']({}, context)
    const pair = { beforeId: before.id, afterId: after.id }
    const { parts } = await backend.handlers['registrations.comparability'](pair, context)
    expect(parts.map(({ kind, isNotable }) => ({ kind, isNotable }))).toEqual([
      { kind: 'frame', isNotable: true },
      { kind: 'lens', isNotable: false },
    ])
  } finally {
    await backend.close()
  }
})

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
