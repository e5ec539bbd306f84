import { z } from 'zod'
import { command } from './command.ts'
import { PairComparability } from './comparability.ts'
import { Polygon } from './geometry.ts'
import { ClientId } from './ids.ts'
import { Photo } from './photos.ts'
import { View } from './vocabulary.ts'

/** How to take the next photo of a client's view, so that it can be compared with the baseline. */
export const ReshootCard = z.strictObject({
  clientId: ClientId,
  view: View,
  /** The healed baseline, else the first photo of the view that can be shown; null where there is none. */
  baseline: Photo.nullable(),
  /** The head on the baseline, in its upright full-size pixels; null where it was not found within the frame. */
  headOutline: Polygon.nullable(),
  /** The latest photo since the baseline; null where there is none. */
  last: Photo.nullable(),
  /** What the last photo did otherwise than the baseline; null where there is no last photo. */
  comparability: PairComparability.nullable(),
  /** So many photos that would be the baseline or the last one show nothing, and were passed over. */
  blank: z.int().nonnegative(),
})
export type ReshootCard = z.infer<typeof ReshootCard>

export const reshootCalls = {
  'reshoot.card': command({
    input: z.strictObject({ clientId: ClientId, view: View }),
    output: ReshootCard,
  }),
} as const
