import type { Correspondence } from '../../../src/domain/registration/correspondence.ts'
import { seededRandom } from '../../../src/domain/registration/seeded-random.ts'
import { applyTransform, type Matrix3, type Point } from '../../../src/domain/transform.ts'

/** Correspondences under a known movement, at random places of a 768 x 1024 photo. */
export function plantMatches(
  count: number,
  move: (point: Point) => Point,
  { noisePx = 0, seed = 7 }: { noisePx?: number; seed?: number } = {},
): Correspondence[] {
  const random = seededRandom(seed)
  return Array.from({ length: count }, () => {
    const x = 100 + 560 * random()
    const y = 100 + 800 * random()
    const [u, v] = move([x, y])
    return { x, y, u: u + noisePx * (random() - 0.5), v: v + noisePx * (random() - 0.5) }
  })
}

/** The movement of a plane transform. */
export function movement(transform: Matrix3): (point: Point) => Point {
  return (point) => applyTransform(transform, point)
}

/** A turn in degrees with a scale and a shift. */
export function similarity(degrees: number, scale: number, shift: Point): Matrix3 {
  const c = scale * Math.cos((degrees * Math.PI) / 180)
  const s = scale * Math.sin((degrees * Math.PI) / 180)
  return [c, -s, shift[0], s, c, shift[1], 0, 0, 1]
}
