import sharp from 'sharp'
import { AppError } from '../../contract/errors.ts'
import {
  applyMatrix,
  invertMatrix,
  multiplyMatrices,
  SRGB_TO_XYZ_D65,
} from '../../domain/colour/colour-matrices.ts'
import { parseMatrixProfile } from '../../domain/colour/icc-profile.ts'
import { linearFromEncoded } from '../../domain/colour/transfer-function.ts'
import type { Plane } from '../../domain/fade/plane.ts'
import type { Matrix3 } from '../../domain/transform.ts'
import { decodeUpright, type UprightPixels } from './decode.ts'
import { readPhotoFile } from './read-photo-file.ts'

/** A decoded photo that can be read in linear light. */
export interface LinearPhoto {
  readonly widthPx: number
  readonly heightPx: number
  /** False where the photo's profile is no matrix profile: its colours then went through a generic conversion to sRGB. */
  readonly hasMatrixProfile: boolean
  /** RGB, 8 bit, interleaved, in the photo's own encoding. */
  readonly data: Uint8Array
  /** Linear light of each code, for red, green and blue. */
  readonly tables: readonly [Float32Array, Float32Array, Float32Array]
  /** Linear RGB of the photo to linear sRGB, or null where they are the same. */
  readonly toLinearSrgb: Matrix3 | null
}

/** Part of a photo in linear sRGB (0..1), reduced by a whole factor by area averaging in linear light. */
export interface LinearPlanes {
  readonly red: Plane
  readonly green: Plane
  readonly blue: Plane
  /** 1 where red, in which pigment is measured, was at the end of its range in any of the pixels below a sample. */
  readonly clipped: Uint8Array
  /** Sample (i, j) covers the pixels from (leftPx + i stepPx, topPx + j stepPx), stepPx wide and high. */
  readonly leftPx: number
  readonly topPx: number
  readonly stepPx: number
}

/** A rectangle of pixels, right and bottom exclusive. */
export interface PixelBounds {
  readonly leftPx: number
  readonly topPx: number
  readonly rightPx: number
  readonly bottomPx: number
}

/**
 * Decodes a photo for measuring: exact 8-bit values and the tone curves of its own profile.
 * @throws AppError unreadable-image and the other codes of decodeUpright.
 */
export async function openLinearPhoto(file: string): Promise<LinearPhoto> {
  const pixels = await decodeUpright(file)
  const profile = pixels.profile === null ? null : parseMatrixProfile(pixels.profile)
  const { widthPx, heightPx } = pixels
  if (pixels.profile !== null && profile === null) {
    const data = await convertThroughProfile(file, pixels)
    return { widthPx, heightPx, data, hasMatrixProfile: false, tables: SRGB_TABLES, toLinearSrgb: null }
  }
  const common = { widthPx, heightPx, data: pixels.data, hasMatrixProfile: true }
  if (profile === null) return { ...common, tables: SRGB_TABLES, toLinearSrgb: null }
  const [red, green, blue] = profile.curves
  const toLinearSrgb = multiplyMatrices(invertMatrix(SRGB_TO_XYZ_D65), profile.toXyzD65)
  return {
    ...common,
    tables: [tableOf(red), tableOf(green), tableOf(blue)],
    toLinearSrgb: isNearIdentity(toLinearSrgb) ? null : toLinearSrgb,
  }
}

/** Reads part of a photo in linear light; bounds beyond the photo are cut, an empty rest gives planes of zero size. */
export function readLinearPlanes(photo: LinearPhoto, bounds: PixelBounds, stepPx: number): LinearPlanes {
  const left = Math.max(0, Math.floor(bounds.leftPx))
  const top = Math.max(0, Math.floor(bounds.topPx))
  const width = Math.max(0, Math.floor((Math.min(photo.widthPx, Math.ceil(bounds.rightPx)) - left) / stepPx))
  const height = Math.max(
    0,
    Math.floor((Math.min(photo.heightPx, Math.ceil(bounds.bottomPx)) - top) / stepPx),
  )
  const channels = [0, 1, 2].map(() => new Float32Array(width * height)) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ]
  const clipped = new Uint8Array(width * height)
  const [redTable, greenTable, blueTable] = photo.tables
  // The curve of a picture of high dynamic range is at its end long before its numbers are.
  const brightestRed = redTable[254]
  const share = 1 / (stepPx * stepPx)
  for (let y = 0; y < height * stepPx; y++) {
    const row = Math.floor(y / stepPx) * width
    let at = 3 * ((top + y) * photo.widthPx + left)
    for (let x = 0; x < width * stepPx; x++, at += 3) {
      const target = row + Math.floor(x / stepPx)
      const red = photo.data[at]
      const green = photo.data[at + 1]
      const blue = photo.data[at + 2]
      channels[0][target] += share * redTable[red]
      channels[1][target] += share * greenTable[green]
      channels[2][target] += share * blueTable[blue]
      if (redTable[red] >= brightestRed || red <= 1) clipped[target] = 1
    }
  }
  if (photo.toLinearSrgb) convertInPlace(channels, photo.toLinearSrgb)
  const plane = (data: Float32Array): Plane => ({ data, widthPx: width, heightPx: height })
  return {
    red: plane(channels[0]),
    green: plane(channels[1]),
    blue: plane(channels[2]),
    clipped,
    leftPx: left,
    topPx: top,
    stepPx,
  }
}

const SRGB_TABLE = tableOf(linearFromEncoded)
const SRGB_TABLES = [SRGB_TABLE, SRGB_TABLE, SRGB_TABLE] as const

function tableOf(curve: (component: number) => number): Float32Array {
  return Float32Array.from({ length: 256 }, (_, code) => curve(code / 255))
}

function isNearIdentity(m: Matrix3): boolean {
  // ICC profiles store primaries in 16-bit fractions, so that sRGB itself comes out a little off.
  return m.every((value, index) => Math.abs(value - (index % 4 === 0 ? 1 : 0)) < 2e-3)
}

function convertInPlace([red, green, blue]: [Float32Array, Float32Array, Float32Array], m: Matrix3) {
  for (let i = 0; i < red.length; i++) {
    const [r, g, b] = applyMatrix(m, [red[i], green[i], blue[i]])
    red[i] = r
    green[i] = g
    blue[i] = b
  }
}

/** A profile that is no matrix: the general conversion to sRGB, or the pixels as they are where the decoder cannot. */
async function convertThroughProfile(file: string, pixels: UprightPixels): Promise<Uint8Array> {
  try {
    const { data, info } = await sharp(await readPhotoFile(file), { limitInputPixels: 120e6 })
      .autoOrient()
      .toColourspace('srgb')
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true })
    if (info.width === pixels.widthPx && info.height === pixels.heightPx && info.channels === 3) return data
    return pixels.data
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    return pixels.data
  }
}
