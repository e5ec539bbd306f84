import { z } from 'zod'
import { Polygon } from '../../contract/geometry.ts'
import { Regions } from '../../contract/fade.ts'
import type { PhotoId } from '../../contract/ids.ts'
import type { Database } from './open-database.ts'
import { readStored, storedJson, type StoredRows } from './read-stored.ts'

const RegionRow = z.object({
  photoId: z.int(),
  kind: z.enum(['treated', 'bare']),
  polygon: storedJson(Polygon),
})
const SELECT = 'SELECT photo_id AS photoId, kind, polygon FROM region'

/** Every region that was drawn. */
export const STORED_REGIONS: StoredRows = {
  entry: 'drawn region',
  select: SELECT,
  read: (row) => readStored('region', RegionRow, row),
}

/** Regions that were drawn, and what was measured in them. */
export class FadeRepository {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  regions(photo: PhotoId): Regions {
    const rows = this.#database
      .prepare(`${SELECT} WHERE photo_id = ? ORDER BY kind, position`)
      .all(photo)
      .map((value) => readStored('region', RegionRow, value))
    const of = (kind: 'treated' | 'bare'): unknown[] =>
      rows.filter((row) => row.kind === kind).map((row) => row.polygon)
    return readStored('region', Regions, { photo, treated: of('treated'), bare: of('bare') })
  }

  setRegions(regions: Regions): void {
    const insert = this.#database.prepare(
      'INSERT INTO region (photo_id, kind, position, polygon) VALUES (?, ?, ?, ?)',
    )
    this.#database.transaction(() => {
      this.#database.prepare('DELETE FROM region WHERE photo_id = ?').run(regions.photo)
      for (const kind of ['treated', 'bare'] as const) {
        for (const [position, polygon] of regions[kind].entries()) {
          insert.run(regions.photo, kind, position, JSON.stringify(polygon))
        }
      }
    })()
  }

  /** The stored result of a measurement with exactly these inputs, unparsed; null where none can be read: it is measured anew. */
  measurement(baseline: PhotoId, photo: PhotoId, inputsSha256: string): unknown {
    const text = this.#database
      .prepare('SELECT result FROM measurement WHERE baseline_id = ? AND photo_id = ? AND inputs_sha256 = ?')
      .pluck()
      .get(baseline, photo, inputsSha256)
    return storedJson(z.unknown()).safeParse(text).data ?? null
  }

  saveMeasurement(baseline: PhotoId, photo: PhotoId, inputsSha256: string, result: unknown): void {
    this.#database
      .prepare(
        'INSERT OR REPLACE INTO measurement (baseline_id, photo_id, inputs_sha256, result) VALUES (?, ?, ?, ?)',
      )
      .run(baseline, photo, inputsSha256, JSON.stringify(result))
  }
}
