import { z } from 'zod'
import { AppError } from '../../contract/errors.ts'
import type { CatalogueHealth } from '../../contract/upkeep.ts'
import { beginCopy } from './copy-database.ts'
import { finishBackups } from './finish-backups.ts'
import type { Database } from './open-database.ts'
import { beginDailyCopy } from './backups.ts'
import { leftOutOfLists } from './read-list.ts'
import { unreadableRows } from './unreadable-rows.ts'

const Original = z.object({
  photoId: z.int(),
  sha256: z.string(),
  rootPath: z.string(),
  path: z.instanceof(Uint8Array),
  bytes: z.int(),
  mtimeNs: z.string(),
})

/** An original as it was when it was read. */
export type StoredOriginal = z.infer<typeof Original>

/** Looking after the catalogue itself. */
export class UpkeepRepository {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** @throws AppError file-not-writable */
  async copyTo(file: string): Promise<void> {
    beginCopy(this.#database, file)
    try {
      await finishBackups({ copy: file, catalogueFolder: null }, new AbortController().signal)
    } catch (cause) {
      throw new AppError('file-not-writable', 'The copy could not be read back whole.', { cause })
    }
  }

  /** Begins today's copy unless it is there; returns its file, for {@link finishBackups}. */
  beginDailyCopy(catalogueFolder: string, now: Date): string | null {
    return beginDailyCopy(this.#database, catalogueFolder, now)
  }

  /** What is wrong with the catalogue's file, in SQLite's words; empty where nothing is. */
  integrityProblems(): string[] {
    const answers = z
      .array(z.object({ integrity_check: z.string() }))
      .parse(this.#database.pragma('integrity_check(20)'))
      .map((row) => row.integrity_check)
    return answers.length === 1 && answers[0] === 'ok' ? [] : answers
  }

  /** Rows that refer to something that is not there. */
  danglingRows(): number {
    return z.array(z.unknown()).parse(this.#database.pragma('foreign_key_check')).length
  }

  /** Entries that hold what cannot be read, by what they are. */
  unreadableRows(): CatalogueHealth['unreadable'] {
    return unreadableRows(this.#database)
  }

  /** How many entries lists left out since the catalogue was opened, because they cannot be read. */
  leftOutOfLists(): CatalogueHealth['unreadable'] {
    return leftOutOfLists(this.#database)
  }

  /** Originals by chance, of those that were there when last looked for. */
  sampleOriginals(most: number): StoredOriginal[] {
    return (
      this.#database
        .prepare(
          `SELECT place.photo_id AS photoId, place.sha256, root.path AS rootPath, place.path, place.bytes,
                place.mtime_ns AS mtimeNs
         FROM place JOIN root ON root.id = place.root_id
         WHERE place.is_present = 1 ORDER BY random() LIMIT ?`,
        )
        .all(most)
        // Those that cannot be read are among the unreadable rows.
        .flatMap((value) => Original.safeParse(value).data ?? [])
    )
  }

  /** The files in which these bytes stood when last looked for. */
  originalsOf(sha256: string): StoredOriginal[] {
    return this.#database
      .prepare(
        `SELECT place.photo_id AS photoId, place.sha256, root.path AS rootPath, place.path, place.bytes,
                place.mtime_ns AS mtimeNs
         FROM photo CROSS JOIN place ON place.photo_id = photo.id JOIN root ON root.id = place.root_id
         WHERE photo.id IN (SELECT id FROM photo WHERE sha256 = @sha256
                            UNION SELECT photo_id FROM photo_version WHERE sha256 = @sha256)
         AND place.sha256 = @sha256 AND place.is_present = 1`,
      )
      .all({ sha256 })
      .flatMap((value) => Original.safeParse(value).data ?? [])
  }

  /** The hashes of all photos and of their other versions. */
  hashes(): ReadonlySet<string> {
    return new Set(
      z
        .array(z.string())
        .parse(
          this.#database
            .prepare('SELECT sha256 FROM photo UNION SELECT sha256 FROM photo_version')
            .pluck()
            .all(),
        ),
    )
  }
}
