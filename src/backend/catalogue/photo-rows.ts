import { join } from 'node:path'
import { z } from 'zod'
import { Photo } from '../../contract/photos.ts'
import { pathText } from '../../domain/path-text.ts'
import { readStored } from './read-stored.ts'
import type { RootState } from './root-state.ts'

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
  isForbidden: z.int().nullable(),
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

/** Photos as rows of lists, each with the best place where its shown version stands. */
export const SELECT_PHOTOS = `
  SELECT photo.id, photo.client_id AS clientId, client.name AS client, photo.visit_id AS visitId, visit.date AS visitDate,
         photo.phase, photo.phase_source AS phaseSource, photo.view, photo.view_source AS viewSource,
         root.path AS rootPath, place.path, place.is_present AS isPresent, place.is_forbidden AS isForbidden, photo.is_damaged AS isDamaged, photo.sha256,
         photo.width_px AS width, photo.height_px AS height, photo.taken_at AS takenAt, photo.utc_offset AS offset,
         photo.camera, photo.colour_profile AS colourProfile,
         EXISTS (SELECT 1 FROM region WHERE region.photo_id = photo.id) AS hasRegions
  FROM photo
  JOIN client ON client.id = photo.client_id
  JOIN visit ON visit.id = photo.visit_id
  LEFT JOIN place ON place.id = (
    SELECT place.id FROM place WHERE place.photo_id = photo.id
    ORDER BY place.sha256 IS photo.sha256 DESC, place.is_present DESC, place.is_forbidden, place.id LIMIT 1
  )
  LEFT JOIN root ON root.id = place.root_id`

export const PHOTO_ORDER =
  'ORDER BY client.search_name, client.id, visit.date, visit.id, photo.taken_at, photo.id'

/** A file of an imported folder. */
export interface PhotoPlace {
  readonly rootPath: string
  readonly path: Uint8Array
}

/** Makes a reader of rows of {@link SELECT_PHOTOS}; `stateOfRoot` is asked once a root, `placesOf` of photos whose best place is in a folder that is not there. */
export function createPhotoRowReader(
  stateOfRoot: (rootPath: string) => RootState,
  placesOf: (photoId: number) => readonly PhotoPlace[],
): (row: unknown) => Photo {
  // A drive is either there or not for the length of one list.
  const states = new Map<string, RootState>()
  const stateOf = (rootPath: string): RootState => {
    const known = states.get(rootPath)
    if (known !== undefined) return known
    const found = stateOfRoot(rootPath)
    states.set(rootPath, found)
    return found
  }
  return (value) => {
    const {
      rootPath: bestRoot,
      path: bestPath,
      isPresent,
      isForbidden,
      isDamaged,
      hasRegions,
      ...row
    } = readStored('photo', Row, value)
    const isAway = bestRoot !== null && isPresent === 1 && stateOf(bestRoot) !== 'there'
    // The drive that is off may not be the only one that has it.
    const other = isAway ? placesOf(row.id).find((place) => stateOf(place.rootPath) === 'there') : undefined
    const { rootPath, path } = other ?? { rootPath: bestRoot, path: bestPath }
    return readStored('photo', Photo, {
      ...row,
      file: rootPath === null || path === null ? '' : fileName(rootPath, path),
      status: statusOf({ rootPath, isPresent, isForbidden, isDamaged }, stateOf),
      hasRegions: hasRegions === 1,
    })
  }
}

function statusOf(
  row: Pick<z.infer<typeof Row>, 'rootPath' | 'isPresent' | 'isForbidden' | 'isDamaged'>,
  stateOf: (rootPath: string) => RootState,
): Photo['status'] {
  if (row.rootPath === null || row.isPresent === 0) return 'missing'
  const state = stateOf(row.rootPath)
  if (state === 'away') return 'offline'
  if (state === 'forbidden' || row.isForbidden === 1) return 'forbidden'
  return row.isDamaged === 1 ? 'damaged' : 'ok'
}

/** A file's path; names that are no UTF-8 keep their bytes, for whoever opens it through `pathBytes`. */
export function fileName(rootPath: string, path: Uint8Array): string {
  return join(rootPath, pathText(path))
}
