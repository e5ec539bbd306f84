import { hairDifference, type HairDifference } from '../../../domain/comparability/hair-difference.ts'
import { hairTexture } from '../../../domain/comparability/hair-texture.ts'
import { samplePlane, type Plane } from '../../../domain/fade/plane.ts'
import type { Point } from '../../../domain/transform.ts'
import { readLinearPlanes, type LinearPhoto } from '../../imaging/linear-plane.ts'
import { boundsOf, type PlacePair } from './place-pairs.ts'

/** A few single hairs, in patches. */
const FINEST_SHARE = 0.15
/** Finer than this a photo shows nothing. */
const FINEST_PX = 0.7
/** Added to linear light before its logarithm: the noise of deep shade is no hair. */
const SHADE = 0.02

/** Compares the hair on the same places of a head; `scale` is the size of the after photo's head in that of the before photo's. */
export function measureHair(
  before: LinearPhoto,
  after: LinearPhoto,
  pairs: readonly PlacePair[],
  { patchPx, scale }: { readonly patchPx: number; readonly scale: number },
): HairDifference | null {
  // The finest that both can show.
  const finestPx = Math.max(FINEST_SHARE * patchPx, FINEST_PX, FINEST_PX / scale)
  const readBefore = hairReader(
    before,
    pairs.map((pair) => pair.before),
    { patchPx, finestPx },
  )
  const readAfter = hairReader(
    after,
    pairs.map((pair) => pair.after),
    { patchPx: patchPx * scale, finestPx: finestPx * scale },
  )
  return hairDifference(
    pairs.flatMap((pair) => {
      const sample = { place: pair.before, before: readBefore(pair.before), after: readAfter(pair.after) }
      const isSeen = [sample.before, sample.after].every(({ light }) => Number.isFinite(light))
      return isSeen ? [sample] : []
    }),
  )
}

function hairReader(
  photo: LinearPhoto,
  places: readonly Point[],
  { patchPx, finestPx }: { readonly patchPx: number; readonly finestPx: number },
) {
  const step = Math.max(1, Math.floor(finestPx))
  const { green, leftPx, topPx, stepPx } = readLinearPlanes(photo, boundsOf(places, 4 * patchPx), step)
  const logarithm: Plane = {
    ...green,
    data: green.data.map((light) => Math.log2(SHADE + Math.max(0, light))),
  }
  const { light, contrast } = hairTexture(logarithm, patchPx / stepPx, finestPx / stepPx)
  return ([x, y]: Point) => {
    const [column, row] = [(x - leftPx) / stepPx, (y - topPx) / stepPx]
    return { light: samplePlane(light, column, row), contrast: samplePlane(contrast, column, row) }
  }
}
