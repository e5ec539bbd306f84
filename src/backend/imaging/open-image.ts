import sharp, { type Sharp } from 'sharp'
import { AppError } from '../../contract/errors.ts'
import { profileOfCoded } from './coded-colours.ts'
import { readHeicHeader, withHeicPixels, withHeicThumbnail, type HeicPixels } from './heic.ts'
import type { ImageFormat } from './image-format.ts'
import { refuseTooLarge } from './pixel-limit.ts'
import { isRgbProfile } from './profile-name.ts'
import { extractPreview, isRawTiff } from './raw-photo.ts'
import { refuseNoImage } from './refuse-no-image.ts'
import { refuseSwollenProfile } from './refuse-swollen-profile.ts'
import { xmpOrientation } from './xmp-orientation.ts'

/** A photo whose header was read and found good; no pixel is decoded before {@link renderImage}. */
export interface OpenedImage {
  readonly format: ImageFormat
  /** Upright. */
  readonly widthPx: number
  readonly heightPx: number
  /** As EXIF counts it, 1 to 8; 1 where the decoder has turned the picture already. */
  readonly orientation: number
  /** The embedded colour profile, of whatever kind. */
  readonly embeddedProfile: Uint8Array | null
  /** The RGB profile that the rendered pixels are in, or null where they are sRGB. */
  readonly profile: Uint8Array | null
  /** True where the pixels come without that profile, so that it must be put into what is made of them. */
  readonly isProfileApart: boolean
  /** True where only XMP says that the picture is to be turned, which no browser follows. */
  readonly isTurnedByXmp: boolean
  readonly hasAlpha: boolean
  readonly isCmyk: boolean
  /** Hands on upright pixels until what comes back is settled; `failOn` says how much damage is too much. */
  readonly withPixels: <T>(failOn: 'warning' | 'none', render: (upright: Sharp) => Promise<T>) => Promise<T>
  /** Hands on the upright pixels of the thumbnail in a HEIC in the same way; null where there is none that will do. */
  readonly withThumbnail: <T>(render: (upright: Sharp) => Promise<T>) => Promise<T | null>
  /** The whole file. */
  readonly bytes: Uint8Array
}

/**
 * Looks at a photo's header: what it is, how large it is upright, and which colours it is in.
 * @throws AppError empty-file, unsupported-format, unreadable-image, truncated-image, image-too-large
 */
export async function openImage(bytes: Uint8Array, name = ''): Promise<OpenedImage> {
  const format = refuseNoImage(bytes, name)
  if (format === 'heic') return openHeic(bytes)
  // By its content where the name does not say so: photos come renamed, or without a name.
  const isRaw = format === 'raw' || (format === 'tiff' && isRawTiff(bytes))
  if (!isRaw) return openWithSharp(bytes, format)
  return { ...(await openWithSharp(extractPreview(bytes), 'raw')), bytes }
}

async function openHeic(bytes: Uint8Array): Promise<OpenedImage> {
  const { widthPx, heightPx, profile: embedded } = await readHeicHeader(bytes)
  refuseTooLarge(widthPx, heightPx)
  const profile = embedded ?? (await profileOfCoded(bytes))
  const asSharp = (image: Omit<HeicPixels, 'profile'>): Sharp =>
    sharp(image.data, { raw: { width: image.widthPx, height: image.heightPx, channels: 3 } })
  return {
    format: 'heic',
    widthPx,
    heightPx,
    orientation: 1,
    embeddedProfile: profile,
    profile: profile !== null && isRgbProfile(profile) ? profile : null,
    isProfileApart: true,
    isTurnedByXmp: false,
    hasAlpha: false,
    isCmyk: false,
    withPixels: (_, render) => withHeicPixels(bytes, (image) => render(asSharp(image))),
    withThumbnail: (render) => withHeicThumbnail(bytes, (image) => render(asSharp(image))),
    bytes,
  }
}

