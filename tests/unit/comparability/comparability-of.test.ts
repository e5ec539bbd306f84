import { describe, expect, it } from 'vitest'
import { comparabilityOf, type PairFacts } from '../../../src/domain/comparability/comparability-of.ts'
import { fineDetail } from '../../../src/domain/comparability/fine-detail.ts'
import { lightDifference, type SkinSample } from '../../../src/domain/comparability/light-difference.ts'
import { blurPlane } from '../../../src/domain/fade/blur-plane.ts'
import { seededRandom } from '../../../src/domain/registration/seeded-random.ts'

const ALIKE: PairFacts = {
  closerPercent: 0,
  isFramedOtherwise: false,
  rollDegrees: 0,
  lensLonger: 0,
  pose: { turnDegrees: 0, tiltDegrees: 0, misfitPercent: 0.5 },
  light: { stopsBrighter: 0, stopsWarmer: 0, washedOutBeforePercent: 0, washedOutAfterPercent: 0 },
  detailLost: 0,
  hair: { longerPercent: 0, shorterPercent: 0 },
  beforeIsHealing: false,
  afterIsHealing: false,
}

const notable = (facts: PairFacts) =>
  comparabilityOf(facts)
    .parts.filter(({ isNotable }) => isNotable)
    .map(({ kind }) => kind)

describe('comparability', () => {
  it('has nothing to say of two photos taken alike', () => {
    expect(comparabilityOf(ALIKE).score).toBe(100)
    expect(notable(ALIKE)).toEqual([])
  })

  it('names the worst difference first and what is small not at all', () => {
    const facts = {
      ...ALIKE,
      closerPercent: 6,
      rollDegrees: 1,
      pose: { turnDegrees: -8, tiltDegrees: 1, misfitPercent: 1 },
      light: { ...ALIKE.light!, stopsBrighter: 0.6 },
    }
    expect(notable(facts)).toEqual(['turn', 'brightness', 'distance'])
    expect(comparabilityOf(facts).score).toBeLessThan(80)
  })

  it('tells that the head was held differently, and no degrees, where no turn of a head explains how the skin moved', () => {
    const facts = { ...ALIKE, pose: { turnDegrees: 20, tiltDegrees: 9, misfitPercent: 6 } }
    expect(comparabilityOf(facts).parts.map(({ kind }) => kind)).not.toContain('turn')
    expect(notable(facts)).toEqual(['pose'])
    expect(comparabilityOf(facts).score).toBeLessThan(65)
  })

  it('tells hair of healed photos alone, since fresh pigment looks like stubble', () => {
    const longer = { ...ALIKE, hair: { longerPercent: 12, shorterPercent: 1 } }
    expect(notable(longer)).toEqual(['hair'])
    expect(comparabilityOf(longer).parts[0]).toMatchObject({ kind: 'hair', amount: 11 })
    expect(notable({ ...longer, beforeIsHealing: true })).toEqual(['healing'])
    expect(notable({ ...longer, beforeIsHealing: true, afterIsHealing: true })).toEqual([])
  })

  it('tells a turn beside another lens only where it is beyond what the lens can look like', () => {
    const turned = (turnDegrees: number) => ({ ...ALIKE, pose: { ...ALIKE.pose!, turnDegrees } })
    expect(notable(turned(4))).toEqual(['turn'])
    expect(notable({ ...turned(4), lensLonger: -1 })).toEqual(['lens'])
    expect(notable({ ...turned(6), lensLonger: -1 })).toEqual(['lens', 'turn'])
  })

  it('tells no distance of a photo that was cropped, and that it was', () => {
    const cropped = { ...ALIKE, closerPercent: 30, isFramedOtherwise: true }
    expect(notable(cropped)).toEqual(['frame'])
    expect(comparabilityOf(cropped).parts.map(({ kind }) => kind)).not.toContain('distance')
    expect(comparabilityOf(cropped).score).toBeGreaterThan(95)
  })

  it('gives no score where nothing but the phase and the lens is known', () => {
    const facts: PairFacts = {
      closerPercent: null,
      isFramedOtherwise: false,
      rollDegrees: null,
      lensLonger: 1,
      pose: null,
      light: null,
      detailLost: null,
      hair: null,
      beforeIsHealing: false,
      afterIsHealing: true,
    }
    expect(comparabilityOf(facts)).toEqual({
      score: null,
      parts: [
        { kind: 'healing', amount: 1, severity: 1, isNotable: true },
        { kind: 'lens', amount: 1, severity: 1 / 1.2, isNotable: true },
      ],
    })
  })
})

describe('light', () => {
  const skin = (factor: number, blue = 1): SkinSample[] =>
    Array.from({ length: 100 }, (_, i) => {
      const light = 0.1 + i / 400
      return {
        before: [light, light / 2, light / 3],
        after: [light * factor, (light / 2) * factor, (light / 3) * factor * blue],
      }
    })

  it('counts brightness in stops and warmth by red over blue', () => {
    const brighter = lightDifference(skin(2))
    expect(brighter?.stopsBrighter).toBeCloseTo(1)
    expect(brighter?.stopsWarmer).toBeCloseTo(0)
    expect(lightDifference(skin(1, 0.5))?.stopsWarmer).toBeCloseTo(1)
  })

  it('tells nothing from a few samples', () => {
    expect(lightDifference(skin(2).slice(0, 10))).toBeNull()
  })

  it('counts what is white as washed out', () => {
    const shining = skin(1).map((sample, i): SkinSample =>
      i < 20 ? { before: sample.before, after: [1, 0.95, 0.9] } : sample,
    )
    expect(lightDifference(shining)?.washedOutAfterPercent).toBeCloseTo(20)
    expect(lightDifference(shining)?.washedOutBeforePercent).toBe(0)
  })
})

describe('fine detail', () => {
  const size = 160
  const random = seededRandom(7)
  const grain = blurPlane(
    {
      widthPx: size,
      heightPx: size,
      data: Float32Array.from({ length: size * size }, () => 0.3 + 0.2 * random()),
    },
    0.6,
  )
  const places = Array.from(
    { length: 400 },
    (_, i) => [20 + (i % 20) * 6, 20 + Math.floor(i / 20) * 6] as const,
  )

  it('is lost by blur and not by less light', () => {
    const sharp = fineDetail(grain, places, 1)!
    const dim = fineDetail({ ...grain, data: grain.data.map((value) => value / 3) }, places, 1)!
    const blurred = fineDetail(blurPlane(grain, 2), places, 1)!
    expect(dim).toBeCloseTo(sharp, 1)
    expect(sharp - blurred).toBeGreaterThan(0.8)
  })

  it('cannot be told where the places lie outside of the photo', () => {
    expect(
      fineDetail(
        grain,
        places.map(([x, y]) => [x + 500, y]),
        1,
      ),
    ).toBeNull()
  })
})
