import { z } from 'zod'
import { command } from './command.ts'
import { PhotoId } from './ids.ts'
import { LocalDate, View } from './vocabulary.ts'

/** A photo whose original is gone from every place where it was found; all that is known of it is kept. */
export const MissingPhoto = z.strictObject({
  id: PhotoId,
  sha256: z.string(),
  client: z.string(),
  visitDate: LocalDate.nullable(),
  view: View,
  /** The imported folder, and the file in it, in which it stood last. */
  folder: z.string(),
  file: z.string(),
})
export type MissingPhoto = z.infer<typeof MissingPhoto>

export const missingCalls = {
  /** Photos gone from their folders; those on a drive that is off are not among them. */
  'missing.list': command({ input: z.strictObject({}), output: z.array(MissingPhoto) }),
  /** Forgets missing photos with all work on them; photos that are not missing stay. */
  'missing.forget': command({
    input: z.strictObject({ photos: z.array(PhotoId).min(1) }),
    output: z.strictObject({
      forgotten: z.int().nonnegative(),
      /** Photos that stay: they are not missing any more, or a picture was exported of them. */
      kept: z.int().nonnegative(),
    }),
  }),
} as const
