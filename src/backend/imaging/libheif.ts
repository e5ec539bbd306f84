import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { KernelMemory } from '../../domain/wasm-kernel.ts'
import { BLOCK_SIZES, WORK_BYTES, buildInverseTransforms } from './inverse-transform.ts'

/** The part of libheif's C functions that is used, as the WebAssembly build names them; pointers are numbers. */
export interface LibHeif {
  readonly HEAPU8: Uint8Array
  _malloc(bytes: number): number
  _free(pointer: number): void
  _heif_context_alloc(): number
  _heif_context_free(context: number): void
  _heif_context_read_from_memory_without_copy(
    error: number,
    context: number,
    bytes: number,
    length: number,
    options: number,
  ): void
  _heif_context_get_primary_image_handle(error: number, context: number, out: number): void
  _heif_image_handle_release(handle: number): void
  _heif_image_handle_get_width(handle: number): number
  _heif_image_handle_get_height(handle: number): number
  _heif_image_handle_get_raw_color_profile_size(handle: number): number
  _heif_image_handle_get_raw_color_profile(error: number, handle: number, out: number): void
  _heif_image_handle_get_number_of_thumbnails(handle: number): number
  _heif_image_handle_get_list_of_thumbnail_IDs(handle: number, ids: number, most: number): number
  _heif_image_handle_get_thumbnail(error: number, handle: number, id: number, out: number): void
  _heif_decode_image(
    error: number,
    handle: number,
    out: number,
    colourSpace: number,
    chroma: number,
    options: number,
  ): void
  _heif_image_get_width(image: number, channel: number): number
  _heif_image_get_height(image: number, channel: number): number
  _heif_image_get_plane_readonly(image: number, channel: number, stride: number): number
  _heif_image_release(image: number): void
}

/** What the decoder's WebAssembly calls by number, and the memory it works on. */
export interface LibHeifInside {
  readonly memory: KernelMemory
  readonly table: {
    get(index: number): (...values: readonly number[]) => void
    set(index: number, made: (...values: readonly number[]) => void): void
  }
}

interface Instance {
  readonly exports: Readonly<Record<string, unknown>>
}

/** The part of WebAssembly that is used here; Node's types leave it to those of the browser. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object, imports: object) => Instance
}

/**
 * One build of libheif-js, and the numbers of its inverse transforms by size: 4, 8, 16 and 32, for samples of 8 bits and of
 * more. Another build may have anything there, so it would be left as it is, and a test says so. To find them in a new one:
 * they are the two runs of four small functions that call one function with these sizes (`wasm2wat`).
 */
const KNOWN_BUILD = {
  sha256: 'e4aa8333fbe55ec7c6c776f735236f40bed9103188498f8131d4e52b73cdfee8',
  memory: 'Q',
  table: 'T',
}
export const TRANSFORMS = [1999, 2000, 2001, 2002] as const
export const DEEP_TRANSFORMS = [2005, 2006, 2007, 2008] as const

/** Loads the HEIC decoder, with inverse transforms that give the same in a fraction of the time. */
export function loadLibHeif(): LibHeif {
  const { library, inside } = instantiateLibHeif()
  if (inside !== null) replaceTransforms(library, inside)
  return library
}

/** The decoder as the package has it, and its inside where that is known. */
export function instantiateLibHeif(): {
  readonly library: LibHeif
  readonly inside: LibHeifInside | null
} {
  const require = createRequire(import.meta.url)
  const bytes = readFileSync(require.resolve('libheif-js/libheif-wasm/libheif.wasm'))
  // The package has no types for its C functions, nor for this option of Emscripten's.
  const create = require('libheif-js/libheif-wasm/libheif.js') as (options: {
    instantiateWasm(imports: object, receive: (instance: Instance) => void): Instance['exports']
  }) => LibHeif
  let exports: Instance['exports'] = {}
  const library = create({
    instantiateWasm(imports, receive) {
      const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), imports)
      exports = instance.exports
      receive(instance)
      return exports
    },
  })
  const isKnown = createHash('sha256').update(bytes).digest('hex') === KNOWN_BUILD.sha256
  // Of a known build it is known what its exports are.
  const memory = exports[KNOWN_BUILD.memory] as LibHeifInside['memory']
  const table = exports[KNOWN_BUILD.table] as LibHeifInside['table']
  return { library, inside: isKnown ? { memory, table } : null }
}

/** Puts our inverse transforms in the place of the decoder's own. */
export function replaceTransforms(library: LibHeif, { memory, table }: LibHeifInside): void {
  const functions = buildInverseTransforms(memory, alignedRoom(library, WORK_BYTES))
  for (const [index, size] of BLOCK_SIZES.entries()) {
    table.set(TRANSFORMS[index], functions[`transform${size}`])
    table.set(DEEP_TRANSFORMS[index], functions[`deepTransform${size}`])
  }
}

/** Room in the decoder's memory for as long as it lives, from a multiple of 16. */
function alignedRoom(library: LibHeif, bytes: number): number {
  return Math.ceil(library._malloc(bytes + 16) / 16) * 16
}
