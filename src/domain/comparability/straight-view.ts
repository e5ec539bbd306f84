import type { Point } from '../transform.ts'

/** How a photo was seen; in its upright pixels. */
export interface Sight {
  readonly focalLengthPx: number
  readonly frameMiddle: Point
}

/** The diagonal of a frame of 35 mm film, in millimetres, by which equivalent focal lengths are told (CIPA DCG-001, 2005). */
const FILM_DIAGONAL_MM = Math.hypot(36, 24)

/** The sight of a whole, uncropped photo by the focal length that 35 mm film needs to see as much. */
export function sightOf(
  focalLength35mm: number,
  { width, height }: { readonly width: number; readonly height: number },
): Sight {
  return {
    focalLengthPx: (focalLength35mm / FILM_DIAGONAL_MM) * Math.hypot(width, height),
    frameMiddle: [width / 2, height / 2],
  }
}

/**
 * Pixels as a camera of the same focal length would show them that looks straight at one of them, relative to that one: a
 * head at the edge of the frame is seen from the side and drawn out by a wide lens (Hartley and Zisserman, Multiple View
 * Geometry, 2004, section 8.4.2). Without a sight, what is left of it is the shift.
 */
export function straightView(sight: Sight | null, [ax, ay]: Point): (point: Point) => Point {
  if (sight === null) return ([x, y]) => [x - ax, y - ay]
  const { focalLengthPx, frameMiddle } = sight
  const toRay = ([x, y]: Point): Ray => [
    (x - frameMiddle[0]) / focalLengthPx,
    (y - frameMiddle[1]) / focalLengthPx,
    1,
  ]
  const [x, y, z] = toRay([ax, ay])
  const aside = Math.hypot(x, y)
  const turn = turnAbout(aside < 1e-9 ? [0, 0] : [y / aside, -x / aside], Math.atan2(aside, z))
  return (point) => {
    const [u, v, w] = turn(toRay(point))
    return [(focalLengthPx * u) / w, (focalLengthPx * v) / w]
  }
}

type Ray = readonly [number, number, number]

/** Turns about an axis in the picture's plane (Rodrigues' formula), radians. */
export function turnAbout([kx, ky]: Point, angle: number): (ray: Ray) => Ray {
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)]
  return ([x, y, z]) => {
    const along = (kx * x + ky * y) * (1 - cosine)
    return [
      x * cosine + ky * z * sine + kx * along,
      y * cosine - kx * z * sine + ky * along,
      z * cosine + (kx * y - ky * x) * sine,
    ]
  }
}
