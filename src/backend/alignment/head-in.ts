import { headRegionOfFace } from '../../domain/registration/head-region.ts'
import { showsNothing } from '../../domain/registration/obstacles-to.ts'
import type { Point } from '../../domain/transform.ts'
import type { FoundHead } from './alignment-types.ts'
import type { PhotoAnalysis } from './analyse-photo.ts'

/** The head of an analysed photo, in the photo's upright full-size pixels. */
export function headIn(analysis: PhotoAnalysis): FoundHead {
  const { gray, fullWidthPx, features } = analysis
  const scale = fullWidthPx / gray.widthPx
  const found = headRegionIn(analysis)
  return {
    outline: found && found.map(([x, y]): Point => [x * scale, y * scale]),
    isBlank: showsNothing(features),
  }
}

/** The head's outline by its colours, else what its face tells, in pixels of the working image; null without either. */
export function headRegionIn({
  outline,
  face,
}: Pick<PhotoAnalysis, 'outline' | 'face'>): readonly Point[] | null {
  return outline ?? (face && faceRegion(face.landmarks))
}

/** The forehead, the chin and the sides of the face mesh. */
function faceRegion(landmarks: readonly Point[]): Point[] {
  const [top, chin, left, right] = [10, 152, 234, 454].map((index) => landmarks[index])
  return headRegionOfFace({ top, chin, left, right })
}
