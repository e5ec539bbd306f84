import { headRegionOfFace } from '../../domain/registration/head-region.ts'
import type { Point } from '../../domain/transform.ts'
import type { FoundHead } from './alignment-types.ts'
import type { PhotoAnalysis } from './analyse-photo.ts'

/** The head of an analysed photo, in the photo's upright full-size pixels. */
export function headIn({ outline, face, gray, fullWidthPx }: PhotoAnalysis): FoundHead {
  const scale = fullWidthPx / gray.widthPx
  const found = outline ?? (face && faceRegion(face.landmarks))
  return { outline: found && found.map(([x, y]): Point => [x * scale, y * scale]) }
}

/** The forehead, the chin and the sides of the face mesh. */
function faceRegion(landmarks: readonly Point[]): Point[] {
  const [top, chin, left, right] = [10, 152, 234, 454].map((index) => landmarks[index])
  return headRegionOfFace({ top, chin, left, right })
}
