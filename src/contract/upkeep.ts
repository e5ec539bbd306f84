import { z } from 'zod'
import { command, Progress } from './command.ts'
import { PhotoId } from './ids.ts'

const count = z.int().nonnegative()

export const Backup = z.strictObject({
  file: z.string(),
  /**
   * Made each day, before a new version changed the catalogue, when a restored one took its place, or when a person asked;
   * `elsewhere` stands in another folder.
   */
  kind: z.enum(['daily', 'before-migration', 'replaced', 'by-hand', 'elsewhere']),
  madeAt: z.string(),
  bytes: count,
})

export type Backup = z.infer<typeof Backup>

/** What one entry of the catalogue is to people; each makes its plural with an s. */
const UnreadableEntry = z.enum([
  'client',
  'visit',
  'photo',
  'photo file',
  'photo version',
  'alignment',
  'drawn region',
  'photo scale',
  'exported picture',
  'clock correction',
  'imported folder',
  'answer',
  'import',
  'left-out file',
])
export type UnreadableEntry = z.infer<typeof UnreadableEntry>

const BadOriginal = z.strictObject({
  photo: PhotoId,
  file: z.string(),
  /** `rotten`: other bytes though size and date are the same; `edited`: saved anew since; `gone`; `forbidden`: may not be read; `unreadable`. */
  problem: z.enum(['rotten', 'edited', 'gone', 'forbidden', 'unreadable']),
})

export const CatalogueHealth = z.strictObject({
  /** True where neither the catalogue nor any original that was looked at is damaged. */
  isSound: z.boolean(),
  /** What is wrong with the catalogue's file; empty where nothing is. */
  integrity: z.array(z.string()),
  /** Rows that refer to something that is not there. */
  danglingRows: count,
  /** Entries that hold what cannot be read, by what they are; empty where each can be. */
  unreadable: z.array(z.strictObject({ entry: UnreadableEntry, rows: z.int().positive() })),
  /** Where the catalogue is damaged, the newest backup beside it that is not; else null. */
  soundBackup: Backup.nullable(),
  photos: count,
  originals: z.strictObject({
    checked: count,
    /** On drives that are off now. */
    offline: count,
    problems: z.array(BadOriginal),
  }),
  smallPictures: z.strictObject({
    /** Photos and versions whose preview or thumbnail is not there; it is made again when shown, or all at once where asked. */
    missing: count,
    /** Of how many they were made again. */
    made: count,
    /** Files that belong to no photo. */
    orphans: count,
    orphanBytes: count,
    removed: count,
  }),
  newestBackup: z.string().nullable(),
})
export type CatalogueHealth = z.infer<typeof CatalogueHealth>

export const upkeepCalls = {
  /** Writes a whole copy of the catalogue to a new file. Photos and small pictures are not in it. */
  'catalogue.backUp': command({
    /** A new file; or a folder in which one is made; or, without either, one beside the program's own copies. */
    input: z.union([
      z.strictObject({ file: z.string().min(1) }),
      z.strictObject({ folder: z.string().min(1).optional() }),
    ]),
    output: z.strictObject({ file: z.string(), bytes: count, photos: count }),
  }),
  /** The copies beside the catalogue, or those in another folder, newest first. */
  'catalogue.backups': command({
    input: z.strictObject({ folder: z.string().min(1).optional() }),
    output: z.array(Backup),
  }),
  /**
   * Checks a copy and lays it ready: it takes the catalogue's place with catalogue.reopen, or when the program starts the next
   * time.
   */
  'catalogue.restore': command({
    input: z.strictObject({ file: z.string().min(1) }),
    output: z.strictObject({ photos: count, needsRestart: z.literal(true) }),
  }),
  /** Closes the catalogue and opens it anew, so that a copy that lies ready takes its place. Refused while an import runs. */
  'catalogue.reopen': command({ input: z.strictObject({}), output: z.strictObject({ photos: count }) }),
  /** The entries that lists left out since the catalogue was opened, because they cannot be read. */
  'catalogue.leftOut': command({ input: z.strictObject({}), output: CatalogueHealth.shape.unreadable }),
  /** Checks the catalogue's file, some originals by chance, and the small pictures. */
  'catalogue.check': command({
    input: z.strictObject({
      /** How many originals to read in full. */
      sample: z.int().min(0).max(1_000_000).optional(),
      /** Whether files in the program's own folder that belong to no photo are removed. */
      removeOrphans: z.boolean().optional(),
      /** Whether small pictures that are missing are made again from the originals that are there. */
      makeMissing: z.boolean().optional(),
    }),
    output: CatalogueHealth,
    progress: Progress,
  }),
} as const
