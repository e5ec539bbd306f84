import { join, relative } from 'node:path'
import { z } from 'zod'
import type { ClientId, PhotoId } from '../../contract/ids.ts'
import { Photo } from '../../contract/photos.ts'
import { Source, type Phase, type View } from '../../contract/vocabulary.ts'
import { foldName } from '../../domain/fold-name.ts'
import type { Database } from './open-database.ts'

const Row = z.object({
  id: z.int(),
  clientId: z.int(),
  client: z.string(),
  visitId: z.int(),
  visitDate: z.string().nullable(),
  phase: z.string(),
  phaseSource: z.string(),
  view: z.string(),
  viewSource: z.string(),
  rootPath: z.string().nullable(),
  path: z.instanceof(Uint8Array).nullable(),
  isPresent: z.int().nullable(),
  isDamaged: z.int(),
  sha256: z.string(),
  width: z.int(),
  height: z.int(),
  takenAt: z.string().nullable(),
  offset: z.string().nullable(),
  camera: z.string().nullable(),
  colourProfile: z.string().nullable(),
  hasRegions: z.int(),
})

const SELECT = `
  SELECT photo.id, photo.client_id AS clientId, client.name AS client, photo.visit_id AS visitId, visit.date AS visitDate,
         photo.phase, photo.phase_source AS phaseSource, photo.view, photo.view_source AS viewSource,
         root.path AS rootPath, place.path, place.is_present AS isPresent, photo.is_damaged AS isDamaged, photo.sha256,
         photo.width_px AS width, photo.height_px AS height, photo.taken_at AS takenAt, photo.utc_offset AS offset,
         photo.camera, photo.colour_profile AS colourProfile,
         EXISTS (SELECT 1 FROM region WHERE region.photo_id = photo.id) AS hasRegions
  FROM photo
  JOIN client ON client.id = photo.client_id
  JOIN visit ON visit.id = photo.visit_id
  LEFT JOIN place ON place.id = (
    SELECT place.id FROM place WHERE place.photo_id = photo.id ORDER BY place.is_present DESC, place.id LIMIT 1
  )
  LEFT JOIN root ON root.id = place.root_id`

const ORDER = 'ORDER BY client.search_name, visit.date, visit.id, photo.taken_at, photo.id'

const DetailRow = z.object({
  lens: z.string().nullable(),
  bytes: z.int(),
  format: z.string(),
  orientation: z.int(),
  dateSource: Source,
})

/** What the catalogue knows of a photo beyond what lists show. */
export type PhotoDetail = z.infer<typeof DetailRow>

/** Photos as rows of lists, with the file each stands in. `isRootOnline` says whether a root's folder is there now. */
export class PhotosRepository {
  readonly #database: Database
  readonly #isRootOnline: (rootPath: string) => boolean

  constructor(database: Database, isRootOnline: (rootPath: string) => boolean) {
    this.#database = database
    this.#isRootOnline = isRootOnline
  }

  list(filter: {
    readonly clientId?: ClientId | undefined
    readonly client?: string | undefined
    readonly view?: View | undefined
  }): Photo[] {
    const conditions: string[] = []
    if (filter.clientId !== undefined) conditions.push('photo.client_id = @clientId')
    if (filter.client !== undefined) conditions.push('client.search_name = @client')
    if (filter.view !== undefined) conditions.push('photo.view = @view')
    const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`
    const bound = {
      ...filter,
      ...(filter.client === undefined ? {} : { client: foldName(filter.client) }),
    }
    return this.#parse(this.#database.prepare(`${SELECT} ${where} ${ORDER}`).all(bound))
  }

  find(id: PhotoId): Photo | null {
    return this.#parse(this.#database.prepare(`${SELECT} WHERE photo.id = ?`).all(id))[0] ?? null
  }

  count(): number {
    return z.int().parse(this.#database.prepare('SELECT count(*) FROM photo').pluck().get())
  }

  findBySha256(sha256: string): Photo | null {
    return this.#parse(this.#database.prepare(`${SELECT} WHERE photo.sha256 = ?`).all(sha256))[0] ?? null
  }

  detail(id: PhotoId): PhotoDetail | null {
    const row = this.#database
      .prepare('SELECT lens, bytes, format, orientation, date_source AS dateSource FROM photo WHERE id = ?')
      .get(id)
    return row === undefined ? null : DetailRow.parse(row)
  }

  /** Every file in which this photo's bytes were found. */
  places(id: PhotoId): string[] {
    return z
      .array(z.object({ rootPath: z.string(), path: z.instanceof(Uint8Array) }))
      .parse(
        this.#database
          .prepare(
            'SELECT root.path AS rootPath, place.path FROM place JOIN root ON root.id = place.root_id WHERE place.photo_id = ? AND place.is_present = 1 ORDER BY place.id',
          )
          .all(id),
      )
      .map((row) => fileOf(row.rootPath, row.path))
  }

  /** Whether an original stands, or stood, at this absolute path. */
  isPlace(file: string): boolean {
    const roots = z
      .array(z.object({ id: z.int(), path: z.string() }))
      .parse(this.#database.prepare('SELECT id, path FROM root').all())
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

  #parse(rows: unknown[]): Photo[] {
    // A drive is either there or not for the length of one list.
    const online = new Map<string, boolean>()
    const isOnline = (rootPath: string): boolean => {
      const known = online.get(rootPath)
      if (known !== undefined) return known
      const found = this.#isRootOnline(rootPath)
      online.set(rootPath, found)
      return found
    }
    return rows.map((value) => {
      const { rootPath, path, isPresent, isDamaged, hasRegions, ...row } = Row.parse(value)
      return Photo.parse({
        ...row,
        file: rootPath === null || path === null ? '' : fileOf(rootPath, path),
        status: statusOf({ rootPath, isPresent, isDamaged }, isOnline),
        hasRegions: hasRegions === 1,
      })
    })
  }
}

function statusOf(
  row: { readonly rootPath: string | null; readonly isPresent: number | null; readonly isDamaged: number },
  isOnline: (rootPath: string) => boolean,
): Photo['status'] {
  if (row.rootPath === null || row.isPresent === 0) return 'missing'
  if (!isOnline(row.rootPath)) return 'offline'
  return row.isDamaged === 1 ? 'damaged' : 'ok'
}

function fileOf(rootPath: string, path: Uint8Array): string {
  return join(rootPath, Buffer.from(path).toString('utf8'))
}
