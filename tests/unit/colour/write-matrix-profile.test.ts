import { expect, test } from 'vitest'
import { readProfileName } from '../../../src/backend/imaging/profile-name.ts'
import { BT2020_TO_XYZ_D65 } from '../../../src/domain/colour/colour-matrices.ts'
import { linearFromHlg, linearFromPq } from '../../../src/domain/colour/hdr-transfer.ts'
import { parseMatrixProfile } from '../../../src/domain/colour/icc-profile.ts'
import { writeMatrixProfile } from '../../../src/domain/colour/write-matrix-profile.ts'

test('a profile that was written reads as what it was written from', () => {
  const bytes = writeMatrixProfile({
    name: 'Rec. 2020 PQ',
    toXyzD65: BT2020_TO_XYZ_D65,
    curve: linearFromPq,
  })
  expect(readProfileName(bytes)).toBe('Rec. 2020 PQ')
  const profile = parseMatrixProfile(bytes)
  if (profile === null) throw new Error('It is no profile of primaries')
  for (const [index, value] of profile.toXyzD65.entries())
    expect(value).toBeCloseTo(BT2020_TO_XYZ_D65[index], 4)
  for (const curve of profile.curves)
    for (const code of [0, 60, 128, 140, 200, 255])
      expect(curve(code / 255)).toBeCloseTo(linearFromPq(code / 255), 3)
})

test('white paper is white in both curves, and what is brighter is no brighter', () => {
  // BT.2408, table 1: reference white stands at 58 % of PQ and at 75 % of HLG; in PQ, 100 candela are coded as 0.5081.
  expect(linearFromPq(0.5807)).toBeCloseTo(1, 2)
  expect(linearFromPq(0.5081)).toBeCloseTo(100 / 203, 3)
  expect(linearFromHlg(0.75)).toBeCloseTo(1, 2)
  expect(linearFromHlg(0.5)).toBeCloseTo((1000 / 203) * (1 / 12) ** 1.2, 6)
  for (const curve of [linearFromPq, linearFromHlg]) expect([curve(0), curve(1)]).toEqual([0, 1])
})
