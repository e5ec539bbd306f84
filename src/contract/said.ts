import { z } from 'zod'
import { LocalDate, Phase, VisitKind } from './vocabulary.ts'

const read = z.string().min(1)

/** What a person says of a visit's names, each null where nothing is said of it. */
export const SaidVisit = z.strictObject({
  date: LocalDate.nullable(),
  kind: VisitKind.exclude(['unknown']).nullable(),
  phase: Phase.exclude(['unknown']).nullable(),
})
export type SaidVisit = z.infer<typeof SaidVisit>

/** Of names it is said for every folder alike, so that no day can be. */
const SaidLabel = SaidVisit.extend({ date: z.null() })

/**
 * What a person says of what names were read as; it holds for everything in a folder that is read the same, now and later.
 * Null instead of what is said takes it back.
 */
export const SaidOfReading = z.discriminatedUnion('kind', [
  /** Who a client's name stands for; null where it is nobody's name. */
  z.strictObject({
    kind: z.literal('client'),
    read,
    said: z.strictObject({ name: z.string().trim().min(1).max(200).nullable() }).nullable(),
  }),
  /** A client's visit, by the key that the preview gives it. */
  z.strictObject({ kind: z.literal('visit'), read, said: SaidVisit.nullable() }),
  /** Every visit that the clinic calls so. */
  z.strictObject({ kind: z.literal('label'), read, said: SaidLabel.nullable() }),
])
export type SaidOfReading = z.infer<typeof SaidOfReading>

/** What had been said in an imported folder before something was said of alike photos, and what these stood by. */
export const FormerSaid = z.strictObject({
  folder: z.string(),
  said: z.array(SaidOfReading),
  applied: z.array(SaidOfReading),
})
export type FormerSaid = z.infer<typeof FormerSaid>
