import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { withHeicPixels } from '../../../src/backend/imaging/heic.ts'
import { BLOCK_SIZES } from '../../../src/backend/imaging/inverse-transform.ts'
import {
  DEEP_TRANSFORMS,
  instantiateLibHeif,
  replaceTransforms,
  TRANSFORMS,
} from '../../../src/backend/imaging/libheif.ts'
import { seededRandom } from '../../../src/domain/registration/seeded-random.ts'
import { PROGRAM_FOLDER } from '../../support/program-folder.ts'

const PHOTOS = join(PROGRAM_FOLDER, '../shared/data/photos/heic')
const LEAST = -32_768
const MOST = 32_767

/** Blocks of coefficients: empty, of one value, as photos have them (few, and small frequencies), and as no encoder makes them. */
function blocks(size: number): Int16Array[] {
  const random = seededRandom(size)
  const places = size * size
  const filled = (value: (row: number, column: number) => number): Int16Array =>
    Int16Array.from({ length: places }, (_, place) => value(Math.floor(place / size), place % size))
  const within = (rows: number, columns: number, largest: number) =>
    filled((row, column) => (row < rows && column < columns ? Math.round((2 * random() - 1) * largest) : 0))
  const alone = Array.from({ length: places }, (_, only) =>
    filled((row, column) => (row * size + column === only ? 100 + only : 0)),
  )
  const corners = Array.from({ length: size * size }, (_, place) =>
    within(1 + Math.floor(place / size), 1 + (place % size), 400),
  )
  return [
    ...[0, LEAST, MOST].map((value) => filled(() => value)),
    filled((row, column) => ((row + column) % 2 === 0 ? LEAST : MOST)),
    filled(() => (random() < 0.5 ? LEAST : MOST)),
    within(size, size, MOST),
    ...alone,
    ...corners,
  ]
}

describe("HEVC's inverse transforms", () => {
  test('the installed decoder is the build in which they are known', () => {
    expect(instantiateLibHeif().inside).not.toBeNull()
  })

  const cases = BLOCK_SIZES.flatMap((size, index) => [
    { size, index, depth: 8, isDeep: false },
    ...[8, 9, 10, 12, 16].map((depth) => ({ size, index, depth, isDeep: true })),
  ])
  test.each(cases)('of $size add what the decoder adds, at $depth bits (deep: $isDeep)', (one) => {
    const { size, index, depth, isDeep } = one
    const { library, inside } = instantiateLibHeif()
    const { memory, table } = inside!
    const number = isDeep ? DEEP_TRANSFORMS[index] : TRANSFORMS[index]
    const own = table.get(number)
    replaceTransforms(library, inside!)
    const ours = table.get(number)
    expect(ours).not.toBe(own)

    const random = seededRandom(depth)
    const stride = size + 7
    // A few more samples than the block has, which must stay as they are.
    const samples = Array.from({ length: stride * (size + 2) }, () => Math.floor(random() * 2 ** depth))
    const Samples = isDeep ? Uint16Array : Uint8Array
    const coefficientsAt = library._malloc(2 * size * size)
    const samplesAt = library._malloc(2 * samples.length)
    const run = (transform: (...values: readonly number[]) => void, coefficients: Int16Array) => {
      new Int16Array(memory.buffer, coefficientsAt, coefficients.length).set(coefficients)
      const view = new Samples(memory.buffer, samplesAt, samples.length)
      view.set(samples)
      const first = samplesAt + 3 * view.BYTES_PER_ELEMENT
      transform(first, coefficientsAt, stride, ...(isDeep ? [depth] : []))
      return Buffer.from(view.slice().buffer)
    }
    const all = blocks(size)
    expect(all.filter((block) => !run(ours, block).equals(run(own, block)))).toEqual([])
    // They do something at all.
    expect(run(ours, all[1]).equals(run(own, all[0]))).toBe(false)
  })

  test
    .skipIf(!existsSync(PHOTOS))
    .each(['exifr__test__fixtures__heic-single.heic', 'pillow_heif__tests__images__heif_other__cat.hif'])(
    'leave the pixels of %s as they are (../shared/data/photos)',
    async (name) => {
      const bytes = readFileSync(join(PHOTOS, name))
      const requireBeside = createRequire(createRequire(import.meta.url).resolve('heic-convert'))
      // The same decoder as it comes; it has no types.
      const decode = requireBeside('heic-decode') as (input: {
        readonly buffer: Uint8Array
      }) => Promise<{ readonly width: number; readonly height: number; readonly data: Uint8ClampedArray }>
      const plain = await decode({ buffer: bytes })
      const seen = await withHeicPixels(bytes, ({ data, widthPx, heightPx }) => {
        let different = 0
        for (let pixel = 0; pixel < widthPx * heightPx; pixel++) {
          for (let channel = 0; channel < 3; channel++) {
            if (data[3 * pixel + channel] !== plain.data[4 * pixel + channel]) different++
          }
        }
        return Promise.resolve({ widthPx, heightPx, different })
      })
      expect(seen).toEqual({ widthPx: plain.width, heightPx: plain.height, different: 0 })
    },
  )
})
