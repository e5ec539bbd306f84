import sharp from 'sharp'
import { BT2020_TO_XYZ_D65, P3_TO_XYZ_D65, SRGB_TO_XYZ_D65 } from '../../domain/colour/colour-matrices.ts'
import type { ToneCurve } from '../../domain/colour/icc-profile.ts'
import { linearFromHlg, linearFromPq } from '../../domain/colour/hdr-transfer.ts'
import { linearFromEncoded } from '../../domain/colour/transfer-function.ts'
import { writeMatrixProfile } from '../../domain/colour/write-matrix-profile.ts'
import type { Matrix3 } from '../../domain/transform.ts'

/**
 * The primaries and the tone curve that a HEIC or AVIF names by number instead of with a profile (ISO 14496-12, colour
 * information of the kind "nclx"); null where it names none.
 */
function codedColours(bytes: Uint8Array): { readonly primaries: number; readonly transfer: number } | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const properties = file.indexOf('ipco')
  const at = properties < 0 ? -1 : file.indexOf('colrnclx', properties)
  // Properties stand together near the start; the same letters further on are picture.
  if (at < 0 || at + 12 > file.length || at > properties + file.readUInt32BE(properties - 4)) return null
  return { primaries: file.readUInt16BE(at + 8), transfer: file.readUInt16BE(at + 10) }
}

const made = new Map<string, Promise<Uint8Array | null>>()

/**
 * A profile for pixels whose colours are named by number; null for sRGB's own, which need none, and for those not known here.
 * Pictures of high dynamic range come as they would look on paper: what is brighter than white is white, and the name says so.
 */
export async function profileOfCoded(bytes: Uint8Array): Promise<Uint8Array | null> {
  const colours = codedColours(bytes)
  const gamut = colours === null ? undefined : GAMUTS.get(colours.primaries)
  if (colours === null || gamut === undefined) return null
  const range = HDR.get(colours.transfer) ?? null
  const key = `${gamut.name} ${range?.name}`
  const profile = made.get(key) ?? makeProfile(gamut, range)
  made.set(key, profile)
  return profile
}

interface Gamut {
  readonly name: string
  readonly toXyzD65: Matrix3
}

interface Range {
  readonly name: string
  readonly curve: ToneCurve
}

const DISPLAY_P3: Gamut = { name: 'Display P3', toXyzD65: P3_TO_XYZ_D65 }
const REC_709: Gamut = { name: 'Rec. 709', toXyzD65: SRGB_TO_XYZ_D65 }

/** By their numbers in ITU-T H.273, table 2. */
const GAMUTS: ReadonlyMap<number, Gamut> = new Map([
  [1, REC_709],
  [9, { name: 'Rec. 2020', toXyzD65: BT2020_TO_XYZ_D65 }],
  [12, DISPLAY_P3],
])

/** By their numbers in ITU-T H.273, table 3; all others are taken for sRGB's curve, as browsers do. */
const HDR: ReadonlyMap<number, Range> = new Map([
  [16, { name: 'PQ', curve: linearFromPq }],
  [18, { name: 'HLG', curve: linearFromHlg }],
])

async function makeProfile(gamut: Gamut, range: Range | null): Promise<Uint8Array | null> {
  const { toXyzD65 } = gamut
  if (range !== null) {
    const name = `${gamut.name} ${range.name} (HDR, brighter than white cut off)`
    return writeMatrixProfile({ name, toXyzD65, curve: range.curve })
  }
  if (gamut === REC_709) return null
  if (gamut === DISPLAY_P3) return makeDisplayP3()
  return writeMatrixProfile({ name: gamut.name, toXyzD65, curve: linearFromEncoded })
}

/** The image library carries this profile, but hands it out only within a picture. */
async function makeDisplayP3(): Promise<Uint8Array | null> {
  const pixel = sharp({ create: { width: 1, height: 1, channels: 3, background: '#888' } })
  const { icc } = await sharp(await pixel.withIccProfile('p3').png().toBuffer()).metadata()
  return icc ?? null
}
