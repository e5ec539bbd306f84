import { lineDrawing } from '../../../domain/comparability/line-drawing.ts'
import { encodeInk } from '../../imaging/encode-ink.ts'
import { openLinearPhoto, readLinearPlanes } from '../../imaging/linear-plane.ts'

/** Fine enough for a printed page, coarse enough that dots of pigment are no lines. */
const WIDTH_PX = 700

/** A line drawing of a photo, as a PNG with a transparent ground. @throws AppError as decoding does. */
export async function drawPhoto(file: string): Promise<Uint8Array> {
  const photo = await openLinearPhoto(file)
  const whole = { leftPx: 0, topPx: 0, rightPx: photo.widthPx, bottomPx: photo.heightPx }
  const step = Math.max(1, Math.round(Math.min(photo.widthPx, photo.heightPx) / WIDTH_PX))
  const { green } = readLinearPlanes(photo, whole, step)
  return encodeInk({ opacity: lineDrawing(green), widthPx: green.widthPx, heightPx: green.heightPx })
}
