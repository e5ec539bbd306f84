import { describe, expect, test } from 'vitest'
import { commonRectangle } from '../../../src/domain/export-record/common-rectangle.ts'
import { applyTransform, IDENTITY, invertTransform, type Matrix3 } from '../../../src/domain/transform.ts'

const size = { widthPx: 1000, heightPx: 800 }

describe('the rectangle that both photos show', () => {
  test('is the whole photo where both are the same', () => {
    const rectangle = commonRectangle({ before: size, after: size, afterToBefore: IDENTITY })
    expect(rectangle).toEqual({ left: 0, top: 0, width: 1000, height: 800 })
  })

  test('leaves out what a shift moved out of the frame', () => {
    const afterToBefore: Matrix3 = [1, 0, 100, 0, 1, -50, 0, 0, 1]
    const rectangle = commonRectangle({ before: size, after: size, afterToBefore })
    expect(rectangle).toEqual({ left: 100, top: 0, width: 900, height: 750 })
  })

  test('lies within the after photo under a perspective', () => {
    const afterToBefore: Matrix3 = [0.98, -0.05, 30, 0.06, 1.02, -20, 4e-5, -3e-5, 1]
    const rectangle = commonRectangle({ before: size, after: size, afterToBefore })!
    const back = invertTransform(afterToBefore)
    const { left, top, width, height } = rectangle
    for (const x of [left, left + width]) {
      for (const y of [top, top + height]) {
        const [u, v] = applyTransform(back, [x, y])
        expect(u).toBeGreaterThan(-0.01)
        expect(u).toBeLessThan(1000.01)
        expect(v).toBeGreaterThan(-0.01)
        expect(v).toBeLessThan(800.01)
      }
    }
    expect(width * height).toBeGreaterThan(0.75 * 1000 * 800)
  })

  test('does not exist where the photos share nothing', () => {
    const afterToBefore: Matrix3 = [1, 0, 2000, 0, 1, 0, 0, 0, 1]
    expect(commonRectangle({ before: size, after: size, afterToBefore })).toBeNull()
  })

  test('does not exist where the horizon runs through the after photo', () => {
    const afterToBefore: Matrix3 = [1, 0, 0, 0, 1, 0, -0.002, 0, 1]
    expect(commonRectangle({ before: size, after: size, afterToBefore })).toBeNull()
  })
})
