import { z } from 'zod'
import { ENGINE_VERSION } from './engine-version.ts'

const column = z.instanceof(Float32Array)
const point = z.tuple([z.number(), z.number()])
/** What a file of findings must hold to be believed. */
export const KeptFindings = z.object({
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
