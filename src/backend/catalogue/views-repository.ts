import { z } from 'zod'
import type { ClientId, PhotoId } from '../../contract/ids.ts'
import { View } from '../../contract/vocabulary.ts'
import { PICTURED, type Pictured } from '../../domain/reading/view-from-head.ts'
import type { Database } from './open-database.ts'

const Unnamed = z.object({ id: z.int(), clientId: z.int(), sha256: z.string() })
const Looked = z.object({ id: z.int(), pictured: z.enum(PICTURED), view: View })

/** Views that pictures suggest where no name and no person tells them. */
export class ViewsRepository {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** Those of these photos of which nothing tells the view and at which nobody looked yet. */
  notLookedAt(
    photoIds: Iterable<PhotoId>,
  ): { readonly id: PhotoId; readonly clientId: ClientId; readonly sha256: string }[] {
    return this.#database
      .prepare(
        `SELECT id, client_id AS clientId, sha256 FROM photo
         WHERE id IN (SELECT value FROM json_each(?)) AND view_source = 'none' AND pictured IS NULL ORDER BY id`,
      )
      .all(JSON.stringify([...photoIds]))
      .map((value) => {
        const { id, clientId, sha256 } = Unnamed.parse(value)
        return { id: id as PhotoId, clientId: clientId as ClientId, sha256 }
      })
  }

  savePictured(id: PhotoId, pictured: Pictured): void {
    this.#database.prepare('UPDATE photo SET pictured = ? WHERE id = ?').run(pictured, id)
  }

  /** The client's photos that were looked at and that no name and no person has named. */
  suggestedOf(
    clientId: ClientId,
  ): { readonly id: PhotoId; readonly pictured: Pictured; readonly view: View }[] {
    return this.#database
      .prepare(
        `SELECT id, pictured, view FROM photo
         WHERE client_id = ? AND pictured IS NOT NULL AND view_source IN ('none', 'guess') ORDER BY id`,
      )
      .all(clientId)
      .map((value) => {
        const { id, ...row } = Looked.parse(value)
        return { ...row, id: id as PhotoId }
      })
  }

  /** The views that names and people give to this client's photos. */
  namedOf(clientId: ClientId): ReadonlySet<View> {
    const views = this.#database
      .prepare("SELECT DISTINCT view FROM photo WHERE client_id = ? AND view_source NOT IN ('none', 'guess')")
      .pluck()
      .all(clientId)
    return new Set(z.array(View).parse(views))
  }

  /** Suggests a view; one that a name or a person gave stays as it is. */
  suggest(id: PhotoId, view: View): void {
    this.#database
      .prepare("UPDATE photo SET view = ?, view_source = ? WHERE id = ? AND view_source IN ('none', 'guess')")
      .run(view, view === 'unknown' ? 'none' : 'guess', id)
  }
}
