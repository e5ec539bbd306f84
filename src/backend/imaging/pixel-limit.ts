import { AppError } from '../../contract/errors.ts'

/** Larger pictures would take gigabytes to decode; the largest phones and cameras stay below. */
export const MAX_PIXELS = 120e6

/** Throws AppError image-too-large where a picture has more than {@link MAX_PIXELS}. */
export function refuseTooLarge(widthPx: number, heightPx: number): void {
  if (widthPx * heightPx <= MAX_PIXELS) return
  throw new AppError(
    'image-too-large',
    `This picture claims ${widthPx} x ${heightPx} pixels. More than ${MAX_PIXELS / 1e6} million are not read, because they would fill the memory.`,
  )
}
