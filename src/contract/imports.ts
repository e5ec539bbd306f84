import { z } from 'zod'
import { command, Progress } from './command.ts'
import { ERROR_CODES } from './errors.ts'
import { ImportId } from './ids.ts'
import { LocalDate, Phase, Source, View, VisitKind } from './vocabulary.ts'

const SkippedFile = z.strictObject({
  /** Relative to the imported folder. */
  file: z.string(),
  code: z.enum(ERROR_CODES),
})
export type SkippedFile = z.infer<typeof SkippedFile>

export const ImportReport = z.strictObject({
  /** Totals of the catalogue's content under this folder after the import. */
  clients: z.int().nonnegative(),
  visits: z.int().nonnegative(),
  photos: z.int().nonnegative(),
  /** What this run did. */
  added: z.int().nonnegative(),
  moved: z.int().nonnegative(),
  duplicates: z.int().nonnegative(),
  skipped: z.array(SkippedFile),
  /** Photos without a view in any name for which the picture suggests one. */
  viewsSuggested: z.int().nonnegative(),
  elapsedMs: z.number().nonnegative(),
  peakRssMb: z.number().nonnegative(),
})
export type ImportReport = z.infer<typeof ImportReport>

const PreviewVisit = z.strictObject({
  date: LocalDate.nullable(),
  dateSource: Source,
  kind: VisitKind,
  phase: Phase,
  label: z.string().nullable(),
  photos: z.int().nonnegative(),
  views: z.array(z.strictObject({ view: View, photos: z.int().positive() })),
})

/** Something the names do not tell; the import goes on all the same and it can be put right later. */
const Unclear = z.strictObject({
  kind: z.enum(['client', 'date', 'view', 'phase', 'file']),
  /** For people: what is unclear and what will be assumed. */
  message: z.string(),
  files: z.int().positive(),
  example: z.string(),
})
export type Unclear = z.infer<typeof Unclear>

export const ImportPreview = z.strictObject({
  folder: z.string(),
  photos: z.int().nonnegative(),
  /** Photos of this folder that the catalogue has already. */
  known: z.int().nonnegative(),
  clients: z.array(z.strictObject({ name: z.string(), source: Source, visits: z.array(PreviewVisit) })),
  unclear: z.array(Unclear),
})
export type ImportPreview = z.infer<typeof ImportPreview>

export const PastImport = z.strictObject({
  id: ImportId,
  folder: z.string(),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
  state: z.enum(['running', 'finished', 'cancelled', 'interrupted', 'failed', 'undone']),
  added: z.int().nonnegative(),
  moved: z.int().nonnegative(),
  duplicates: z.int().nonnegative(),
  skipped: z.array(SkippedFile),
})
export type PastImport = z.infer<typeof PastImport>

const folder = z.string().min(1)

export const importCalls = {
  /** Reads names and metadata only; writes nothing. */
  'imports.preview': command({
    input: z.strictObject({ folder }),
    output: ImportPreview,
    progress: Progress,
  }),
  'imports.run': command({ input: z.strictObject({ folder }), output: ImportReport, progress: Progress }),
  /** The sample clinic that comes with the program, through the same import as any folder. */
  'imports.sample': command({ input: z.strictObject({}), output: ImportReport, progress: Progress }),
  /** Forgets what an import added, with all work on it; originals are not touched. */
  'imports.undo': command({
    input: z.strictObject({ id: ImportId }),
    output: z.strictObject({
      /** Photos that the catalogue does not know any more. */
      forgotten: z.int().nonnegative(),
      /** Photos that stay, because a picture was exported of them. */
      kept: z.int().nonnegative(),
    }),
  }),
  'imports.history': command({ input: z.strictObject({}), output: z.array(PastImport) }),
} as const
