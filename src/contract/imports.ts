import { z } from 'zod'
import { command, Progress } from './command.ts'
import { FormerReading, FormerWord } from './corrections.ts'
import { ERROR_CODES } from './errors.ts'
import { ImportId, PhotoId } from './ids.ts'
import { SaidOfReading } from './said.ts'
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
  /** Files that turned out to be another version of a photo that the catalogue has. */
  edited: z.int().nonnegative(),
  /** Photos of earlier imports that went to the client or visit that a person said since. */
  followed: z.int().nonnegative(),
  /** Short films under this folder that belong to a photo, so that they are not skipped. */
  films: z.int().nonnegative(),
  skipped: z.array(SkippedFile),
  /** What systems and programs put beside photos, by what it is called, such as .xmp: passed over, and only counted. */
  passedOver: z.array(z.strictObject({ name: z.string(), count: z.int().positive() })),
  /** Photos without a view in any name for which the picture suggests one. */
  viewsSuggested: z.int().nonnegative(),
  elapsedMs: z.number().nonnegative(),
  peakRssMb: z.number().nonnegative(),
})
export type ImportReport = z.infer<typeof ImportReport>

/** As many as show a visit from every side. */
export const MOST_GLIMPSES = 6

const PreviewVisit = z.strictObject({
  date: LocalDate.nullable(),
  dateSource: Source,
  /** True where day and month of the date could be the other way round. */
  isDayUnclear: z.boolean(),
  kind: VisitKind,
  kindSource: Source,
  phase: Phase,
  phaseSource: Source,
  label: z.string().nullable(),
  /** What its photos were read as, for saying what the visit is. */
  readAs: z.array(z.string()),
  /** What it is called, for saying so of all that are called the same; null where it is called nothing. */
  labelKey: z.string().nullable(),
  photos: z.int().nonnegative(),
  views: z.array(z.strictObject({ view: View, source: Source, photos: z.int().positive() })),
  /** Which of the files looked at stand for it, one of each view first; their pictures are at `glimpseUrl`. */
  glimpses: z.array(z.int().nonnegative()).max(MOST_GLIMPSES),
})

/** Which of two small numbers in a date such as 03-04-2026 is the day. */
export const DayOrder = z.enum(['day-first', 'month-first'])
export type DayOrder = z.infer<typeof DayOrder>

/** Something the names do not tell; the import goes on all the same and it can be put right later. */
const Unclear = z.strictObject({
  kind: z.enum(['client', 'date', 'view', 'phase', 'file']),
  /** For people: what is unclear and what will be assumed. */
  message: z.string(),
  files: z.int().positive(),
  example: z.string(),
})
export type Unclear = z.infer<typeof Unclear>

/** A word in file names that tells no view by itself, and the view that a person gave to it. */
const NamedWord = z.strictObject({
  word: z.string(),
  view: View,
  files: z.int().positive(),
  example: z.string(),
})

const PreviewClient = z.strictObject({
  name: z.string(),
  source: Source,
  visits: z.array(PreviewVisit),
  /** The names that were read of it, and how many photos each is read of. */
  readAs: z.array(z.strictObject({ name: z.string(), photos: z.int().positive(), isSaid: z.boolean() })),
  /** A client with the same names in another order, who may be the same person; null where there is none. */
  sameAs: z.string().nullable(),
  /** Another folder around these photos or in this one that could be the client's as well; null where none could. */
  couldBe: z.string().nullable(),
})

/** What a person said of what was read in a folder, in words, and how many photos it holds for. */
const SaidInWords = z.strictObject({
  saidOf: SaidOfReading,
  /** What was read. */
  words: z.string(),
  photos: z.int().nonnegative(),
})

export const ImportPreview = z.strictObject({
  folder: z.string(),
  /** Names this look at the folder for the addresses of its pictures; the same as long as files are not looked at anew. */
  look: z.string(),
  photos: z.int().nonnegative(),
  /** Photos of this folder that the catalogue has already. */
  known: z.int().nonnegative(),
  clients: z.array(PreviewClient),
  unclear: z.array(Unclear),
  /** True where day and month of a date could be the other way round, no name settles it, and nobody has said it yet. */
  asksDayOrder: z.boolean(),
  /** A date of this folder that could be read both ways, and what it means either way; null where nothing is asked. */
  dayOrderExample: z
    .strictObject({ words: z.string(), dayFirst: LocalDate, monthFirst: LocalDate })
    .nullable(),
  /** Folders of which two, one in the other, could be the client's and nothing tells; null where nothing is asked. */
  nestedNames: z
    .strictObject({
      /** One of them, and one in it. */
      outer: z.string(),
      inner: z.string(),
      /** What is to be said where the outer ones are the clients', and where the inner ones are. */
      asOuter: z.array(SaidOfReading).min(1),
      asInner: z.array(SaidOfReading).min(1),
    })
    .nullable(),
  /** What was said of the order of day and month in this folder. */
  dayOrder: DayOrder.nullable(),
  /** The words that most files share without a view, and those that were given one. */
  words: z.array(NamedWord),
  /** What was said of clients and visits; the photos of earlier imports follow with the next one. */
  said: z.array(SaidInWords),
  /** How much of it the photos of earlier imports do not follow yet. */
  saidSinceImport: z.int().nonnegative(),
  /** What visits are called, and how many are called so. */
  labels: z.array(
    z.strictObject({ key: z.string(), visits: z.int().positive(), photos: z.int().positive() }),
  ),
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
  edited: z.int().nonnegative(),
  skipped: z.array(SkippedFile),
})
export type PastImport = z.infer<typeof PastImport>

