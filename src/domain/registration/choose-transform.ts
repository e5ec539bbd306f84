import type { Matrix3 } from '../transform.ts'
import type { Correspondence } from './correspondence.ts'
import { fitRobust } from './fit-robust.ts'
import { transferError, type PlaneKind } from './fit-transform.ts'
import { isPlausible } from './plausible-transform.ts'

/** The transform to show, and how far its correspondences lie from it in after pixels. */
export interface ChosenTransform {
  readonly kind: PlaneKind
  readonly transform: Matrix3
  readonly residualPx: number
}

/** Where to start and the size of the before photo. */
export interface ChoiceContext {
  readonly initial: Matrix3
  readonly widthPx: number
  readonly heightPx: number
}

const CELL_PX = 64
const CUTOFF_PX = 24
/** Each step to more parameters must lower the residual by this much; rendered heads show less to be noise. */
const WORTHWHILE = 0.94
const PERSPECTIVE_PRIOR = 2
const CELLS_FOR_HOMOGRAPHY = 10

/**
 * The plane transform with the fewest parameters that explains the correspondences: a further parameter must earn its
 * place. Crowded places are weighted down, so that an ear's hundred features do not outvote the scalp.
 */
export function chooseTransform(
  pairs: readonly Correspondence[],
  { initial, widthPx, heightPx }: ChoiceContext,
): ChosenTransform | null {
  const { weights, cells } = evenWeights(pairs)
  let chosen: ChosenTransform | null = null
  for (const kind of ['similarity', 'affine', 'homography'] as const) {
    if (kind === 'homography' && cells < CELLS_FOR_HOMOGRAPHY) continue
    const transform = fitRobust(kind, pairs, {
      initial: chosen?.transform ?? initial,
      cutoffPx: CUTOFF_PX,
      weights,
      perspectivePrior: PERSPECTIVE_PRIOR,
    })
    if (!transform || !isPlausible(transform, widthPx, heightPx)) continue
    const residualPx = weightedMean(pairs, weights, transform)
    if (!chosen || residualPx < WORTHWHILE * chosen.residualPx) chosen = { kind, transform, residualPx }
  }
  return chosen
}

function evenWeights(pairs: readonly Correspondence[]): { weights: Float64Array; cells: number } {
  const key = ({ x, y }: Correspondence) => Math.floor(x / CELL_PX) * 4096 + Math.floor(y / CELL_PX)
  const counts = new Map<number, number>()
  for (const pair of pairs) counts.set(key(pair), (counts.get(key(pair)) ?? 0) + 1)
  return {
    weights: Float64Array.from(pairs, (pair) => 1 / Math.max(2, counts.get(key(pair))!)),
    cells: counts.size,
  }
}

function weightedMean(pairs: readonly Correspondence[], weights: Float64Array, transform: Matrix3): number {
  let sum = 0
  let total = 0
  pairs.forEach((pair, i) => {
    sum += weights[i] * Math.min(transferError(transform, pair), CUTOFF_PX)
    total += weights[i]
  })
  return sum / total
}