async function openWithSharp(bytes: Uint8Array, format: ImageFormat): Promise<OpenedImage> {
  if (format === 'png') refuseSwollenProfile(bytes)
  // No limit here: the size is compared below, so that too large and unreadable are told apart.
  const meta = await sharp(bytes, { failOn: 'none', limitInputPixels: false })
    .metadata()
    .catch((cause: unknown) => {
      throw unreadable(bytes, cause)
    })
  // An AVIF's own turning is in its picture, and nothing else in it may turn it once more.
  const byXmp = meta.orientation === undefined && format !== 'avif' ? xmpOrientation(bytes) : null
  const swapsSides = byXmp !== null && byXmp >= 5
  const { width, height } = meta.autoOrient
  const [widthPx, heightPx] = swapsSides ? [height, width] : [width, height]
  refuseTooLarge(widthPx, heightPx)
  const coded = format === 'avif' && meta.icc === undefined ? await profileOfCoded(bytes) : null
  const embeddedProfile = meta.icc ?? coded
  // Resizing before converting colours is half the work, but only RGB pixels may keep their profile.
  const isRgb = meta.space === 'srgb' || meta.space === 'rgb' || meta.space === 'rgb16'
  const keepsColours = isRgb && (embeddedProfile === null || isRgbProfile(embeddedProfile))
  return {
    format,
    widthPx,
    heightPx,
    orientation: meta.orientation ?? byXmp ?? 1,
    embeddedProfile,
    profile: keepsColours ? embeddedProfile : null,
    isProfileApart: coded !== null,
    isTurnedByXmp: byXmp !== null && byXmp > 1,
    hasAlpha: meta.hasAlpha,
    isCmyk: meta.space === 'cmyk',
    withPixels: (failOn, render) =>
      render(
        turn(
          sharp(bytes, {
            failOn,
            ignoreIcc: keepsColours,
            limitInputPixels: false,
            // Turning reads rows in another order than they come.
            sequentialRead: byXmp === null,
          }).autoOrient(),
          byXmp ?? 1,
        ),
      ),
    // Shrinking while decoding is fast enough, and shows what is there now; a thumbnail may be of before an edit.
    withThumbnail: () => Promise.resolve(null),
    bytes,
  }
}

/** Turns and mirrors a picture upright; the library mirrors first. Numbers as EXIF counts them. */
function turn(image: Sharp, orientation: number): Sharp {
  const mirrored =
    orientation === 4
      ? image.flip()
      : orientation === 2 || orientation === 5 || orientation === 7
        ? image.flop()
        : image
  const angle = { 3: 180, 5: 270, 6: 90, 7: 90, 8: 270 }[orientation]
  return angle === undefined ? mirrored : mirrored.rotate(angle)
}

/**
 * Renders a photo; where its data is damaged, as much of it as can be had, and says so.
 * @throws AppError unreadable-image, truncated-image
 */
export async function renderImage<T>(
  image: OpenedImage,
  render: (upright: Sharp) => Promise<T>,
): Promise<{ readonly value: T; readonly isDamaged: boolean }> {
  try {
    return { value: await image.withPixels('warning', render), isDamaged: false }
  } catch (error) {
    // A HEIC's own decoder has no second, more lenient way; a full disk is no damage of the photo.
    if (image.format === 'heic' || error instanceof AppError) throw error
    try {
      return { value: await image.withPixels('none', render), isDamaged: true }
    } catch (cause) {
      throw unreadable(image.bytes, cause)
    }
  }
}

function unreadable(bytes: Uint8Array, cause: unknown): AppError {
  const tail = Buffer.from(bytes.subarray(Math.max(0, bytes.length - 4096)))
  const isCut =
    (bytes[0] === 0xff && !tail.includes(Buffer.from([0xff, 0xd9]))) ||
    (bytes[0] === 0x89 && !tail.includes('IEND'))
  return isCut
    ? new AppError('truncated-image', 'This photo breaks off: the rest of its file is missing.', { cause })
    : new AppError('unreadable-image', 'This file is damaged and could not be read as a photo.', { cause })
}
