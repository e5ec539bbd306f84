import { z } from 'zod'
import type { ImportId, PhotoId } from '../../contract/ids.ts'
import type { Database } from './open-database.ts'
import { fileName } from './photo-rows.ts'
import { archiveWork, KeptWork, restoreWork } from './version-work.ts'
import { readStored, type StoredRows } from './read-stored.ts'

const Facts = z.object({
  sha256: z.string(),
  bytes: z.int(),
  format: z.string(),
  widthPx: z.int(),
  heightPx: z.int(),
  orientation: z.int(),
  colourProfile: z.string().nullable(),
  isDamaged: z.int(),
})

/** The bytes of one version of a photo, and what they are. */
export interface VersionFacts extends Omit<z.infer<typeof Facts>, 'isDamaged'> {
  readonly isDamaged: boolean
}

/** A version that is not the shown one, with where it stands now. */
export interface OtherVersion {
  readonly sha256: string
  readonly width: number
  readonly height: number
  readonly notedAt: string
  readonly places: string[]
}

const FACTS = `sha256, bytes, format, width_px AS widthPx, height_px AS heightPx, orientation,
               colour_profile AS colourProfile, is_damaged AS isDamaged`

/** Every version that is not shown. */
export const STORED_VERSIONS: StoredRows = {
  entry: 'photo version',
  select: `SELECT ${FACTS}, photo_id AS photoId, noted_at AS notedAt, work FROM photo_version`,
  read: (row) =>
    readStored('photo_version', Facts.extend({ notedAt: z.string(), work: KeptWork.nullable() }), row),
}

/** Several files that are one photo: before and after it was edited, or an edited copy beside its original. */
export class VersionsRepository {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** The version whose pixels are shown and measured. */
  shown(photoId: PhotoId): VersionFacts {
    return toFacts(this.#database.prepare(`SELECT ${FACTS} FROM photo WHERE id = ?`).get(photoId))
  }

  /** When the camera took it, by the camera's own clock. */
  takenAt(photoId: PhotoId): string | null {
    return readStored(
      'photo',
      z.string().nullable(),
      this.#database
        .prepare('SELECT coalesce(camera_taken_at, taken_at) FROM photo WHERE id = ?')
        .pluck()
        .get(photoId),
    )
  }

  /** Notes a version that is not shown. */
  addBeside(photoId: PhotoId, facts: VersionFacts, noted: { importId: ImportId; now: string }): void {
    this.#insert(photoId, facts, { ...noted, work: null })
  }

  /**
   * Shows another version of a photo, new or known; the shown one so far is kept with the work that fits its pixels only.
   * To be called within a transaction.
   */
  show(
    photoId: PhotoId,
    sha256: string,
    noted: { facts?: VersionFacts; importId: ImportId; now: string },
  ): void {
    const old = this.shown(photoId)
    if (old.sha256 === sha256) return
    const stored = this.#stored(sha256)
    const facts = stored?.facts ?? noted.facts
    if (facts === undefined) throw new Error('A version that is shown is known or comes with its facts')
    const work = archiveWork(this.#database, photoId, old, facts)
    this.#database.prepare('DELETE FROM photo_version WHERE sha256 = ?').run(sha256)
    this.#insert(photoId, old, { importId: noted.importId, now: noted.now, work })
    this.#database
      .prepare(
        `UPDATE photo SET sha256 = @sha256, bytes = @bytes, format = @format, width_px = @widthPx, height_px = @heightPx,
           orientation = @orientation, colour_profile = @colourProfile, is_damaged = @isDamaged
         WHERE id = @photoId`,
      )
      .run({ ...facts, isDamaged: facts.isDamaged ? 1 : 0, photoId })
    if (stored?.work) restoreWork(this.#database, stored.work)
  }

  /** True where these bytes stand in a file of this photo that was there when last looked for. */
  hasPlace(photoId: PhotoId, sha256: string): boolean {
    return (
      this.#database
        .prepare('SELECT 1 FROM place WHERE photo_id = ? AND sha256 = ? AND is_present = 1')
        .get(photoId, sha256) !== undefined
    )
  }

  /** The versions that are not shown, newest first. */
  othersOf(photoId: PhotoId): OtherVersion[] {
    const places = this.#database.prepare(
      `SELECT root.path AS rootPath, place.path FROM place JOIN root ON root.id = place.root_id
       WHERE place.photo_id = ? AND place.sha256 = ? AND place.is_present = 1 ORDER BY place.id`,
    )
    const Row = z.object({ sha256: z.string(), width: z.int(), height: z.int(), notedAt: z.string() })
    const Path = z.object({ rootPath: z.string(), path: z.instanceof(Uint8Array) })
    return this.#database
      .prepare(
        `SELECT sha256, width_px AS width, height_px AS height, noted_at AS notedAt FROM photo_version
         WHERE photo_id = ? ORDER BY noted_at DESC, sha256`,
      )
      .all(photoId)
      .map((value) => {
        const row = readStored('photo_version', Row, value)
        const found = readStored('photo_version', z.array(Path), places.all(photoId, row.sha256))
        return { ...row, places: found.map(({ rootPath, path }) => fileName(rootPath, path)) }
      })
  }

  #stored(sha256: string): { readonly facts: VersionFacts; readonly work: string | null } | null {
    const value = this.#database
      .prepare(`SELECT ${FACTS}, work FROM photo_version WHERE sha256 = ?`)
      .get(sha256)
    if (value === undefined) return null
    return {
      facts: toFacts(value),
      work: readStored('photo_version', z.object({ work: z.string().nullable() }), value).work,
    }
  }

  #insert(
    photoId: PhotoId,
    facts: VersionFacts,
    noted: { readonly importId: ImportId; readonly now: string; readonly work: string | null },
  ): void {
    this.#database
      .prepare(
        `INSERT OR REPLACE INTO photo_version (sha256, photo_id, bytes, format, width_px, height_px, orientation,
           colour_profile, is_damaged, import_id, noted_at, work)
         VALUES (@sha256, @photoId, @bytes, @format, @widthPx, @heightPx, @orientation, @colourProfile, @isDamaged,
           @importId, @now, @work)`,
      )
      .run({ ...facts, ...noted, isDamaged: facts.isDamaged ? 1 : 0, photoId })
  }
}

function toFacts(value: unknown): VersionFacts {
  const { isDamaged, ...facts } = readStored('photo_version', Facts, value)
  return { ...facts, isDamaged: isDamaged === 1 }
}
