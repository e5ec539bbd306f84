import type { FeatureSet } from '../../domain/registration/feature-set.ts'
import type { GrayImage } from '../../domain/registration/gray-image.ts'
import type { PhotoView } from '../../domain/registration/photo-view.ts'
import type { Matrix3, Point } from '../../domain/transform.ts'
import type { PhotoPart } from '../imaging/decode.ts'
import { keepFindings, type Findings } from './kept-findings.ts'
import type { NewPhoto, OpenedPhoto, OpenRequest } from './open-photo.ts'
import type { OutlinedHead, OutlineRequest } from './outline-head.ts'

/** What alignment keeps of a photo after one decode; its arrays lie in shared memory. */
export interface PhotoAnalysis extends PhotoView {
  /** No other analysis has it. */
  readonly key: string
  readonly fullWidthPx: number
  readonly fullHeightPx: number
  /** What was looked at: the whole photo where it is absent. */
  readonly part?: PhotoPart
}

let lastKey = 0

/** A part of a photo, and the head's outline where the whole photo showed it well, in full-size pixels of the photo. */
export interface PartToLookAt extends PhotoPart {
  readonly head: readonly Point[] | null
}

/** What threads do for an analysis. */
export interface AnalysisSteps {
  readonly open: (request: OpenRequest) => Promise<OpenedPhoto>
  readonly findFeatures: (gray: GrayImage) => Promise<FeatureSet>
  readonly outlineHead: (request: OutlineRequest) => Promise<OutlinedHead>
}

/**
 * Decodes a photo, or a part of it, at working size and finds its features and, beside them, its face and the head's outline:
 * steps of their own, since a thread that did one before does it again in a fraction of the time.
 * @throws AppError as openPhoto does.
 */
export async function analysePhoto(request: OpenRequest, steps: AnalysisSteps): Promise<PhotoAnalysis> {
  const { part, keptIn } = request
  const opened = await steps.open(request)
  const { gray, fullWidthPx, fullHeightPx } = opened
  const findings = opened.kept === null ? await look(opened, part, steps) : opened.kept
  if (keptIn !== undefined && opened.kept === null) await keepFindings(keptIn, gray, findings)
  return { key: String(++lastKey), gray, ...findings, fullWidthPx, fullHeightPx, ...(part && { part }) }
}

async function look(
  { gray, pixels }: NewPhoto,
  part: PartToLookAt | undefined,
  { findFeatures, outlineHead }: AnalysisSteps,
): Promise<Findings> {
  const [features, head] = await Promise.all([
    findFeatures(gray),
    outlineHead({ pixels, ...(part && { part }) }),
  ])
  return { features, ...head }
}

/** From the photo's full-size pixels to those that were looked at. */
export function workingFromFull({ gray, fullWidthPx, fullHeightPx, part }: PhotoAnalysis): Matrix3 {
  const { left, top, width, height } = part ?? { left: 0, top: 0, width: fullWidthPx, height: fullHeightPx }
  const [sx, sy] = [gray.widthPx / width, gray.heightPx / height]
  return [sx, 0, -sx * left, 0, sy, -sy * top, 0, 0, 1]
}