/** As many as one takes in at a glance. */
export const MOST_NEWEST = 12

const folder = z.string().min(1)

const Root = z.strictObject({
  folder: z.string(),
  /** False where the folder or its drive is not there now. */
  isThere: z.boolean(),
  /** True where it is not there because it may not be read. */
  isForbidden: z.boolean(),
  photos: z.int().nonnegative(),
  /** Photos that are gone from the folder. */
  missing: z.int().nonnegative(),
  /** Files that no import has read yet, and those that changed since; as of when the folder was last looked at. */
  newFiles: z.int().nonnegative(),
  changedFiles: z.int().nonnegative(),
  /** When the folder was last looked at; null where not yet since the program started. */
  lookedAt: z.string().nullable(),
  /** True while it is being looked at. */
  isLooking: z.boolean(),
  dayOrder: DayOrder.nullable(),
  /** How many things a person said of its names that the next import keeps to. */
  corrections: z.int().nonnegative(),
})

export const importCalls = {
  /** Reads names and metadata only; imports nothing. */
  'imports.preview': command({
    input: z.strictObject({
      folder,
      /** Takes what the last look at this folder found, where it is still at hand: after something was said of its names. */
      isSameLook: z.boolean().optional(),
    }),
    output: ImportPreview,
    progress: Progress,
  }),
  /**
   * Says who clients and what visits are that were read in this folder, for its previews and imports. Photos that it has
   * already follow when it is imported again.
   */
  'imports.correct': command({
    input: z.strictObject({ folder, said: z.array(SaidOfReading).min(1) }),
    output: z.strictObject({
      folder: z.string(),
      /** What had been said before: the same call with it takes this back. */
      former: z.array(SaidOfReading),
    }),
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
  /** Every folder that was imported or spoken of. */
  'imports.roots': command({
    input: z.strictObject({}),
    output: z.array(Root),
  }),
  /** Looks what is new, gone or back in one folder or in all, without opening a file; imports nothing. */
  'imports.lookAgain': command({
    input: z.strictObject({ folder: folder.optional() }),
    output: z.array(Root),
  }),
  /**
   * Settles ambiguous dates of a folder, also of what was imported from it; null asks again. Dates from cameras and people
   * stay.
   */
  'imports.setDayOrder': command({
    input: z.strictObject({ folder, order: DayOrder.nullable() }),
    output: z.strictObject({
      folder: z.string(),
      order: DayOrder.nullable(),
      /** What had been said before. */
      former: DayOrder.nullable(),
      /** How many photos stand under another day now. */
      redated: z.int().nonnegative(),
    }),
  }),
  /** Says which view the files show that share a word, for this folder's previews and imports; null takes it back. */
  'imports.sayView': command({
    input: z.strictObject({ folder, word: z.string().min(1), view: View.nullable() }),
    output: z.strictObject({ folder: z.string(), word: z.string(), view: View.nullable() }),
  }),
  /** How many photos of the same imported folder there are whose file names mean the same as this photo's, itself left out. */
  'imports.alike': command({
    input: z.strictObject({ photo: PhotoId }),
    output: z.strictObject({
      /** What their names have in common; null where the name tells nothing, as a camera's does not. */
      word: z.string().nullable(),
      photos: z.int().nonnegative(),
      /** How many of them show another view than this photo. */
      otherwise: z.int().nonnegative(),
    }),
  }),
  /** Says which view a photo and all alike show, and remembers it for the next import of their folder. */
  'imports.correctAlike': command({
    input: z.strictObject({ photo: PhotoId, view: View }),
    output: z.strictObject({
      changed: z.int().positive(),
      /** What stood there before, for corrections.takeBack. */
      former: z.array(FormerReading),
      formerWord: FormerWord.nullable(),
    }),
  }),
  /** The photos that the running import brought in last, newest first; none where none runs. */
  'imports.newest': command({
    input: z.strictObject({}),
    output: z.array(z.strictObject({ id: PhotoId, sha256: z.string() })).max(MOST_NEWEST),
  }),
  'imports.history': command({ input: z.strictObject({}), output: z.array(PastImport) }),
} as const
