import { readFile } from 'node:fs/promises'
import { deserialize, serialize } from 'node:v8'
import { z } from 'zod'
import { AppError } from '../../contract/errors.ts'
import type { GrayImage } from '../../domain/registration/gray-image.ts'
import type { PhotoView } from '../../domain/registration/photo-view.ts'
import { writeWhole } from '../imaging/write-whole.ts'
import { ENGINE_VERSION } from './engine-version.ts'

/** What looking at a photo's pixels finds: that which takes time and is the same every time. */
export type Findings = Omit<PhotoView, 'gray'>

const column = z.instanceof(Float32Array)
const point = z.tuple([z.number(), z.number()])
const Kept = z.object({
  engineVersion: z.literal(ENGINE_VERSION),
  widthPx: z.int(),
  heightPx: z.int(),
  features: z.object({
    count: z.int(),
    x: column,
    y: column,
    size: column,
    angle: column,
    words: z.int(),
    descriptors: z.instanceof(Uint32Array),
  }),
  face: z.object({ landmarks: z.array(point), score: z.number() }).nullable(),
  outline: z.array(point).nullable(),
})

/** What was found in this picture before; null where nothing is kept, or only of another engine or another size. */
export async function readFindings(
  file: string,
  { widthPx, heightPx }: Pick<GrayImage, 'widthPx' | 'heightPx'>,
): Promise<Findings | null> {
  const kept = Kept.safeParse(await readObject(file))
  if (!kept.success || kept.data.widthPx !== widthPx || kept.data.heightPx !== heightPx) return null
  const { features, face, outline } = kept.data
  return { features: inSharedMemory(features), face, outline }
}

async function readObject(file: string): Promise<unknown> {
  try {
    return deserialize(await readFile(file))
  } catch {
    // Not there, or damaged: it is found anew.
    return null
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
  const kept: z.input<typeof Kept> = {
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
function inSharedMemory(features: z.output<typeof Kept>['features']): Findings['features'] {
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
