import { polygonMask } from '../../src/domain/fade/polygon-mask.ts'
import type { Point } from '../../src/domain/transform.ts'
import type { CloseUp } from './heads-closeups.ts'

export const CLOSE_UP_GRID = { leftPx: 0, topPx: 0, stepPx: 1, width: 1152, height: 1536 }
export const ZONES = ['hairline', 'top', 'crown'] as const

/** A zone that is seen well enough is larger than this, in pixels. */
const MIN_ZONE_PX = 40_000

/** The treated zones of a close-up that are seen well enough to be measured. */
export function visibleZones(photo: CloseUp): { zone: string; polygons: readonly (readonly Point[])[] }[] {
  return ZONES.flatMap((zone) => {
    const polygons = photo.regions[zone] ?? []
    return area(polygons) >= MIN_ZONE_PX ? [{ zone, polygons }] : []
  })
}

/** Skin without pigment: the forehead, or the shaved back of the head where no forehead is seen. */
export function bareSkin(photo: CloseUp): readonly (readonly Point[])[] {
  const forehead = photo.regions.forehead ?? []
  if (forehead.length > 0 && photo.view !== 'crown') return forehead
  return [
    [
      [420, 1010],
      [720, 1010],
      [720, 1180],
      [420, 1180],
    ],
  ]
}

/** A polygon of twelve corners as a person would draw it: inside the largest ring, not along its border. */
export function handDrawn(polygons: readonly (readonly Point[])[]): (readonly Point[])[] {
  const mask = polygonMask(polygons, CLOSE_UP_GRID)
  const { width, height } = CLOSE_UP_GRID
  let count = 0
  let sumX = 0
  let sumY = 0
  for (let i = 0; i < mask.length; i++) {
    if (mask[i] !== 1) continue
    count++
    sumX += i % width
    sumY += Math.floor(i / width)
  }
  const centre: Point = [sumX / count, sumY / count]
  const corners = Array.from({ length: 12 }, (_, k): Point => {
    const angle = (2 * Math.PI * k) / 12
    let reach = 0
    for (let r = 0; r < width; r += 4) {
      const x = Math.floor(centre[0] + r * Math.cos(angle))
      const y = Math.floor(centre[1] + r * Math.sin(angle))
      if (x < 0 || y < 0 || x >= width || y >= height || mask[y * width + x] !== 1) break
      reach = r
    }
    return [centre[0] + 0.8 * reach * Math.cos(angle), centre[1] + 0.8 * reach * Math.sin(angle)]
  })
  return [corners]
}

function area(polygons: readonly (readonly Point[])[]): number {
  return polygonMask(polygons, CLOSE_UP_GRID).reduce((sum, value) => sum + value, 0)
}
