import { describe, expect, it } from 'vitest'
import { applyMeasuringWarp, type MeasuringWarp } from '../../../src/domain/measuring-warp.ts'
import { followDetail } from '../../../src/domain/registration/follow-detail.ts'
import type { PhotoView } from '../../../src/domain/registration/photo-view.ts'
import { planeWarp } from '../../../src/domain/registration/plane-warp.ts'
import { preparePair } from '../../../src/domain/registration/prepare-pair.ts'
import type { Point } from '../../../src/domain/transform.ts'
import { CENTRE, grainOf, HEAD, paint } from './grain.ts'

const NO_FEATURES: PhotoView['features'] = {
  count: 0,
  x: new Float32Array(0),
  y: new Float32Array(0),
  size: new Float32Array(0),
  angle: new Float32Array(0),
  words: 16,
  descriptors: new Uint32Array(0),
}

function follow(beforeSeed: number, afterSeed: number, shift: Point, start: MeasuringWarp) {
  const view = (gray: PhotoView['gray']): PhotoView => ({
    gray,
    features: NO_FEATURES,
    face: null,
    outline: HEAD,
  })
  const { pair } = preparePair(
    view(paint(grainOf(beforeSeed))),
    view(paint(grainOf(afterSeed), shift)),
    undefined,
  )
  return followDetail(pair, start)
}

const moved = (dx: number, dy: number) => planeWarp([1, 0, dx, 0, 1, dy, 0, 0, 1], CENTRE, 300)

describe('following the finest detail', () => {
  it('finds skin nine pixels away, and believes it', () => {
    const { warp, matches, evidence } = follow(1, 1, [7, -5], moved(0, 0))
    for (const place of [CENTRE, [110, 120], [230, 260]] as Point[]) {
      const [u, v] = applyMeasuringWarp(warp, place)
      expect(Math.hypot(u - place[0] - 7, v - place[1] + 5)).toBeLessThan(1.5)
    }
    expect(matches!.length).toBeGreaterThan(10)
    expect(evidence.deviations).toBeGreaterThan(20)
  })

  it.each([2, 3, 4, 5, 6, 7])(
    'between pictures that have nothing in common is believed no more than chance is (%i)',
    (seed) => {
      expect(follow(1, seed, [0, 0], moved(0, 0)).evidence.deviations).toBeLessThan(3.5)
    },
  )
})
