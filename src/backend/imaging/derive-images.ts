import { rm } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { PREVIEW_PX } from '../../contract/media.ts'
import { encodeColoured, encodeThumb } from './encode-small.ts'
import { renderImage, type OpenedImage } from './open-image.ts'
import { writeWhole } from './write-whole.ts'

/** Where a photo's small pictures stand in the folder of derived files, by its hash. */
export function derivedFile(derivedFolder: string, sha256: string, variant: 'preview' | 'thumb'): string {
  return join(derivedFolder, sha256.slice(0, 2), `${sha256}.${variant}.jpg`)
}

/** Where alignment keeps what it found in a preview; null for a file that is none. */
export function analysisFile(derivedFolder: string, file: string): string | null {
  return file.startsWith(derivedFolder + sep) && file.endsWith('.preview.jpg')
    ? file.replace(/preview\.jpg$/, 'analysis')
    : null
}

/**
 * Makes and stores a photo's preview, in the photo's own colours, and its thumbnail in sRGB.
 * @throws AppError unreadable-image, truncated-image, disk-full
 */
export async function deriveImages(
  image: OpenedImage,
  target: { readonly derivedFolder: string; readonly sha256: string },
): Promise<{ readonly isDamaged: boolean }> {
  const { value: preview, isDamaged } = await renderImage(image, (upright) =>
    encodeColoured(image, upright, PREVIEW_PX),
  )
  const thumb = await encodeThumb(preview)
  const { derivedFolder, sha256 } = target
  await writeWhole(derivedFile(derivedFolder, sha256, 'preview'), preview)
  // The thumbnail comes last: where it is, the preview is too.
  await writeWhole(derivedFile(derivedFolder, sha256, 'thumb'), thumb)
  return { isDamaged }
}

/** Takes away the small pictures of a photo that the catalogue does not know any more. */
export async function removeDerived(derivedFolder: string, sha256: string): Promise<void> {
  // The thumbnail first: where it is, the preview is too.
  await rm(derivedFile(derivedFolder, sha256, 'thumb'), { force: true })
  const preview = derivedFile(derivedFolder, sha256, 'preview')
  await rm(preview, { force: true })
  await rm(analysisFile(derivedFolder, preview)!, { force: true })
}
