import type { FromHead } from './view-from-head.ts'

/** What a picture is like where its head alone does not tell: one of the views without a face. */
export const BY_LIKENESS = ['like-top', 'like-crown', 'like-back'] as const
export type ByLikeness = (typeof BY_LIKENESS)[number]

/** The views that are told apart by likeness. */
export const VIEWS_WITHOUT_FACE = ['top', 'crown', 'back'] as const
export type ViewWithoutFace = (typeof VIEWS_WITHOUT_FACE)[number]

/** How alike a photo of a known view and the one in question look, -1 to 1. */
export interface KnownLikeness {
  readonly view: ViewWithoutFace
  readonly likeness: number
}

// Chosen so that none of the rendered heads gets a wrong name, whichever of its other visits have names (docs/bench.md).
/** What is less alike shows something else, as a forehead without a face does. */
const LEAST_LIKENESS = 0.8
/** How far the best view must lie ahead of every other. */
const LEAST_LEAD = 0.35

/** The views that a photo in which no face was found may show, as far as its head tells; none where it tells one view. */
export function viewsLeftOpen(fromHead: FromHead): readonly ViewWithoutFace[] {
  if (fromHead === 'unclear') return VIEWS_WITHOUT_FACE
  return fromHead === 'from-behind' ? ['crown', 'back'] : []
}

/** What a picture is like, by the photo of a known view that is most like it; null where two views are near, or but one is known. */
export function viewByLikeness(known: readonly KnownLikeness[]): ByLikeness | null {
  const best = new Map<ViewWithoutFace, number>()
  for (const { view, likeness } of known) best.set(view, Math.max(likeness, best.get(view) ?? -1))
  const [first, second] = [...best].toSorted(([, one], [, other]) => other - one)
  if (first === undefined || second === undefined) return null
  const [view, likeness] = first
  return likeness >= LEAST_LIKENESS && likeness - second[1] >= LEAST_LEAD ? `like-${view}` : null
}
