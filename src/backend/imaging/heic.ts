import { AppError } from '../../contract/errors.ts'
import { loadLibHeif, type LibHeif } from './libheif.ts'
import { refuseTooLarge } from './pixel-limit.ts'

/** Upright RGB pixels of a HEIC, 8 bit, interleaved, in the photo's own colours. */
export interface HeicPixels {
  readonly data: Uint8Array
  readonly widthPx: number
  readonly heightPx: number
  readonly profile: Uint8Array | null
}

const COLOURSPACE_RGB = 1
const CHROMA_INTERLEAVED_RGB = 10
const CHANNEL_INTERLEAVED = 10

/** A photo of 12 megapixels needs 60 to 90 MB; WebAssembly never gives memory back by itself. */
const LARGEST_KEPT_HEAP_BYTES = 110e6

let library: LibHeif | undefined

function load(): LibHeif {
  // Only threads that meet a HEIC pay for its decoder.
  library ??= loadLibHeif()
  return library
}

/** True where a large photo left this thread with so much memory that it is better ended than kept. */
export function holdsMuchMemory(): boolean {
  return library !== undefined && library.HEAPU8.length > LARGEST_KEPT_HEAP_BYTES
}

/** One photo at a time: while one's pixels are read where they lie, no other may move them. */
let turn: Promise<unknown> = Promise.resolve()

/**
 * Hands `read` the first image of a HEIC.
 * libheif applies the file's own rotation and mirroring (irot, imir) while decoding, so EXIF orientation must never be applied again.
 */
async function withHandle<T>(
  bytes: Uint8Array,
  read: (heif: LibHeif, handle: number, scratch: Scratch) => T | Promise<T>,
): Promise<T> {
  const before = turn
  let endTurn = (): void => undefined
  turn = new Promise<void>((resolve) => {
    endTurn = resolve
  })
  await before
  const heif = load()
  const scratch = new Scratch(heif)
  const input = heif._malloc(bytes.length)
  heif.HEAPU8.set(bytes, input)
  const context = heif._heif_context_alloc()
  let handle = 0
  try {
    scratch.check((error) =>
      heif._heif_context_read_from_memory_without_copy(error, context, input, bytes.length, 0),
    )
    scratch.check((error) => heif._heif_context_get_primary_image_handle(error, context, scratch.out))
    handle = scratch.readOut()
    return await read(heif, handle, scratch)
  } finally {
    if (handle !== 0) heif._heif_image_handle_release(handle)
    heif._heif_context_free(context)
    heif._free(input)
    scratch.free()
    endTurn()
  }
}

/** Room for the errors and pointers that libheif hands back. */
class Scratch {
  readonly out: number
  readonly #error: number
  readonly #heif: LibHeif

  constructor(heif: LibHeif) {
    this.#heif = heif
    this.#error = heif._malloc(16)
    this.out = heif._malloc(16)
  }

  readOut(): number {
    return this.#readUint32(this.out)
  }

  check(call: (error: number) => void): void {
    call(this.#error)
    const code = this.#readUint32(this.#error)
    if (code === 0) return
    const detail = `${code}.${this.#readUint32(this.#error + 4)}`
    throw new AppError('unreadable-image', 'This HEIC photo is damaged and could not be read.', {
      details: { libheif: detail },
    })
  }

  free(): void {
    this.#heif._free(this.#error)
    this.#heif._free(this.out)
  }

  #readUint32(pointer: number): number {
    // The heap may have moved since the last call, so it is asked for anew.
    const { buffer, byteOffset } = this.#heif.HEAPU8
    return new DataView(buffer, byteOffset).getUint32(pointer, true)
  }
}

function readProfile(heif: LibHeif, handle: number, scratch: Scratch): Uint8Array | null {
  const length = heif._heif_image_handle_get_raw_color_profile_size(handle)
  if (length === 0) return null
  const pointer = heif._malloc(length)
  try {
    scratch.check((error) => heif._heif_image_handle_get_raw_color_profile(error, handle, pointer))
    return heif.HEAPU8.slice(pointer, pointer + length)
  } finally {
    heif._free(pointer)
  }
}

/** Size of the upright picture and its colour profile, from the header alone. */
export function readHeicHeader(bytes: Uint8Array): Promise<Omit<HeicPixels, 'data'>> {
  return withHandle(bytes, (heif, handle, scratch) => {
    const [widthPx, heightPx] = sizeOf(heif, handle)
    return { widthPx, heightPx, profile: readProfile(heif, handle, scratch) }
  })
}

