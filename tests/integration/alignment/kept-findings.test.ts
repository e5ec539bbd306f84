import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import { expect, test } from 'vitest'
import { createAligner } from '../../../src/backend/alignment/create-aligner.ts'
import { ENGINE_VERSION } from '../../../src/backend/alignment/engine-version.ts'

import { keepFindings, readFindings } from '../../../src/backend/alignment/kept-findings.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { paintedHead, shoot } from './painted-photos.ts'

async function openPair() {
  const folder = temporaryFolder()
  const size = [900, 1200] as const
  const before = await shoot(folder, 'before.jpg', paintedHead(1), {
    sceneToPhoto: [1, 0, 0, 0, 1, 0, 0, 0, 1],
    size,
  })
  const after = await shoot(folder, 'after.jpg', paintedHead(1), {
    sceneToPhoto: [1, 0, 31, 0, 1, -12, 0, 0, 1],
    size,
  })
  const keptOf = (file: string): string => `${file}.analysis`
  /** Aligns as the program does after it was started anew. */
  const align = async () => {
    const aligner = createAligner({ workers: 1, analysisFile: keptOf })
    try {
      const { elapsedMs: _, ...result } = await aligner.align({ before, after })
      return result
    } finally {
      await aligner.close()
    }
  }
  return { folder, before, after, keptOf, align }
}

test('photos that are prepared are looked at before anyone asks to align them', async () => {
  const { before, after, keptOf } = await openPair()
  const aligner = createAligner({ workers: 1, analysisFile: keptOf })
  try {
    aligner.prepare([before, `${before}.gone`, after])
    await expect
      .poll(() => [before, after].map((file) => existsSync(keptOf(file))), { timeout: 60_000 })
      .toEqual([true, true])
  } finally {
    await aligner.close()
  }
})

const read = (file: string): Record<string, unknown> => deserialize(readFileSync(file))

test('what was found in a photo is kept for the next start, which aligns to the very same result', async () => {
  const { before, after, keptOf, align } = await openPair()
  const first = await align()
  expect(first.verdict).toBe('aligned')
  expect(existsSync(keptOf(before))).toBe(true)
  expect(await align()).toEqual(first)

  // What is kept is what is used: without features in it there is nothing to align by.
  const kept = read(keptOf(after))
  const none = new Float32Array(0)
  const features = {
    count: 0,
    words: 16,
    x: none,
    y: none,
    size: none,
    angle: none,
    descriptors: new Uint32Array(0),
  }
  writeFileSync(keptOf(after), serialize({ ...kept, features }))
  expect(await align()).toMatchObject({ verdict: 'needs-points' })
})

test.each([
  ['that is damaged', (bytes: Buffer) => bytes.subarray(0, 100)],
  ['that is empty', () => Buffer.alloc(0)],
  [
    'of an older engine',
    (bytes: Buffer) => serialize({ ...deserialize(bytes), engineVersion: ENGINE_VERSION - 1 }),
  ],
  ['of a picture of another size', (bytes: Buffer) => serialize({ ...deserialize(bytes), widthPx: 100 })],
])('a kept file %s is not used', async (_, spoil) => {
  const file = join(temporaryFolder(), 'photo.analysis')
  const column = Float32Array.of(1, 2)
  const features = { count: 2, words: 1, x: column, y: column, size: column, angle: column }
  const findings = {
    features: { ...features, descriptors: Uint32Array.of(5, 6) },
    face: { landmarks: [[3, 4] as const], score: 0.5 },
    outline: null,
  }
  const size = { widthPx: 768, heightPx: 1024 }
  await keepFindings(file, size, findings)
  expect(await readFindings(file, size)).toEqual(findings)
  writeFileSync(file, spoil(readFileSync(file)))
  expect(await readFindings(file, size)).toBeNull()
})
