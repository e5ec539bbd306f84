import { randomUUID } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import sharp from 'sharp'
import { AppError } from '../../contract/errors.ts'
import { PREVIEW_PX, THUMB_PX } from '../../contract/media.ts'
import { shrink } from './decode.ts'
import { withProfile } from './jpeg-segments.ts'
import { renderImage, type OpenedImage } from './open-image.ts'

const PREVIEW_QUALITY = 82
const THUMB_QUALITY = 78

/** Where a photo's small pictures stand in the folder of derived files, by its hash. */
export function derivedFile(derivedFolder: string, sha256: string, variant: 'preview' | 'thumb'): string {
  return join(derivedFolder, sha256.slice(0, 2), `${sha256}.${variant}.jpg`)
}

/**
 * Makes and stores a photo's preview, in the photo's own colours, and its thumbnail in sRGB.
 * @throws AppError unreadable-image, truncated-image, disk-full
 */
export async function deriveImages(
  image: OpenedImage,
  target: { readonly derivedFolder: string; readonly sha256: string },
): Promise<{ readonly isDamaged: boolean }> {
  const { value: preview, isDamaged } = await renderImage(image, (upright) => {
    const small = shrink(upright, PREVIEW_PX)
    const opaque = image.hasAlpha ? small.flatten({ background: '#fff' }) : small
    // Some pixels come without their profile, so it is put into the finished JPEG.
    const coloured = image.profile === null || image.isProfileApart ? opaque : opaque.keepIccProfile()
    return coloured.jpeg({ quality: PREVIEW_QUALITY }).toBuffer()
  })
  const withColours =
    image.isProfileApart && image.profile !== null ? withProfile(preview, image.profile) : preview
  // From the preview: seven times faster than from the original, and sharp turns its colours into sRGB.
  const thumb = await shrink(sharp(withColours), THUMB_PX).jpeg({ quality: THUMB_QUALITY }).toBuffer()
  const { derivedFolder, sha256 } = target
  await writeWhole(derivedFile(derivedFolder, sha256, 'preview'), withColours)
  // The thumbnail comes last: where it is, the preview is too.
  await writeWhole(derivedFile(derivedFolder, sha256, 'thumb'), thumb)
  return { isDamaged }
}

/** Takes away the small pictures of a photo that the catalogue does not know any more. */
export async function removeDerived(derivedFolder: string, sha256: string): Promise<void> {
  // The thumbnail first: where it is, the preview is too.
  await rm(derivedFile(derivedFolder, sha256, 'thumb'), { force: true })
  await rm(derivedFile(derivedFolder, sha256, 'preview'), { force: true })
}

/** Writes under a temporary name and renames, so that no half file is ever found. */
async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${file}.${randomUUID()}.part`
  try {
    await mkdir(dirname(file), { recursive: true })
    const handle = await open(temporary, 'wx')
    try {
      await handle.writeFile(bytes)
    } finally {
      await handle.close()
    }
    await rename(temporary, file)
  } catch (error) {
    await rm(temporary, { force: true })
    throw explainWriteError(error)
  }
}

function explainWriteError(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error
  return error.code === 'ENOSPC' || error.code === 'EDQUOT'
    ? new AppError(
        'disk-full',
        'The disk with the catalogue is full. What was finished is kept; make room and go on.',
        {
          cause: error,
        },
      )
    : new AppError('catalogue-not-writable', 'Fadeline cannot write to the folder of its catalogue.', {
        cause: error,
      })
}
