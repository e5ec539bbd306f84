import { stat } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { createWorkerPool } from './worker-pool.ts'
import type { PhotoReading, PhotoTask } from './photo-tasks.ts'
import type { CameraSettings } from './read-camera-settings.ts'
import type { CameraMetadata } from './read-metadata.ts'
import type { FullPicture } from './render-full.ts'

/** Reads photos in threads of their own, so that a slow, hanging or crashing file costs only itself. */
export interface PhotoReader {
  /** How many photos it reads at the same time. */
  readonly threads: number
  /** Hashes a photo, and reads and stores its small pictures unless they are there; `force` makes them in any case. */
  read(path: Uint8Array, options?: { readonly force?: boolean }): Promise<PhotoReading>
  /** Reads only what the camera wrote. */
  peek(path: Uint8Array): Promise<CameraMetadata>
  /** The photo as small as a thumbnail, for a look before it is imported: a JPEG, of which nothing is kept. */
  glimpse(path: Uint8Array): Promise<Uint8Array>
  /** Reads how the camera exposed it. */
  settingsOf(path: Uint8Array): Promise<CameraSettings>
  /** The original as something that a browser shows. */
  renderFull(path: Uint8Array): Promise<FullPicture>
  /** The identifier that a film shares with the photo it belongs to; null for any other file. */
  filmOf(path: Uint8Array): Promise<string | null>
  /** The brightness of a stored picture, by which its likeness to others is told. */
  brightness(file: string): Promise<Uint8Array>
  /** Gives back memory when there is nothing to read for a while. */
  rest(): Promise<void>
  close(): Promise<void>
}

/** A photo of a few megabytes takes half a second; this is for a slow disk under a busy machine. */
const DEFAULT_TIMEOUT_MS = 15_000
/** Large files may take longer in proportion. */
const TIMEOUT_PER_BYTE_MS = 0.5 / 1e3

/** Makes the threads; each starts with its first photo. */
export function createPhotoReader(options: {
  readonly derivedFolder: string
  readonly threads?: number
  readonly timeoutMs?: number
}): PhotoReader {
  // In the bundle every entry lies in one flat folder, as JavaScript.
  const url = new URL(
    import.meta.url.endsWith('.ts') ? './photo-worker.ts' : './photo-worker.js',
    import.meta.url,
  )
  const threads = options.threads ?? Math.min(8, Math.max(1, availableParallelism()))
  const pool = createWorkerPool<PhotoTask>({ url, size: threads })
  const run = async (task: PhotoTask): Promise<unknown> => {
    const timeoutMs = (options.timeoutMs ?? DEFAULT_TIMEOUT_MS) + (await extraTimeMs(task.path))
    return pool.run(task, { timeoutMs, lateCode: 'decode-timeout' })
  }
  // The worker answers every kind of task with its own kind of value (see photo-tasks.ts).
  return {
    threads,
    async read(path, { force = false } = {}) {
      const { derivedFolder } = options
      return (await run({ kind: 'read', path, derivedFolder, force })) as PhotoReading
    },
    async peek(path) {
      return (await run({ kind: 'peek', path })) as CameraMetadata
    },
    async glimpse(path) {
      return (await run({ kind: 'glimpse', path })) as Uint8Array
    },
    async settingsOf(path) {
      return (await run({ kind: 'settings', path })) as CameraSettings
    },
    async renderFull(path) {
      return (await run({ kind: 'render-full', path })) as FullPicture
    },
    async filmOf(path) {
      try {
        return (await run({ kind: 'film', path })) as string | null
      } catch {
        // Whatever is wrong with it, it is listed as no photo all the same.
        return null
      }
    },
    async brightness(file) {
      return (await run({ kind: 'brightness', path: Buffer.from(file) })) as Uint8Array
    },
    rest: () => pool.rest(),
    close: () => pool.close(),
  }
}

async function extraTimeMs(path: Uint8Array): Promise<number> {
  try {
    return (await stat(Buffer.from(path))).size * TIMEOUT_PER_BYTE_MS
  } catch {
    // The thread meets the same error and says what it is.
    return 0
  }
}
