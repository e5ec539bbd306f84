import type { Matrix3 } from '../transform.ts'
import type { Correspondence } from './correspondence.ts'
import { fitTransform, type PlaneKind } from './fit-transform.ts'

/** The kind of transform that points placed by hand determine: 2 a similarity, 3 an affine, 4 and more a homography. */
export function kindForPoints(count: number): PlaneKind | null {
  if (count < 2) return null
  return count === 2 ? 'similarity' : count === 3 ? 'affine' : 'homography'
}

/** The transform from before to after through points placed by hand, or null where they do not determine it (too few, or in a line). */
export function fitPoints(points: readonly Correspondence[]): { kind: PlaneKind; transform: Matrix3 } | null {
  const kind = kindForPoints(points.length)
  const transform = kind && fitTransform(kind, points)
  return transform ? { kind, transform } : null
}
