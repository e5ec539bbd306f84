import type { OutlineProblem } from '../../../domain/fade-chart/outline-problem.ts'
import type { RegionKind } from '../../../domain/fade-chart/region-draft.ts'

/** A kind of region in words. */
export function regionWords(kind: RegionKind): string {
  return kind === 'treated' ? 'Treated skin' : 'Bare skin'
}

/** What is wrong with an outline, and what to do. */
export function problemWords(problem: OutlineProblem): string {
  return problem === 'crosses-itself'
    ? 'The outline crosses itself. Move a corner so that it does not.'
    : 'This region is too small to be measured.'
}
