import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, describe, expect, it } from 'vitest'
import type { Point } from '../../../src/domain/transform.ts'
import { createAligner } from '../../../src/backend/alignment/create-aligner.ts'
import { crossCases, headCases, headPhotos, standardCases } from '../../bench/align/cases.ts'
import { DATA_FOLDER } from '../../bench/data-folder.ts'
import { measureErrors } from '../../bench/align/errors.ts'

const isThere = existsSync(DATA_FOLDER)
if (!isThere)
  console.log('rendered-heads: skipped, there are no photos with known truth beside the repository')

/** A few true pairs of every kind, and what may lie between the shown transform and the best homography, in percent. */
const TRUE_PAIRS = [
  ...headCases('dev').filter(({ id }) =>
    ['S1 left 1-3', 'S2 crown 2-3', 'S2 front 0-4', 'S1 top 3-4', 'S1 top 0-4', 'S2 front 0-1'].includes(id),
  ),
  ...headCases('closeup').filter(({ id }) =>
    // The fronts are bent so far that the scalp reaches beyond what their faces tell.
    ['S1 top 2-3', 'S2 front 0-4', 'S1 top 0-2', 'S2 top 0-2', 'S1 front 1-3', 'S1 front 1-4'].includes(id),
  ),
  ...standardCases('standard').filter((_, i) => i === 11 || i === 88),
]
const FALSE_PAIRS = crossCases().filter(({ id }) =>
  [
    'dev S1 left 1 x S2 left 0',
    'dev S1 front 3 x S2 front 2',
    'dev S1 crown 2 x S2 crown 3',
    'closeup S1 crown 0 x S2 crown 4',
  ].includes(id),
)

describe.skipIf(!isThere)('aligning heads with known truth', () => {
  const aligner = createAligner({ workers: 2 })
  afterAll(() => aligner.close())

  it.each(TRUE_PAIRS.map((entry) => [`${entry.group} ${entry.id}`, entry] as const))(
    'finds the scalp of %s',
    async (_, entry) => {
      const result = await aligner.align(entry)
      const errors = measureErrors(result, entry.truth!, entry.widthPx)
      expect(result.verdict).not.toBe('needs-points')
      expect(errors.shown - errors.oracle).toBeLessThan(0.6)
      expect(errors.warp).toBeLessThan(0.9)
    },
  )

  it('measures by the depth of the head up to its rim', async () => {
    const entry = headCases('other-heads').find(({ id }) => id === 'H5 top 2-3')!
    const result = await aligner.align(entry)
    expect(result.measuringWarp).toHaveProperty('round.square.length', 15)
    expect(measureErrors(result, entry.truth!, entry.widthPx).warp).toBeLessThan(0.45)
  })

  it.each(FALSE_PAIRS.map((entry) => [entry.id, entry] as const))('does not accept %s', async (_, entry) => {
    expect(await aligner.align(entry)).toMatchObject({ verdict: 'needs-points' })
  })

  it('looks more closely at two heads that are both small in their photos', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'fadeline-far-'))
    try {
      const pair = TRUE_PAIRS.find(({ id }) => id === 'S2 crown 2-3')!
      // As from farther away: the same photo in a frame of two and a half times its width and height.
      const [left, top] = [864, 1040]
      const farther = async (file: string, name: string): Promise<string> => {
        const sides = { left, right: left, top, bottom: 1264 }
        const far = join(folder, name)
        await sharp(file)
          .rotate()
          .extend({ ...sides, background: '#8a8d90' })
          .toFile(far)
        return far
      }
      const moved = (points: readonly Point[]) => points.map(([x, y]): Point => [x + left, y + top])
      const [before, after] = [await farther(pair.before, 'b.jpg'), await farther(pair.after, 'a.jpg')]
      const result = await aligner.align({ before, after })
      expect(result.verdict).not.toBe('needs-points')
      const truth = { before: moved(pair.truth!.before), after: moved(pair.truth!.after) }
      const errors = measureErrors(result, truth, pair.widthPx)
      expect(errors.shown - errors.oracle).toBeLessThan(0.3)
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  it('does not accept a mirrored photo', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'fadeline-mirrored-'))
    try {
      const { before } = TRUE_PAIRS[0]
      const mirrored = join(folder, 'mirrored.jpg')
      await sharp(before).rotate().flop().toFile(mirrored)
      expect(await aligner.align({ before, after: mirrored })).not.toMatchObject({ verdict: 'aligned' })
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})

describe('aligning heads of another renderer', () => {
  const aligner = createAligner({ workers: 2 })
  afterAll(() => aligner.close())

  // Hair of 1 against 3 mm in a shade, and of 6 against 0.5; a profile in which a face is seen that is none; a board close
  // behind the head; a top that hardly any feature but all of the finest detail bears out.
  it.each(['H4 left 2-3', 'H4 left 0-1', 'H5 left 0-3', 'H4 front 1-3', 'H3 top 0-2'])(
    'finds %s, where hardly any feature is the same but much of the skin, and is sure of it',
    async (id) => {
      const entry = headCases('other-heads').find((pair) => pair.id === id)!
      const result = await aligner.align(entry)
      const errors = measureErrors(result, entry.truth!, entry.widthPx)
      expect({ verdict: result.verdict, reasons: result.reasons }).toEqual({
        verdict: 'aligned',
        reasons: [],
      })
      expect(errors.shown - errors.oracle).toBeLessThan(0.6)
    },
  )

  it.each(['H4 left 1 x H5 left 0', 'H3 front 0 x H5 front 1'])('does not accept %s', async (id) => {
    const entry = crossCases().find((pair) => pair.id === `other-heads ${id}`)!
    expect(await aligner.align(entry)).toMatchObject({ verdict: 'needs-points' })
  })

  it('leaves a board close behind a head out of it', async () => {
    const photo = headPhotos('other-heads').find(
      ({ subject, view, visit }) => `${subject} ${view} ${visit}` === 'H5 front 1',
    )!
    const { outline } = await aligner.findHead(photo.file)
    const scalp = [...photo.landmarks.values()]
    const top = Math.min(...scalp.map(([, y]) => y))
    // The board's upper corners lie at the height of the scalp, a tenth of the width beside it.
    const beside = outline!.filter(
      ([x, y]) =>
        scalp.every((mark) => Math.hypot(mark[0] - x, mark[1] - y) > 0.08 * photo.widthPx) && y < top + 150,
    )
    expect(beside).toEqual([])
  })
})
