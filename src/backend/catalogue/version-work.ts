import { z } from 'zod'
import type { PhotoId } from '../../contract/ids.ts'
import { Polygon } from '../../contract/geometry.ts'
import type { Database } from './open-database.ts'
import { readStored, storedJson } from './read-stored.ts'

interface Size {
  readonly widthPx: number
  readonly heightPx: number
}

const Rows = z.array(z.record(z.string(), z.unknown()))
/** What {@link archiveWork} took off a version, as it is kept. */
export const KeptWork = storedJson(z.object({ region: Rows, photo_scale: Rows, registration: Rows }))
const RegionRow = z.object({ kind: z.string(), position: z.int(), polygon: storedJson(Polygon) })

/** Cropping changes the shape of a photo; saving it smaller does not, but for the rounding to whole pixels. */
const SAME_SHAPE = 0.005

/**
 * Takes off a photo what was drawn and placed on its pixels and does not fit those that come, and returns it to be put back
 * with them; null where all fits because both are of one size. Regions and scale are carried over to another size of the same
 * shape.
 */
export function archiveWork(database: Database, photoId: PhotoId, from: Size, to: Size): string | null {
  // Figures are measured anew from the pixels that are shown.
  database.prepare('DELETE FROM measurement WHERE baseline_id = @id OR photo_id = @id').run({ id: photoId })
  if (from.widthPx === to.widthPx && from.heightPx === to.heightPx) return null
  const work = {
    region: database.prepare('SELECT * FROM region WHERE photo_id = ?').all(photoId),
    photo_scale: database.prepare('SELECT * FROM photo_scale WHERE photo_id = ?').all(photoId),
    registration: database
      .prepare('SELECT * FROM registration WHERE before_id = @id OR after_id = @id OR via_id = @id')
      .all({ id: photoId }),
  }
  database
    .prepare('DELETE FROM registration WHERE before_id = @id OR after_id = @id OR via_id = @id')
    .run({ id: photoId })
  const scale = to.widthPx / from.widthPx
  if (Math.abs(scale / (to.heightPx / from.heightPx) - 1) < SAME_SHAPE) {
    scaleRegions(database, photoId, scale)
    database
      .prepare('UPDATE photo_scale SET pixels_per_mm = pixels_per_mm * ? WHERE photo_id = ?')
      .run(scale, photoId)
  } else {
    database.prepare('DELETE FROM region WHERE photo_id = ?').run(photoId)
    database.prepare('DELETE FROM photo_scale WHERE photo_id = ?').run(photoId)
  }
  return JSON.stringify(work)
}

/** Puts back what {@link archiveWork} took off; of other photos that are forgotten meanwhile nothing comes back. */
export function restoreWork(database: Database, work: string): void {
  const kept = readStored('photo_version', KeptWork, work)
  for (const table of ['region', 'photo_scale', 'registration'] as const) {
    for (const row of kept[table]) {
      const columns = Object.keys(row)
      const photos = ['photo_id', 'before_id', 'after_id', 'via_id'].filter((column) =>
        columns.includes(column),
      )
      const areThere = photos
        .map((column) => `(@${column} IS NULL OR EXISTS (SELECT 1 FROM photo WHERE id = @${column}))`)
        .join(' AND ')
      database
        .prepare(
          `INSERT OR REPLACE INTO ${table} (${columns.join(', ')})
           SELECT ${columns.map((column) => `@${column}`).join(', ')} WHERE ${areThere}`,
        )
        .run(row)
    }
  }
}

function scaleRegions(database: Database, photoId: PhotoId, scale: number): void {
  const rows = readStored(
    'region',
    z.array(RegionRow),
    database.prepare('SELECT kind, position, polygon FROM region WHERE photo_id = ?').all(photoId),
  )
  const update = database.prepare(
    'UPDATE region SET polygon = @polygon WHERE photo_id = @photoId AND kind = @kind AND position = @position',
  )
  for (const { polygon, ...row } of rows) {
    const scaled = polygon.map(([x, y]) => [x * scale, y * scale])
    update.run({ ...row, photoId, polygon: JSON.stringify(scaled) })
  }
}
