import type { ClientId } from '../../../contract/ids.ts'
import type { DayOrder } from '../../../contract/imports.ts'
import { chooseVisitDate } from '../../../domain/reading/choose-visit-date.ts'
import { provenDayOrder, type PathReading } from '../../../domain/reading/read-paths.ts'
import type { Catalogue } from '../../catalogue/open-catalogue.ts'
import { resolveChosenFolder } from './chosen-folder.ts'
import { holdImports } from './hold-imports.ts'
import { memoryOf } from './memory-of.ts'
import { namesIn, readNames } from './read-names.ts'
import { settleClient } from './settle-client.ts'

/** How an ambiguous date is read while nothing settles it. */
const FALLBACK: DayOrder = 'month-first'

/**
 * Settles which way round the dates of a folder are written, and puts photos whose day its names had said under the day that
 * they say now. Days from cameras and people stay. Choosing again takes it back.
 * @throws AppError busy, folder-not-found, folder-not-readable
 */
export async function setDayOrder(
  deps: { readonly catalogue: Catalogue; readonly now: () => Date },
  folder: string,
  order: DayOrder | null,
): Promise<{
  readonly folder: string
  readonly order: DayOrder | null
  /** What had been said before. */
  readonly former: DayOrder | null
  readonly redated: number
}> {
  const { catalogue } = deps
  const root = await resolveChosenFolder(folder)
  return holdImports(catalogue, async () => {
    return catalogue.transaction(() => {
      const rootId = catalogue.imports.ensureRoot(root, deps.now().toISOString())
      const former = catalogue.roots.dayOrderOf(rootId)
      catalogue.roots.setDayOrder(rootId, order)
      return { folder: root, order, former, redated: redate(catalogue, root) }
    })
  })
}

/**
 * Brings dates that names had said into agreement with how they are read now, in this folder and in imported ones inside it.
 * `proven` is what the names of all files of this folder say, also of those that are no photos. Returns how many photos stand
 * under another day. To be called within a transaction.
 */
export function redate(catalogue: Catalogue, folder: string, proven?: DayOrder | null): number {
  let redated = 0
  for (const root of catalogue.imports.roots()) {
    if (root.path !== folder && !root.path.startsWith(`${folder}/`)) continue
    redated += redateRoot(catalogue, root, root.path === folder ? proven : undefined)
  }
  return redated
}

function redateRoot(
  catalogue: Catalogue,
  root: { readonly id: number; readonly path: string },
  proven?: DayOrder | null,
): number {
  const before = catalogue.roots.readOrder(root.id)
  const places = catalogue.roots.placesOf(root.id)
  const files = places.map(({ path }) => ({ relative: Buffer.from(path) }))
  // What has been said of clients and visits since waits for the next import.
  const said = memoryOf(catalogue, root.path, () => false)
  const order = said.dayOrder ?? (proven === undefined ? provenDayOrder(namesIn(root.path, files)) : proven)
  catalogue.roots.setReadOrder(root.id, order)
  if ((order ?? FALLBACK) === (before ?? FALLBACK)) {
    // The days are the same; that they are certain now, or not any more, is all that changed.
    if (order !== before) noteCertainty(catalogue, places, readNames(root.path, files, said))
    return 0
  }
  const old = readNames(root.path, files, { ...said, dayOrder: before ?? FALLBACK })
  const current = readNames(root.path, files, said)
  const touched = new Set<ClientId>()
  let redated = 0
  for (const [index, { photoId }] of places.entries()) {
    const [was, is] = [old[index], current[index]]
    if (was === undefined || is === undefined || was.date === is.date) continue
    if (moveToDay(catalogue, photoId, was, is, touched)) redated += 1
  }
  for (const clientId of touched) {
    catalogue.visits.removeEmpty(clientId)
    settleClient(catalogue, clientId)
  }
  noteCertainty(catalogue, places, current)
  return redated
}

function moveToDay(
  catalogue: Catalogue,
  photoId: Parameters<Catalogue['visits']['ofPhoto']>[0],
  was: PathReading,
  is: PathReading,
  touched: Set<ClientId>,
): boolean {
  const visit = catalogue.visits.find(catalogue.visits.ofPhoto(photoId))
  const photo = catalogue.photos.find(photoId)
  // A photo found in two places was dated by one of them.
  if (visit === null || photo === null || visit.dateSource === 'person' || visit.date !== was.date)
    return false
  // Photos that a camera dated may share the visit with those that a name did.
  if (chooseVisitDate(was, photo.takenAt, was.date ?? '').source !== was.dateSource) return false
  const { id } = catalogue.visits.ensure({
    ...visit,
    date: is.date,
    dateSource: is.dateSource,
    isDayUnclear: is.isDateAmbiguous,
  })
  catalogue.visits.movePhoto(photoId, id)
  touched.add(visit.clientId)
  return true
}

function noteCertainty(
  catalogue: Catalogue,
  places: ReturnType<Catalogue['roots']['placesOf']>,
  readings: readonly PathReading[],
): void {
  for (const [index, { photoId }] of places.entries()) {
    const reading = readings[index]
    if (reading !== undefined && reading.date !== null) {
      catalogue.visits.noteDayUnclear(catalogue.visits.ofPhoto(photoId), reading)
    }
  }
}
