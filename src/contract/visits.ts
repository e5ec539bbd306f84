import { z } from 'zod'
import { command } from './command.ts'
import { ClockShiftId, VisitId } from './ids.ts'

const LocalTime = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/)

/** A camera's clock that was put right for the photos of a visit. */
export const ClockShift = z.strictObject({
  id: ClockShiftId,
  /** What was added to the camera's time; negative where the clock was fast. */
  minutes: z.int(),
  photos: z.int().nonnegative(),
  madeAt: z.string(),
  /** Null where the shift stands. */
  undoneAt: z.string().nullable(),
})
export type ClockShift = z.infer<typeof ClockShift>

const Shifted = z.strictObject({
  shift: ClockShift,
  /** The visits in which the photos stand now, oldest first: other times may mean other days. */
  visits: z.array(VisitId),
})

export const visitCalls = {
  /** What the camera's clock said of a visit's photos, and how it was put right. */
  'visits.clock': command({
    input: z.strictObject({ visit: VisitId }),
    output: z.strictObject({
      /** Photos of which the camera wrote a time; only these can be shifted. */
      photosWithTime: z.int().nonnegative(),
      /** The time of the first of them as it counts now, and as the camera wrote it. */
      firstTakenAt: z.string().nullable(),
      firstByCamera: z.string().nullable(),
      /** Every shift of any of these photos, newest first. */
      shifts: z.array(ClockShift),
    }),
  }),
  /** Puts the clock right for a whole visit: by minutes, or by when its first photo was taken. Originals are not touched. */
  'visits.shiftClock': command({
    input: z.union([
      z.strictObject({
        visit: VisitId,
        minutes: z
          .int()
          .min(-30_000_000)
          .max(30_000_000)
          .refine((minutes) => minutes !== 0),
      }),
      z.strictObject({ visit: VisitId, firstTakenAt: LocalTime }),
    ]),
    output: Shifted,
  }),
  /** Takes a shift back: its photos have the times again that they would have without it. */
  'visits.undoClockShift': command({ input: z.strictObject({ shift: ClockShiftId }), output: Shifted }),
} as const
