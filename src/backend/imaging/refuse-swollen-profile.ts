import { inflateSync } from 'node:zlib'
import { AppError } from '../../contract/errors.ts'

/** Profiles with large tables reach two megabytes. */
const MAX_PROFILE_BYTES = 16e6
const SIGNATURE_BYTES = 8

/**
 * Throws AppError unreadable-image where the colour profile of a PNG is packed so that it would fill the memory: decoders
 * unpack it whole, whatever its size, as soon as they look at the header.
 */
export function refuseSwollenProfile(png: Uint8Array): void {
  const bytes = Buffer.from(png.buffer, png.byteOffset, png.byteLength)
  for (let at = SIGNATURE_BYTES; at + 8 <= bytes.length;) {
    const length = bytes.readUInt32BE(at)
    const kind = bytes.toString('latin1', at + 4, at + 8)
    if (kind === 'IDAT') return
    if (kind === 'iCCP') refuseSwollen(bytes.subarray(at + 8, at + 8 + length))
    at += length + 12
  }
}

function refuseSwollen(chunk: Buffer): void {
  // A name, its end, and one byte for the only way of packing there is.
  const packed = chunk.subarray(chunk.indexOf(0) + 2)
  try {
    inflateSync(packed, { maxOutputLength: MAX_PROFILE_BYTES })
  } catch (cause) {
    // What is damaged otherwise is for the decoder to judge.
    if (!(cause instanceof RangeError)) return
    throw new AppError(
      'unreadable-image',
      'The colour profile of this picture unpacks to more than any has; it would fill the memory and is not read.',
      { cause },
    )
  }
}
