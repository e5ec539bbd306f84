import type { FoundFace } from '../../domain/registration/photo-view.ts'
import type { Point } from '../../domain/transform.ts'
import type { PartToLookAt } from './analyse-photo.ts'
import { findFace } from './find-face.ts'
import { findHead } from './find-head.ts'
import type { ColourPixels } from './open-photo.ts'

/** A picture, and what part of its photo it is. */
export interface OutlineRequest {
  readonly pixels: ColourPixels
  readonly part?: PartToLookAt
}

/** The face and the head's outline in a picture, in its pixels; null where there is none. */
export interface OutlinedHead {
  readonly face: FoundFace | null
  readonly outline: readonly Point[] | null
}

/** Finds a picture's face and, with what it tells, the head's outline. */
export async function outlineHead({ pixels, part }: OutlineRequest): Promise<OutlinedHead> {
  const face = await findFace(pixels)
  const known = part?.head?.map(([x, y]): Point => [
    ((x - part.left) * pixels.widthPx) / part.width,
    ((y - part.top) * pixels.heightPx) / part.height,
  ])
  return { face, outline: findHead(pixels, { face, known }) }
}
