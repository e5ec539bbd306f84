import { z } from 'zod'
import { command } from './command.ts'
import { ClientId, PhotoId, VisitId } from './ids.ts'
import { LocalDate, Phase, PhotoStatus, Source, View } from './vocabulary.ts'

export const Photo = z.strictObject({
  id: PhotoId,
  clientId: ClientId,
  client: z.string(),
  visitId: VisitId,
  visitDate: LocalDate.nullable(),
  phase: Phase,
  phaseSource: Source,
  view: View,
  viewSource: Source,
  /** Where the original stands on this machine. */
  file: z.string(),
  sha256: z.string(),
  /** Upright, in pixels. */
  width: z.int().positive(),
  height: z.int().positive(),
  /** Local time as the camera wrote it, without a zone: 2026-03-14T10:22:05. */
  takenAt: z.string().nullable(),
  /** The camera's offset from UTC where it wrote one: +01:00. */
  offset: z.string().nullable(),
  camera: z.string().nullable(),
  colourProfile: z.string().nullable(),
  status: PhotoStatus,
  /** True where the photo has regions drawn on it, so that a fade can be measured from it. */
  hasRegions: z.boolean(),
})
export type Photo = z.infer<typeof Photo>

export const photoCalls = {
  'photos.list': command({
    input: z.strictObject({
      clientId: ClientId.optional(),
      /** A client's name, whole, in any case. */
      client: z.string().optional(),
      view: View.optional(),
      /** The most photos to answer with; all where absent. */
      limit: z.int().min(1).max(10_000).optional(),
      /** The last photo of the page before this one. */
      after: PhotoId.optional(),
    }),
    output: z.array(Photo),
  }),
  'photos.get': command({
    input: z.strictObject({ id: PhotoId }),
    output: z.strictObject({
      photo: Photo,
      /** Every place where this very photo was found. */
      places: z.array(z.string()),
      lens: z.string().nullable(),
      bytes: z.int().nonnegative(),
      format: z.string(),
      dateSource: Source,
      /** What the camera's clock said where that was put right; null where takenAt is what it said. */
      cameraTakenAt: z.string().nullable(),
      /** Other bytes of the same photo: as it was before it was edited, or an edited copy beside it. */
      versions: z.array(
        z.strictObject({
          sha256: z.string(),
          width: z.int().positive(),
          height: z.int().positive(),
          notedAt: z.string(),
          /** Where these bytes stand now; empty where they are gone. */
          places: z.array(z.string()),
        }),
      ),
      /** The short films that a phone took with this photo. */
      films: z.array(z.string()),
    }),
  }),
  /** How the camera exposed a photo, read from the original when asked for; null where the original cannot be read now. */
  'photos.cameraSettings': command({
    input: z.strictObject({ id: PhotoId }),
    output: z
      .strictObject({
        exposureSeconds: z.number().positive().nullable(),
        fNumber: z.number().positive().nullable(),
        iso: z.number().positive().nullable(),
        /** True where the camera wrote down where it was; where that is stays in the file. */
        hasPlace: z.boolean(),
      })
      .nullable(),
  }),
  /** What a person says of a photo; it is kept over every later import. */
  'photos.correct': command({
    input: z.strictObject({
      id: PhotoId,
      view: View.optional(),
      phase: Phase.optional(),
      /** What stood as the source before a correction that is taken back; a person where absent. */
      source: Source.optional(),
    }),
    output: Photo,
  }),
} as const
