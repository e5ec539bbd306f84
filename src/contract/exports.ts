import { z } from 'zod'
import { command, Progress } from './command.ts'
import { Matrix3 } from './geometry.ts'
import { ExportId, PhotoId } from './ids.ts'
import { LocalDate, Phase, TransformKind, Verdict, View } from './vocabulary.ts'

export const ExportLayout = z.enum(['side-by-side', 'wipe'])
export type ExportLayout = z.infer<typeof ExportLayout>

/** One thing that was done to the pixels, with its parameters. */
export const ExportOperation = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('orient'), photo: z.enum(['before', 'after']), orientation: z.int() }),
  z.strictObject({
    kind: z.literal('register'),
    photo: z.literal('after'),
    transform: TransformKind,
    afterToBefore: Matrix3,
    method: z.string(),
    verdict: Verdict,
    /** Null where nothing tells it: a person placed it by so few points that they always fit, or moved it as a whole. */
    residualPercent: z.number().nullable(),
  }),
  z.strictObject({
    kind: z.literal('crop'),
    /** Pixels of the upright before photo. */
    left: z.number(),
    top: z.number(),
    width: z.number(),
    height: z.number(),
  }),
  z.strictObject({ kind: z.literal('scale'), factor: z.number() }),
  z.strictObject({
    kind: z.literal('convert-profile'),
    photo: z.enum(['before', 'after']),
    from: z.string(),
    to: z.string(),
  }),
  z.strictObject({ kind: z.literal('arrange'), layout: ExportLayout, position: z.number() }),
  z.strictObject({ kind: z.literal('caption'), lines: z.array(z.string()) }),
])
export type ExportOperation = z.infer<typeof ExportOperation>

const RecordedPhoto = z.strictObject({
  role: z.enum(['before', 'after']),
  sha256: z.string(),
  date: LocalDate.nullable(),
  phase: Phase,
  view: View,
})

/** How an exported picture was made: enough to make it again from the originals, and no name. */
export const ExportRecord = z.strictObject({
  format: z.literal('fadeline-record'),
  formatVersion: z.literal(1),
  program: z.string(),
  madeAt: z.string(),
  layout: ExportLayout,
  originals: z.array(RecordedPhoto),
  operations: z.array(ExportOperation),
  /** sha256 over the picture's decoded pixels, so that the embedded copy of this record does not change it. */
  pixelSha256: z.string(),
  width: z.int().positive(),
  height: z.int().positive(),
})
export type ExportRecord = z.infer<typeof ExportRecord>

export const exportCalls = {
  'exports.create': command({
    input: z.strictObject({
      beforeId: PhotoId,
      afterId: PhotoId,
      layout: ExportLayout,
      /** Where the divider of a wipe stands, 0 to 1; the middle where it is left out. */
      position: z.number().min(0).max(1).optional(),
      /** Where to write it; the catalogue's own exports folder where it is left out. */
      file: z.string().min(1).optional(),
    }),
    output: z.strictObject({ id: ExportId, file: z.string(), recordFile: z.string(), record: ExportRecord }),
    progress: Progress,
  }),
  'exports.verify': command({
    input: z.strictObject({ file: z.string().min(1) }),
    output: z.strictObject({
      ok: z.boolean(),
      originals: z.array(z.strictObject({ sha256: z.string(), found: z.boolean() })),
      operations: z.array(ExportOperation),
      /** What is wrong, for people; empty where all is well. */
      problems: z.array(z.string()),
    }),
  }),
} as const
