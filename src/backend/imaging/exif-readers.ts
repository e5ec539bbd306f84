import ExifReader from 'exifreader'
import exifr from 'exifr'

// Both packages give Node a default export only, whatever their types say.
// oxlint-disable-next-line import/no-named-as-default-member
const { parse } = exifr
// oxlint-disable-next-line import/no-named-as-default-member
const { load } = ExifReader

export type Tags = Readonly<Record<string, unknown>>

/**
 * What the fast reader finds of EXIF, by name, its values as they were written; nothing where it finds none. It may loop for ever
 * on a malformed HEIC, so this must run in a thread that can be ended.
 */
export async function readQuickly(bytes: Uint8Array, { gps }: { readonly gps: boolean }): Promise<Tags> {
  try {
    const tags: unknown = await parse(bytes, {
      tiff: true,
      exif: true,
      gps,
      xmp: false,
      icc: false,
      iptc: false,
      makerNote: true,
      reviveValues: false,
      translateValues: false,
    })
    return typeof tags === 'object' && tags !== null ? (tags as Tags) : {}
  } catch {
    // Photos without metadata, or with damaged metadata, are common and welcome all the same.
    return {}
  }
}

/** What the thorough reader finds, group by group, which knows XMP, IPTC and more formats; null where it cannot read them. */
export function readThoroughly(
  bytes: Uint8Array,
): Readonly<Partial<Record<'exif' | 'xmp' | 'iptc' | 'png', unknown>>> | null {
  try {
    const copy = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
    return load(copy, { expanded: true })
  } catch {
    return null
  }
}
