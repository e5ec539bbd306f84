import type { GrayImage } from '../../domain/registration/gray-image.ts'
import { isObstacle } from '../../domain/registration/obstacles-to.ts'
import { serveTasks } from '../imaging/serve-tasks.ts'
import { alignPhotos, type AlignmentHints } from './align-photos.ts'
import type { AlignmentResult } from './alignment-types.ts'
import type { PhotoAnalysis } from './analyse-photo.ts'
import { findCloserLook, type CloserLook } from './closer-look.ts'
import { extractFeatures } from './extract-features.ts'
import { looksMirrored } from './looks-mirrored.ts'
import { openPhoto, type OpenRequest } from './open-photo.ts'
import { outlineHead, type OutlineRequest } from './outline-head.ts'

/** What an alignment thread can be asked to do. */
export type AlignmentTask =
  | ({ readonly kind: 'open' } & OpenRequest)
  | { readonly kind: 'features'; readonly gray: GrayImage }
  | ({ readonly kind: 'head' } & OutlineRequest)
  | ({ readonly kind: 'align' } & PairToAlign)

interface PairToAlign {
  readonly before: PhotoAnalysis
  readonly after: PhotoAnalysis
  readonly hints: AlignmentHints
}

/** What comes of aligning, and where it is worth looking more closely. */
export interface AlignmentAnswer {
  readonly result: Omit<AlignmentResult, 'elapsedMs'>
  readonly closer: CloserLook | null
}

async function perform(task: AlignmentTask): Promise<unknown> {
  if (task.kind === 'open') return openPhoto(task)
  if (task.kind === 'features') return extractFeatures(task.gray)
  if (task.kind === 'head') return outlineHead(task)
  return align(task)
}

function align(task: PairToAlign): AlignmentAnswer {
  const result = alignPhotos(task.before, task.after, task.hints)
  const { before, after } = task
  if (mayBeMirrored(result, task) && looksMirrored(before, after)) {
    const reasons = ['mirrored', ...result.reasons]
    return { result: { ...result, verdict: 'needs-points', measuringWarp: null, reasons }, closer: null }
  }
  return { result, closer: findCloserLook(task, result) }
}

/** With this confidence nothing but the same skin was matched. */
const CERTAIN_CONFIDENCE = 30

/** Eyes, brows and the edge of hair match their mirrored selves: what does not rest on much more is looked at as well. */
function mayBeMirrored(
  { verdict, confidence, reasons }: AlignmentAnswer['result'],
  { before, after }: { readonly before: PhotoAnalysis; readonly after: PhotoAnalysis },
): boolean {
  if (confidence >= CERTAIN_CONFIDENCE) return false
  // A closer look that finds nothing is not told of, mirrored or not.
  if (verdict === 'needs-points' && (before.part ?? after.part) !== undefined) return false
  return !reasons.some((reason) => NOT_MIRRORED.includes(reason) || isObstacle(reason))
}

const NOT_MIRRORED: readonly string[] = ['by-hand', 'same-photo']

serveTasks(perform, {
  unexpected: {
    code: 'internal',
    message:
      'These photos could not be compared. They are unchanged; place points by hand or try other photos.',
  },
})
