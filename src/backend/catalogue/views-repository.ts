import { z } from 'zod'
import type { ClientId, PhotoId } from '../../contract/ids.ts'
import { View } from '../../contract/vocabulary.ts'
import { PICTURED, type Pictured } from '../../domain/reading/suggest-view.ts'
import type { Database } from './open-database.ts'
import { readStored } from './read-stored.ts'

const Unnamed = z.object({ id: z.int(), clientId: z.int(), sha256: z.string() })
const clientId = z.int().transform((id) => id as ClientId)
const Looked = z.object({
  id: z.int().transform((id) => id as PhotoId),
  clientId,
  pictured: z.enum(PICTURED),
  view: View,
})
const Named = z.object({ clientId, view: View })
const Hashes = z.array(z.string())

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
        const { id, clientId, sha256 } = readStored('photo', Unnamed, value)
        return { id: id as PhotoId, clientId: clientId as ClientId, sha256 }
      })
  }

  savePictured(id: PhotoId, pictured: Pictured): void {
    this.#database.prepare('UPDATE photo SET pictured = ? WHERE id = ?').run(pictured, id)
  }

  /** The photos of these clients that were looked at and that no name and no person has named. */
  suggestedOf(clientIds: Iterable<ClientId>): z.infer<typeof Looked>[] {
    return readStored(
      'photo',
      z.array(Looked),
      this.#database
        .prepare(
          `SELECT photo.id, client_id AS clientId, pictured, view
           FROM json_each(?) AS it CROSS JOIN photo ON photo.client_id = it.value
           WHERE pictured IS NOT NULL AND view_source IN ('none', 'guess') ORDER BY photo.id`,
        )
        .all(JSON.stringify([...clientIds])),
    )
  }

  /** The views that names and people give to the photos of these clients. */
  namedOf(clientIds: Iterable<ClientId>): ReadonlyMap<ClientId, ReadonlySet<View>> {
    const rows = readStored(
      'photo',
      z.array(Named),
      this.#database
        .prepare(
          `SELECT DISTINCT client_id AS clientId, view FROM json_each(?) AS it CROSS JOIN photo ON photo.client_id = it.value
           WHERE view_source NOT IN ('none', 'guess')`,
        )
        .all(JSON.stringify([...clientIds])),
    )
    const named = new Map<ClientId, Set<View>>()
    for (const { clientId, view } of rows) {
      named.set(clientId, (named.get(clientId) ?? new Set<View>()).add(view))
    }
    return named
  }

  /** The newest photos of one view, as names and people give it, in the other visits of a photo's client, by their hashes. */
  namedElsewhere(id: PhotoId, view: View, most: number): readonly string[] {
    return readStored(
      'photo',
      Hashes,
      this.#database
        .prepare(
          `SELECT other.sha256 FROM photo AS it
           CROSS JOIN photo AS other ON other.client_id = it.client_id AND other.view = @view
           WHERE it.id = @id AND other.visit_id <> it.visit_id AND other.view_source NOT IN ('none', 'guess')
           ORDER BY other.id DESC LIMIT @most`,
        )
        .pluck()
        .all({ id, view, most }),
    )
  }

  /** Suggests a view; one that a name or a person gave stays as it is. */
  suggest(id: PhotoId, view: View): void {
    this.#database
      .prepare("UPDATE photo SET view = ?, view_source = ? WHERE id = ? AND view_source IN ('none', 'guess')")
      .run(view, view === 'unknown' ? 'none' : 'guess', id)
  }
}
