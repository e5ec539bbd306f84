import { existsSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, describe, expect, it } from 'vitest'
import { createAligner } from '../../../src/backend/alignment/create-aligner.ts'
import { measurePair } from '../../../src/backend/services/registrations/measure-pair.ts'
import { truePairs, type TruePair } from '../../bench/comparability/head-truth.ts'
import { DATA_FOLDER } from '../../bench/data-folder.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const isThere = existsSync(DATA_FOLDER)
if (!isThere) console.log('measure-pair: skipped, there are no photos with known truth beside the repository')

const PAIRS = truePairs('dev').filter(({ id }) =>
  ['S1 left 1-3', 'S2 crown 2-3', 'S2 front 0-4'].includes(id),
)

describe.skipIf(!isThere)('measuring how a pair was taken', () => {
  const aligner = createAligner({ workers: 2 })
  afterAll(() => aligner.close())

  const measure = async (pair: TruePair, after = pair.after) => {
    const found = await aligner.align(pair)
    const { outline } = await aligner.findHead(pair.before)
    return measurePair({
      before: pair.before,
      after,
      view: pair.view,
      warp: found.measuringWarp!,
      followsRound: true,
      sights: pair.sights,
      outline,
    })
  }

  it.each(PAIRS.map((pair) => [pair.id, pair] as const))(
    'tells the pose and warmth of %s',
    async (_, pair) => {
      const { pose, light } = await measure(pair)
      expect(Math.abs(pose!.turnDegrees - pair.truth.turnDegrees)).toBeLessThan(2)
      expect(Math.abs(pose!.tiltDegrees - pair.truth.tiltDegrees)).toBeLessThan(2)
      expect(Math.abs(pose!.rollDegrees - pair.truth.rollDegrees)).toBeLessThan(1)
      expect(Math.abs(light!.stopsWarmer - pair.truth.stopsWarmer)).toBeLessThan(0.3)
    },
  )

  it('sees blur and less light that were put into a photo', async () => {
    const pair = PAIRS[0]
    const plain = await measure(pair)
    const file = join(temporaryFolder(), 'blurred.png')
    // Every code times 0.735 is half of the light.
    await sharp(pair.after).autoOrient().blur(2).linear(0.735, 0).png({ compressionLevel: 1 }).toFile(file)
    const changed = await measure(pair, file)
    expect(changed.detailLost! - plain.detailLost!).toBeGreaterThan(0.8)
    expect(changed.light!.stopsBrighter - plain.light!.stopsBrighter).toBeCloseTo(-1, 0)
  })
})
