import { z } from 'zod'
import { command } from './command.ts'
import { PhotoId } from './ids.ts'

/** How large a photo shows the skin, as a person said; null where nobody has. */
export const PhotoScale = z.strictObject({
  photo: PhotoId,
  /** Upright full-size pixels per millimetre of skin. */
  pixelsPerMm: z.number().positive().nullable(),
})
export type PhotoScale = z.infer<typeof PhotoScale>

export const scaleCalls = {
  'scales.get': command({ input: z.strictObject({ photo: PhotoId }), output: PhotoScale }),
  'scales.set': command({ input: PhotoScale, output: PhotoScale }),
} as const
