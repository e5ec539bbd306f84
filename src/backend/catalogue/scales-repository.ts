import type { PhotoId } from '../../contract/ids.ts'
import { PhotoScale } from '../../contract/scales.ts'
import type { Database } from './open-database.ts'
import { readStored, type StoredRows } from './read-stored.ts'

/** Every scale. */
export const STORED_SCALES: StoredRows = {
  entry: 'photo scale',
  select: 'SELECT photo_id AS photo, pixels_per_mm AS pixelsPerMm FROM photo_scale',
  read: (row) => readStored('photo_scale', PhotoScale, row),
}

/** How large photos show the skin, as a person said. */
export class ScalesRepository {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  find(photo: PhotoId): PhotoScale {
    const pixelsPerMm = this.#database
      .prepare('SELECT pixels_per_mm FROM photo_scale WHERE photo_id = ?')
      .pluck()
      .get(photo)
    return readStored('photo_scale', PhotoScale, { photo, pixelsPerMm: pixelsPerMm ?? null })
  }

  set({ photo, pixelsPerMm }: PhotoScale, now: string): void {
    if (pixelsPerMm === null) {
      this.#database.prepare('DELETE FROM photo_scale WHERE photo_id = ?').run(photo)
      return
    }
    this.#database
      .prepare('INSERT OR REPLACE INTO photo_scale (photo_id, pixels_per_mm, made_at) VALUES (?, ?, ?)')
      .run(photo, pixelsPerMm, now)
  }
}
