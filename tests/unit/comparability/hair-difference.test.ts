import { describe, expect, it } from 'vitest'
import { hairDifference, type HairSample } from '../../../src/domain/comparability/hair-difference.ts'
import { hairTexture } from '../../../src/domain/comparability/hair-texture.ts'
import type { Plane } from '../../../src/domain/fade/plane.ts'
import { seededRandom } from '../../../src/domain/registration/seeded-random.ts'

const SIDE = 120

/** Light skin; by `lightAt` what changes it, in stops. */
function head(lightAt: (x: number, y: number) => number): Plane {
  const random = seededRandom(3)
  const data = Float32Array.from(
    { length: SIDE * SIDE },
    (_, i) => -1 + 0.03 * random() + lightAt(i % SIDE, Math.floor(i / SIDE)),
  )
  return { data, widthPx: SIDE, heightPx: SIDE }
}

/** Dark strands two pixels wide that cover half of the left quarter. */
const hair = (x: number, y: number): number => (x < SIDE / 4 && (x + Math.floor(y / 7)) % 4 < 2 ? -2.4 : 0)
/** Round dots as dense as a practitioner lays them, on the whole head. */
const dots = (x: number, y: number): number => (Math.hypot((x % 6) - 3, (y % 6) - 3) < 1.6 ? -1 : 0)
const lampAside = (x: number): number => (2.5 * x) / SIDE

function samplesOf(before: Plane, after: Plane): HairSample[] {
  const [was, is] = [before, after].map((plane) => hairTexture(plane, 5, 0.8))
  const samples: HairSample[] = []
  for (let y = 10; y < SIDE - 10; y += 3) {
    for (let x = 10; x < SIDE - 10; x += 3) {
      const at = y * SIDE + x
      samples.push({
        place: [x, y],
        before: { light: was.light.data[at], contrast: was.contrast.data[at] },
        after: { light: is.light.data[at], contrast: is.contrast.data[at] },
      })
    }
  }
  return samples
}

const skin = head(() => 0)

describe('hair', () => {
  it('that grew is told by the share of the head it covers, and the other way round when it was cut', () => {
    const grown = hairDifference(samplesOf(skin, head(hair)))!
    // A fifth of what is looked at, less a rim where half of a patch is skin.
    expect(grown.longerPercent).toBeGreaterThan(14)
    expect(grown.longerPercent).toBeLessThan(22)
    expect(grown.shorterPercent).toBe(0)
    const cut = hairDifference(samplesOf(head(hair), skin))!
    expect(cut).toEqual({ longerPercent: 0, shorterPercent: grown.longerPercent })
  })

  it('is not what pigment looks like', () => {
    expect(hairDifference(samplesOf(skin, head(dots)))).toEqual({ longerPercent: 0, shorterPercent: 0 })
  })

  it('is not what a shadow does', () => {
    const shadow = head((x) => -1.5 / (1 + Math.exp((x - SIDE / 4) / 4)))
    expect(hairDifference(samplesOf(skin, shadow))).toEqual({ longerPercent: 0, shorterPercent: 0 })
  })

  it('is not what a lamp from the side does, and is seen beside it', () => {
    const withDots = head((x, y) => dots(x, y) + lampAside(x))
    expect(hairDifference(samplesOf(skin, withDots))).toEqual({ longerPercent: 0, shorterPercent: 0 })
    const grown = hairDifference(
      samplesOf(
        head(lampAside),
        head((x, y) => hair(x, y) - lampAside(x)),
      ),
    )!
    expect(grown.longerPercent).toBeGreaterThan(14)
  })

  it('cannot be told from little skin', () => {
    expect(hairDifference(samplesOf(skin, skin).slice(0, 50))).toBeNull()
  })
})
