import { relative } from 'node:path'
import { z } from 'zod'
import type { ClientId, PhotoId } from '../../contract/ids.ts'
import { Photo } from '../../contract/photos.ts'
import { Source, type Phase, type View } from '../../contract/vocabulary.ts'
import { PICTURED } from '../../domain/reading/suggest-view.ts'
import { foldName } from '../../domain/fold-name.ts'
import type { Database } from './open-database.ts'
import { summariseClients } from './summarise-clients.ts'
import { createPhotoRowReader, fileName, PHOTO_ORDER, SELECT_PHOTOS, type PhotoPlace } from './photo-rows.ts'
import { readList } from './read-list.ts'
import { readStored, type StoredRows } from './read-stored.ts'
import type { RootState } from './root-state.ts'

const DetailRow = z.object({
  lens: z.string().nullable(),
  focalLengthMm: z.number().positive().nullable(),
  focalLength35mm: z.number().positive().nullable(),
  bytes: z.int(),
  format: z.string(),
  orientation: z.int(),
  dateSource: Source,
  cameraTakenAt: z.string().nullable(),
})

/** What the catalogue knows of a photo beyond what lists show. */
export type PhotoDetail = z.infer<typeof DetailRow>

/** Which photos a list holds. */
export interface PhotoFilter {
  readonly clientId?: ClientId | undefined
  readonly client?: string | undefined
  readonly view?: View | undefined
}

const Row = Photo.omit({ client: true, visitDate: true, file: true, status: true, hasRegions: true })
  .extend(DetailRow.shape)
  .extend({ pictured: z.enum(PICTURED).nullable() })

/** Every photo. */
export const STORED_PHOTOS: StoredRows = {
  entry: 'photo',
  select: `SELECT id, client_id AS clientId, visit_id AS visitId, phase, phase_source AS phaseSource, view,
                  view_source AS viewSource, sha256, width_px AS width, height_px AS height, taken_at AS takenAt,
                  utc_offset AS "offset", camera, colour_profile AS colourProfile, lens, focal_length_mm AS focalLengthMm,
                  focal_length_35mm AS focalLength35mm, bytes, format, orientation,
                  date_source AS dateSource, camera_taken_at AS cameraTakenAt, pictured FROM photo`,
  read: (row) => readStored('photo', Row, row),
}

const PathRow = z.object({ rootPath: z.string(), path: z.instanceof(Uint8Array) })
const Clients = z.array(z.object({ id: z.int(), photos: z.int() }))
/** As many views as a client's photos mostly show; a guess, by which more or less is read at once. */
const VIEWS_OF_A_CLIENT = 5

/** Photos as rows of lists, with the file each stands in. `stateOfRoot` says whether a root's folder is there now. */
export class PhotosRepository {
  readonly #database: Database
  readonly #stateOfRoot: (rootPath: string) => RootState

  constructor(database: Database, stateOfRoot: (rootPath: string) => RootState) {
    this.#database = database
    this.#stateOfRoot = stateOfRoot
  }

