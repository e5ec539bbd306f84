import { readFile } from 'node:fs/promises'
import { deserialize, serialize } from 'node:v8'
import type { z } from 'zod'
import { AppError } from '../../contract/errors.ts'
import type { GrayImage } from '../../domain/registration/gray-image.ts'
import type { PhotoView } from '../../domain/registration/photo-view.ts'
import { writeWhole } from '../imaging/write-whole.ts'
import { ENGINE_VERSION } from './engine-version.ts'
import type { KeptFindings } from './kept-findings-schema.ts'

/** What looking at a photo's pixels finds: that which takes time and is the same every time. */
export type Findings = Omit<PhotoView, 'gray'>

/** What was found in this picture before; null where nothing is kept, or only of another engine or another size. */
export async function readFindings(
  file: string,
  { widthPx, heightPx }: Pick<GrayImage, 'widthPx' | 'heightPx'>,
): Promise<Findings | null> {
  const found = await readObject(file)
  if (found === undefined) return null
  // Loaded where there is something to be read only: a new thread's first photo does not wait for it.
  const { KeptFindings } = await import('./kept-findings-schema.ts')
  const kept = KeptFindings.safeParse(found)
  if (!kept.success || kept.data.widthPx !== widthPx || kept.data.heightPx !== heightPx) return null
  const { features, face, outline } = kept.data
  return { features: inSharedMemory(features), face, outline }
}

async function readObject(file: string): Promise<unknown> {
  try {
    return deserialize(await readFile(file))
  } catch {
    // Not there, or damaged: it is found anew.
    return undefined
  }
}

/** Keeps what was found for the next time; where there is no room it is found again instead. */
export async function keepFindings(
  file: string,
  { widthPx, heightPx }: Pick<GrayImage, 'widthPx' | 'heightPx'>,
  { features, face, outline }: Findings,
): Promise<void> {
  const { count, words, x, y, size, angle, descriptors } = features
  // Copies: memory that threads share cannot be written down as it is.
  const columns = { x: x.slice(), y: y.slice(), size: size.slice(), angle: angle.slice() }
  const kept: z.input<typeof KeptFindings> = {
    engineVersion: ENGINE_VERSION,
    widthPx,
    heightPx,
    features: { count, words, ...columns, descriptors: descriptors.slice() },
    face: face && { landmarks: face.landmarks.map(([x, y]) => [x, y]), score: face.score },
    outline: outline && outline.map(([x, y]) => [x, y]),
  }
  try {
    await writeWhole(file, serialize(kept))
  } catch (error) {
    if (!(error instanceof AppError)) throw error
  }
}

/** So that the threads of the pool pass features around without copying. */
function inSharedMemory(features: z.output<typeof KeptFindings>['features']): Findings['features'] {
  const shared = (values: Float32Array): Float32Array => {
    const copy = new Float32Array(new SharedArrayBuffer(values.byteLength))
    copy.set(values)
    return copy
  }
  const descriptors = new Uint32Array(new SharedArrayBuffer(features.descriptors.byteLength))
  descriptors.set(features.descriptors)
  return {
    ...features,
    x: shared(features.x),
    y: shared(features.y),
    size: shared(features.size),
    angle: shared(features.angle),
    descriptors,
  }
}
