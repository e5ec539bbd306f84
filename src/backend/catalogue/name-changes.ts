import type { Database } from './open-database.ts'

/**
 * Counts what changes of that from which photos are read: which files there are, what they are called, and when cameras took
 * the photos. Only this connection writes, so that its own triggers miss nothing; the count never goes back, also where a
 * transaction is.
 */
export class NameChanges {
  readonly #database: Database
  #count = 0

  constructor(database: Database) {
    this.#database = database
    database.function('note_name_change', () => {
      this.#count += 1
      return null
    })
    database.exec(`
      CREATE TEMP TRIGGER file_added AFTER INSERT ON main.place BEGIN SELECT note_name_change(); END;
      CREATE TEMP TRIGGER file_removed AFTER DELETE ON main.place BEGIN SELECT note_name_change(); END;
      CREATE TEMP TRIGGER file_renamed AFTER UPDATE OF photo_id, root_id, path ON main.place
      BEGIN SELECT note_name_change(); END;
      CREATE TEMP TRIGGER photo_timed AFTER UPDATE OF taken_at, camera_taken_at ON main.photo
      WHEN coalesce(old.camera_taken_at, old.taken_at) IS NOT coalesce(new.camera_taken_at, new.taken_at)
      BEGIN SELECT note_name_change(); END;
    `)
  }

  get count(): number {
    return this.#count
  }

  /** False within a transaction, which may yet be taken back. */
  get isCommitted(): boolean {
    return !this.#database.inTransaction
  }
}