  /** By client, visit and time. With a limit, the page that begins behind `after`. */
  list(
    filter: PhotoFilter & { readonly limit?: number | undefined; readonly after?: PhotoId | undefined },
  ): Photo[] {
    const { limit = Number.POSITIVE_INFINITY, after, ...rest } = filter
    const isWhole = after === undefined && !Number.isFinite(limit)
    const rows = isWhole ? this.#rows(rest) : this.#pageRows(rest, limit, after)
    const photos = readList(this.#database, 'photo', rows, this.#reader())
    const last = rows.at(-1)
    if (photos.length === rows.length || rows.length < limit || last === undefined) return photos
    // A page is as long as was asked for, so that nobody takes it for the last one.
    const behind = (last as { readonly id: PhotoId }).id
    return [...photos, ...this.list({ ...rest, limit: limit - photos.length, after: behind })]
  }

  find(id: PhotoId): Photo | null {
    return this.#one(this.#database.prepare(`${SELECT_PHOTOS} WHERE photo.id = ?`).get(id))
  }

  count(): number {
    return readStored('photo', z.int(), this.#database.prepare('SELECT count(*) FROM photo').pluck().get())
  }

  findBySha256(sha256: string): Photo | null {
    const row = this.#database
      .prepare(
        `${SELECT_PHOTOS} WHERE photo.id = coalesce(
           (SELECT id FROM photo WHERE sha256 = @sha256), (SELECT photo_id FROM photo_version WHERE sha256 = @sha256))`,
      )
      .get({ sha256 })
    return this.#one(row)
  }

  detail(id: PhotoId): PhotoDetail | null {
    const row = this.#database
      .prepare(
        `SELECT lens, focal_length_mm AS focalLengthMm, focal_length_35mm AS focalLength35mm, bytes, format, orientation,
                date_source AS dateSource, camera_taken_at AS cameraTakenAt
         FROM photo WHERE id = ?`,
      )
      .get(id)
    return row === undefined ? null : readStored('photo', DetailRow, row)
  }

  /** Every file in which this photo's bytes, or other versions of them, were found; the shown version first. */
  places(id: PhotoId): string[] {
    return this.#placeRows(id).map((row) => fileName(row.rootPath, row.path))
  }

  /** Whether an original stands, or stood, at this absolute path. */
  isPlace(file: string): boolean {
    const roots = readStored(
      'root',
      z.array(z.object({ id: z.int(), path: z.string() })),
      this.#database.prepare('SELECT id, path FROM root').all(),
    )
    const at = this.#database.prepare('SELECT 1 FROM place WHERE root_id = ? AND path = ?')
    return roots.some((root) => {
      const inside = relative(root.path, file)
      return !inside.startsWith('..') && at.get(root.id, Buffer.from(inside)) !== undefined
    })
  }

  /** What a person says of a photo; taken back with the source that stood there before. */
  correct(
    id: PhotoId,
    correction: {
      readonly view?: View | undefined
      readonly phase?: Phase | undefined
      readonly source?: Source | undefined
    },
  ): void {
    const { view, phase, source = 'person' } = correction
    if (view !== undefined) {
      this.#database.prepare('UPDATE photo SET view = ?, view_source = ? WHERE id = ?').run(view, source, id)
    }
    if (phase !== undefined) {
      this.#database
        .prepare('UPDATE photo SET phase = ?, phase_source = ? WHERE id = ?')
        .run(phase, source, id)
    }
  }

  #rows(filter: PhotoFilter): unknown[] {
    const conditions: string[] = []
    if (filter.clientId !== undefined) conditions.push('photo.client_id = @clientId')
    if (filter.client !== undefined) conditions.push('client.search_name = @client')
    if (filter.view !== undefined) conditions.push('photo.view = @view')
    const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`
    const bound = {
      ...filter,
      ...(filter.client === undefined ? {} : { client: foldName(filter.client) }),
    }
    return this.#database.prepare(`${SELECT_PHOTOS} ${where} ${PHOTO_ORDER}`).all(bound)
  }

  /** Read for a few clients at once, so that a page of a hundred thousand photos costs no more than one of a hundred. */
  #pageRows(filter: PhotoFilter, limit: number, after: PhotoId | undefined): unknown[] {
    const last = after === undefined ? null : { id: after, clientId: this.#clientOf(after) }
    if (last?.clientId === null) return []
    const ofClients = this.#database.prepare(
      `${SELECT_PHOTOS} WHERE photo.client_id IN (SELECT value FROM json_each(@clients))
       ${filter.view === undefined ? '' : 'AND photo.view = @view'} ${PHOTO_ORDER}`,
    )
    const read = (clients: readonly number[]): unknown[] =>
      ofClients.all({ clients: JSON.stringify(clients), view: filter.view })
    let found: unknown[] = []
    if (last !== null) {
      const rows = read([last.clientId])
      found = rows.slice(1 + rows.findIndex((row) => (row as { readonly id: number }).id === last.id))
    }
    // A few clients at once, who have about as many photos as are missing: each question costs as much as a dozen rows.
    let clients: number[] = []
    let photos = 0
    for (const client of this.#clientsBehind(last?.clientId ?? null, filter, limit)) {
      if (found.length >= limit) break
      clients.push(client.id)
      photos += filter.view === undefined ? client.photos : client.photos / VIEWS_OF_A_CLIENT
      if (photos < limit - found.length) continue
      found = found.concat(read(clients))
      clients = []
      photos = 0
    }
    if (found.length < limit && clients.length > 0) found = found.concat(read(clients))
    return found.slice(0, limit)
  }

  #clientsBehind(last: ClientId | null, filter: PhotoFilter, limit: number): z.infer<typeof Clients> {
    summariseClients(this.#database)
    const clients = this.#database
      .prepare(
        `SELECT client.id, client_summary.photos FROM client JOIN client_summary ON client_summary.client_id = client.id
         WHERE ${last === null ? '' : '(client.search_name, client.id) > (SELECT search_name, id FROM client WHERE id = @last) AND'}
           (@clientId IS NULL OR client.id = @clientId) AND (@client IS NULL OR client.search_name = @client)
           AND client_summary.photos > 0
           AND (@view IS NULL OR instr(',' || client_summary.views || ',', ',' || @view || ',') > 0)
         ORDER BY client.search_name, client.id LIMIT @limit`,
      )
      .all({
        last,
        clientId: filter.clientId ?? null,
        client: filter.client === undefined ? null : foldName(filter.client),
        view: filter.view ?? null,
        limit: Number.isFinite(limit) ? limit : -1,
      })
    return readStored('photo', Clients, clients)
  }

  #placeRows(id: PhotoId): z.infer<typeof PathRow>[] {
    return readStored(
      'place',
      z.array(PathRow),
      this.#database
        .prepare(
          `SELECT root.path AS rootPath, place.path FROM place JOIN root ON root.id = place.root_id
           JOIN photo ON photo.id = place.photo_id WHERE place.photo_id = ? AND place.is_present = 1
           ORDER BY place.sha256 IS photo.sha256 DESC, place.id`,
        )
        .all(id),
    )
  }

  #clientOf(id: PhotoId): ClientId | null {
    const client = this.#database.prepare('SELECT client_id FROM photo WHERE id = ?').pluck().get(id)
    return readStored('photo', z.int().nullable(), client ?? null) as ClientId | null
  }

  #one(row: unknown): Photo | null {
    return row === undefined ? null : this.#reader()(row)
  }

  #reader(): (row: unknown) => Photo {
    // Nearly always there is one folder, and with it off there is nowhere else to look.
    let hasOthers: boolean | undefined
    const others = this.#database.prepare(
      `SELECT root.path AS rootPath, place.path FROM place JOIN root ON root.id = place.root_id
       JOIN photo ON photo.id = place.photo_id
       WHERE place.photo_id = ? AND place.is_present = 1 AND place.sha256 IS photo.sha256 ORDER BY place.id`,
    )
    return createPhotoRowReader(this.#stateOfRoot, (id): PhotoPlace[] => {
      hasOthers ??= this.#database.prepare('SELECT count(*) > 1 FROM root').pluck().get() === 1
      return hasOthers ? readStored('photo', z.array(PathRow), others.all(id)) : []
    })
  }
}
