import { describe, expect, test } from 'vitest'
import { originalStem } from '../../../src/domain/reading/edited-name.ts'

describe('the name of an edited copy', () => {
  test.each([
    ['IMG_1 (edited)', 'IMG_1'],
    ['IMG_1-edited', 'IMG_1'],
    ['IMG_1-Edit', 'IMG_1'],
    ['IMG_1-Edit-2', 'IMG_1'],
    ['IMG_1_bearbeitet', 'IMG_1'],
    ['PXL_20260314_102205~2', 'PXL_20260314_102205'],
    ['IMG_E2031', 'IMG_2031'],
    ['img_e2031', 'img_2031'],
    ['front retouched', 'front'],
  ])('%s is of %s', (name, original) => {
    expect(originalStem(name)).toBe(original)
  })

  test.each(['IMG_2031', 'front', 'edited', 'credited', 'IMG_E', 'Edit', 'front 2', 'IMG_1 copy'])(
    '%s is of nothing',
    (name) => {
      expect(originalStem(name)).toBeNull()
    },
  )
})
