import type { Photo } from '../../../contract/photos.ts'
import { composeTransforms, scaleTransform } from '../../../domain/transform.ts'
import type { PairReader } from '../registrations/create-pair-reader.ts'
import { sourceOf } from '../registrations/register-pair.ts'
import type { MediaSource } from './handle-media.ts'

interface Deps {
  readonly pairReader: PairReader
  readonly previewFile: (sha256: string) => string
}

/** The pictures that are drawn from photos rather than taken: line drawings and heat maps. */
export function drawPictures({
  pairReader,
  previewFile,
}: Deps): Pick<MediaSource, 'draw' | 'drawDifference'> {
  const open = (photo: Photo) => sourceOf({ previewFile }, photo)
  return {
    draw: async (photo) => {
      const { file } = await open(photo)
      return { bytes: await pairReader.draw(file), contentType: 'image/png' }
    },
    drawDifference: async (beforePhoto, afterPhoto, afterToBefore) => {
      const [before, after] = [await open(beforePhoto), await open(afterPhoto)]
      const bytes = await pairReader.drawDifference({
        before: before.file,
        after: after.file,
        afterToBefore: composeTransforms(
          scaleTransform(1 / before.scale),
          composeTransforms(afterToBefore, scaleTransform(after.scale)),
        ),
      })
      return { bytes, contentType: 'image/png' }
    },
  }
}
