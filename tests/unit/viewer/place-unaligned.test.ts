import { expect, it } from 'vitest'
import { applyTransform } from '../../../src/domain/transform.ts'
import { placeUnaligned } from '../../../src/domain/viewer/place-unaligned.ts'

it('lays an unaligned after photo into the middle of the before frame, as large as it fits', () => {
  const transform = placeUnaligned({ width: 3000, height: 4000 }, { width: 6000, height: 4000 })
  expect(applyTransform(transform, [0, 0])).toEqual([0, 1000])
  expect(applyTransform(transform, [6000, 4000])).toEqual([3000, 3000])
})
