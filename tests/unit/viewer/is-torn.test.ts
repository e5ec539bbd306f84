import { expect, test } from 'vitest'
import { fitTransform } from '../../../src/domain/registration/fit-transform.ts'
import type { Matrix3 } from '../../../src/domain/transform.ts'
import { isTorn } from '../../../src/domain/viewer/is-torn.ts'

const PHOTO = { width: 1152, height: 1536 }

/** The homography through points of the after photo and the places in the before photo that they are said to be. */
function through(pairs: readonly (readonly [number, number, number, number])[]): Matrix3 {
  const fitted = fitTransform(
    'homography',
    pairs.map(([u, v, x, y]) => ({ x: u, y: v, u: x, v: y })),
  )
  if (fitted === null) throw new Error('These points determine nothing.')
  return fitted
}

test('four true points, shifted and a little turned, are a picture a camera can take', () => {
  const turned = through([
    [300, 400, 340, 430],
    [800, 400, 838, 452],
    [820, 1100, 826, 1148],
    [320, 1100, 329, 1127],
  ])
  expect(isTorn(turned, PHOTO)).toBe(false)
})

test('one point on another spot tears the picture', () => {
  const torn = through([
    [580, 668, 540, 601],
    [543, 1358, 529, 1401],
    [710, 1098, 783, 1086],
    [400, 980, 387, 914],
  ])
  expect(isTorn(torn, PHOTO)).toBe(true)
})
