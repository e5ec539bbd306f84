import { describe, expect, it } from 'vitest'
import { describeShare, dividerForShare, dividerShare } from '../../../src/domain/viewer/divider.ts'

const stage = { width: 1000, height: 800 }
const visible = { left: 250, top: 100, width: 500, height: 600 }
const vertical = { divider: 0.5, orientation: 'vertical' } as const

describe('the divider', () => {
  it('is told as a share of the visible picture, not of the empty stage beside it', () => {
    expect(dividerShare({ ...vertical, divider: 0.375 }, visible, stage)).toBe(0.25)
    expect(dividerShare({ ...vertical, divider: 0.1 }, visible, stage)).toBe(0)
    expect(dividerShare({ divider: 0.5, orientation: 'horizontal' }, visible, stage)).toBeCloseTo(0.5, 12)
  })

  it('goes to the picture edges for the shares 0 and 1', () => {
    expect(dividerForShare(vertical, 0, visible, stage)).toBe(0.25)
    expect(dividerForShare(vertical, 1.2, visible, stage)).toBe(0.75)
  })

  it('comes back from a share to itself', () => {
    const share = dividerShare({ ...vertical, divider: 0.61 }, visible, stage)
    expect(dividerForShare(vertical, share, visible, stage)).toBeCloseTo(0.61, 12)
  })

  it('is described with the side that stands first', () => {
    expect(describeShare(0.33, false)).toBe('33 % before, 67 % after')
    expect(describeShare(0.33, true)).toBe('33 % after, 67 % before')
  })
})
