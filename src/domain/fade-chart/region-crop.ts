import type { Point } from '../transform.ts'
import type { Rect, Size } from '../viewer/size.ts'

/** Room around the regions, as a share of their larger side. */
const ROOM = 0.08

/**
 * The part of the baseline photo around its regions, with a little room, in the given shape (width / height) and never
 * beyond the photo: where the shape does not fit, the regions' middle is shown.
 */
export function regionCrop(polygons: readonly (readonly Point[])[], photo: Size, shape: number): Rect {
  const points = polygons.flat()
  if (points.length === 0) return fitInto({ left: 0, top: 0, ...photo }, photo, shape)
  const xs = points.map(([x]) => x)
  const ys = points.map(([, y]) => y)
  const [left, right] = [Math.min(...xs), Math.max(...xs)]
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)]
  const room = ROOM * Math.max(right - left, bottom - top)
  const wanted = {
    left: left - room,
    top: top - room,
    width: right - left + 2 * room,
    height: bottom - top + 2 * room,
  }
  return fitInto(wanted, photo, shape)
}

/** Grows the shorter side to the shape, as far as the photo goes, around the middle. */
function fitInto(wanted: Rect, photo: Size, shape: number): Rect {
  const width = Math.min(Math.max(wanted.width, wanted.height * shape), photo.width, photo.height * shape)
  const height = width / shape
  const inside = (middle: number, length: number, whole: number): number =>
    Math.max(0, Math.min(middle - length / 2, whole - length))
  return {
    left: inside(wanted.left + wanted.width / 2, width, photo.width),
    top: inside(wanted.top + wanted.height / 2, height, photo.height),
    width,
    height,
  }
}
