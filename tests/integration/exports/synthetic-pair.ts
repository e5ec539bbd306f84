import sharp, { type Sharp } from 'sharp'
import { applyTransform, type Matrix3, type Point } from '../../../src/domain/transform.ts'

/** A smooth colour scene over the before photo's pixels: a shift of half a pixel changes it by about 5 of 255. */
export function sceneAt([x, y]: Point): readonly [number, number, number] {
  return [
    Math.round(128 + 60 * Math.sin(x / 7) * Math.cos(y / 9)),
    Math.round(128 + 60 * Math.sin(y / 8 + 1)),
    Math.round(128 + 50 * Math.cos((x + y) / 10)),
  ]
}

/** Raw RGB of a photo whose pixel p shows the scene at `toScene` p. */
export function paintScene(widthPx: number, heightPx: number, toScene: Matrix3): Buffer {
  const data = Buffer.alloc(3 * widthPx * heightPx)
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      data.set(sceneAt(applyTransform(toScene, [x + 0.5, y + 0.5])), 3 * (y * widthPx + x))
    }
  }
  return data
}

/** Encodes raw RGB as PNG, so that nothing is lost, with a phone's metadata. */
export function photoOf(data: Buffer, width: number, height: number): Sharp {
  return sharp(data, { raw: { width, height, channels: 3 } })
    .png()
    .withExif({
      IFD0: { Make: 'Phone', Artist: 'Anna Secret' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' },
    })
}

/** Mean of |a - b| over two areas of equal size of a raw RGB picture, 0 to 255. */
export function meanDifference(
  picture: { readonly data: Uint8Array; readonly widthPx: number },
  a: { readonly left: number; readonly top: number },
  b: { readonly left: number; readonly top: number },
  size: { readonly width: number; readonly height: number },
): number {
  let sum = 0
  for (let y = 0; y < size.height; y++) {
    for (let x = 0; x < 3 * size.width; x++) {
      const one = picture.data[3 * ((a.top + y) * picture.widthPx + a.left) + x]
      const other = picture.data[3 * ((b.top + y) * picture.widthPx + b.left) + x]
      sum += Math.abs(one - other)
    }
  }
  return sum / (3 * size.width * size.height)
}