/**
 * Decodes the first image of a HEIC, upright, and hands its pixels to `use`. They lie in the decoder's own memory, and only
 * until what `use` returns is settled: copying them would cost 36 MB for every photo of 12 megapixels.
 * @throws AppError image-too-large, unreadable-image
 */
export function withHeicPixels<T>(
  bytes: Uint8Array,
  use: (pixels: Omit<HeicPixels, 'profile'>) => Promise<T>,
): Promise<T> {
  return withHandle(bytes, (heif, handle, scratch) => {
    const [widthPx, heightPx] = sizeOf(heif, handle)
    refuseTooLarge(widthPx, heightPx)
    return decode(heif, handle, scratch, use)
  })
}

/** How far the shapes may differ by whole pixels alone: a thumbnail of 512 x 236 for 4000 x 1848 is off by a 400th. */
const SAME_SHAPE = 0.02

/**
 * Decodes the thumbnail that a HEIC carries, upright, as {@link withHeicPixels} does its picture. Null where there is none, where
 * it is broken, as some are, or of another shape than the picture, as one that was left behind by an edit or never turned.
 */
export function withHeicThumbnail<T>(
  bytes: Uint8Array,
  use: (pixels: Omit<HeicPixels, 'profile'>) => Promise<T>,
): Promise<T | null> {
  return withHandle(bytes, async (heif, handle, scratch) => {
    if (heif._heif_image_handle_get_number_of_thumbnails(handle) === 0) return null
    heif._heif_image_handle_get_list_of_thumbnail_IDs(handle, scratch.out, 1)
    const id = scratch.readOut()
    let thumbnail = 0
    try {
      scratch.check((error) => heif._heif_image_handle_get_thumbnail(error, handle, id, scratch.out))
      thumbnail = scratch.readOut()
      const [widthPx, heightPx] = sizeOf(heif, handle)
      const [ownWidthPx, ownHeightPx] = sizeOf(heif, thumbnail)
      const stretch = (ownWidthPx * heightPx) / (ownHeightPx * widthPx)
      if (Math.abs(Math.log(stretch)) > SAME_SHAPE) return null
      refuseTooLarge(ownWidthPx, ownHeightPx)
      return await decode(heif, thumbnail, scratch, use)
    } catch (error) {
      if (error instanceof AppError) return null
      throw error
    } finally {
      if (thumbnail !== 0) heif._heif_image_handle_release(thumbnail)
    }
  })
}

function sizeOf(heif: LibHeif, handle: number): readonly [widthPx: number, heightPx: number] {
  return [heif._heif_image_handle_get_width(handle), heif._heif_image_handle_get_height(handle)]
}

async function decode<T>(
  heif: LibHeif,
  handle: number,
  scratch: Scratch,
  hand: (pixels: Omit<HeicPixels, 'profile'>) => Promise<T>,
): Promise<T> {
  scratch.check((error) =>
    heif._heif_decode_image(error, handle, scratch.out, COLOURSPACE_RGB, CHROMA_INTERLEAVED_RGB, 0),
  )
  const image = scratch.readOut()
  try {
    const widthPx = heif._heif_image_get_width(image, CHANNEL_INTERLEAVED)
    const heightPx = heif._heif_image_get_height(image, CHANNEL_INTERLEAVED)
    const plane = heif._heif_image_get_plane_readonly(image, CHANNEL_INTERLEAVED, scratch.out)
    const rowBytes = scratch.readOut()
    const data = closeRows(heif.HEAPU8, { plane, rowBytes, widthPx, heightPx })
    return await hand({ data, widthPx, heightPx })
  } finally {
    heif._heif_image_release(image)
  }
}

/** Moves rows up to one another where the decoder left gaps between them. */
function closeRows(
  heap: Uint8Array,
  image: {
    readonly plane: number
    readonly rowBytes: number
    readonly widthPx: number
    readonly heightPx: number
  },
): Uint8Array {
  const { plane, rowBytes, widthPx, heightPx } = image
  const tightBytes = widthPx * 3
  if (rowBytes !== tightBytes) {
    for (let row = 1; row < heightPx; row++) {
      const start = plane + row * rowBytes
      heap.copyWithin(plane + row * tightBytes, start, start + tightBytes)
    }
  }
  return heap.subarray(plane, plane + tightBytes * heightPx)
}
