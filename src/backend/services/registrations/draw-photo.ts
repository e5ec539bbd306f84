import { differenceMap } from '../../../domain/comparability/difference-map.ts'
import { lineDrawing } from '../../../domain/comparability/line-drawing.ts'
import type { Plane } from '../../../domain/fade/plane.ts'
import {
  composeTransforms,
  invertTransform,
  scaleTransform,
  type Matrix3,
} from '../../../domain/transform.ts'
import { encodePng } from '../../imaging/encode-png.ts'
import { openLinearPhoto, readLinearPlanes } from '../../imaging/linear-plane.ts'

/** Fine enough for a printed page, coarse enough that dots of pigment are no lines. */
const DRAWING_PX = 700
const DIFFERENCE_PX = 900

/** A line drawing of a photo, as a PNG with a transparent ground. @throws AppError as decoding does. */
export async function drawPhoto(file: string): Promise<Uint8Array> {
  const { light } = await readLight(file, DRAWING_PX)
  const ink = lineDrawing(light)
  const pixels = new Uint8Array(2 * ink.length)
  ink.forEach((opacity, i) => {
    pixels[2 * i + 1] = opacity
  })
  return encodePng({ pixels, channels: 2, widthPx: light.widthPx, heightPx: light.heightPx })
}

/** Two photos and how the after photo lies on the before photo, in pixels of the two files. */
export interface DifferenceRequest {
  readonly before: string
  readonly after: string
  readonly afterToBefore: Matrix3
}

/** A heat map of the difference of two photos, as a PNG on the before photo. @throws AppError as decoding does. */
export async function drawDifference(request: DifferenceRequest): Promise<Uint8Array> {
  const before = await readLight(request.before, DIFFERENCE_PX)
  const after = await readLight(request.after, DIFFERENCE_PX)
  const beforeToAfter = composeTransforms(
    scaleTransform(1 / after.stepPx),
    composeTransforms(invertTransform(request.afterToBefore), scaleTransform(before.stepPx)),
  )
  const pixels = differenceMap(before.light, after.light, beforeToAfter)
  const { widthPx, heightPx } = before.light
  return encodePng({ pixels, channels: 4, widthPx, heightPx })
}

/** Green light, in which both skin and pigment are well seen, at about this width. */
async function readLight(
  file: string,
  sidePx: number,
): Promise<{ readonly light: Plane; readonly stepPx: number }> {
  const photo = await openLinearPhoto(file)
  const whole = { leftPx: 0, topPx: 0, rightPx: photo.widthPx, bottomPx: photo.heightPx }
  const stepPx = Math.max(1, Math.round(Math.min(photo.widthPx, photo.heightPx) / sidePx))
  return { light: readLinearPlanes(photo, whole, stepPx).green, stepPx }
}
