import { z } from 'zod'
import { command } from './command.ts'
import { PhotoId } from './ids.ts'
import { FormerSaid } from './said.ts'
import { Phase, Source, View } from './vocabulary.ts'

/** What stood at a photo before a correction, so that the correction can be taken back. */
export const FormerReading = z.strictObject({
  photo: PhotoId,
  view: View,
  viewSource: Source,
  phase: Phase,
  phaseSource: Source,
})
export type FormerReading = z.infer<typeof FormerReading>

/** What was remembered of a word in the folder of a photo before a correction; null where nothing was. */
export const FormerWord = z.strictObject({ photo: PhotoId, word: z.string(), view: View.nullable() })
export type FormerWord = z.infer<typeof FormerWord>

export const correctionCalls = {
  /** Takes a correction back: everything that it changed is as it was, with where it came from. */
  'corrections.takeBack': command({
    input: z.strictObject({
      readings: z.array(FormerReading),
      word: FormerWord.nullable(),
      formerSaid: FormerSaid.nullable().optional(),
    }),
    output: z.strictObject({ changed: z.int().nonnegative() }),
  }),
} as const
