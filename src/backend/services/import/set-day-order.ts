import type { ClientId, PhotoId } from '../../../contract/ids.ts'
import type { DayOrder } from '../../../contract/imports.ts'
import { chooseVisitDate } from '../../../domain/reading/choose-visit-date.ts'
import { proveDayOrderOf, type PathReading } from '../../../domain/reading/read-paths.ts'
import type { SaidOfNames } from '../../../domain/reading/said-of-names.ts'
import type { Steps } from '../../../domain/steps.ts'
import type { Catalogue } from '../../catalogue/open-catalogue.ts'
import { byTurns } from './by-turns.ts'
import { resolveChosenFolder } from './chosen-folder.ts'
import { filesInSteps } from './files-in-steps.ts'
import { holdImports } from './hold-imports.ts'
import { memoryOf } from './memory-of.ts'
import { namesIn, readNamesInSteps } from './read-names.ts'
import { rootsIn } from './roots-in.ts'
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
    const { rootId, former, memories } = catalogue.transaction(() => {
      const id = catalogue.imports.ensureRoot(root, deps.now().toISOString())
      const before = catalogue.roots.dayOrderOf(id)
      catalogue.roots.setDayOrder(id, order)
      const then = memoriesIn(catalogue, root)
      // The answer and the days that follow from it come together, or not at all.
      catalogue.roots.setDayOrder(id, before)
      return { rootId: id, former: before, memories: then }
    })
    const redatings = await byTurns(planRedating(catalogue, root, { memories }))
    const redated = catalogue.transaction(() => {
      catalogue.roots.setDayOrder(rootId, order)
      return redate(catalogue, redatings)
    })
    return { folder: root, order, former, redated }
  })
}

/** What was said of the names of imported folders, by their paths. */
type Memories = ReadonlyMap<string, SaidOfNames>

/** Of a folder and of imported ones inside it; what has been said of clients and visits since waits for the next import. */
function memoriesIn(catalogue: Catalogue, folder: string): Memories {
  return new Map(rootsIn(catalogue, folder).map(({ path }) => [path, memoryOf(catalogue, path, () => false)]))
}

/** How the names of an imported folder are read now, where that is not how they were read before. */
interface Redating {
  readonly rootId: number
  readonly order: DayOrder | null
  readonly photos: readonly {
    readonly photoId: PhotoId
    /** Null where its days are the same, and only how certain they are has changed. */
    readonly was: PathReading | null
    readonly is: PathReading
  }[]
}

/**
 * Reads, in steps, which dates that names had said are to be brought into agreement with how they are read now, in this folder
 * and in imported ones inside it. `proven` is what the names of all files of this folder say, also of those that are no photos;
 * `memories` what is to be read by, where that is not what the catalogue holds yet.
 */
export function* planRedating(
  catalogue: Catalogue,
  folder: string,
  {
    proven,
    memories = memoriesIn(catalogue, folder),
  }: { readonly proven?: DayOrder | null; readonly memories?: Memories } = {},
): Steps<readonly Redating[]> {
  const redatings: Redating[] = []
  for (const root of rootsIn(catalogue, folder)) {
    const said = memories.get(root.path)
    if (said === undefined) continue
    redatings.push(yield* planRoot(catalogue, root, said, root.path === folder ? proven : undefined))
  }
  return redatings
}

function* planRoot(
  catalogue: Catalogue,
  root: { readonly id: number; readonly path: string },
  said: SaidOfNames,
  proven?: DayOrder | null,
): Steps<Redating> {
  const before = catalogue.roots.readOrder(root.id)
  const isKnown = said.dayOrder !== null || proven !== undefined
  const files = isKnown ? null : yield* filesInSteps(catalogue, root.id)
  const order =
    said.dayOrder ?? (files === null ? (proven ?? null) : yield* proveDayOrderOf(namesIn(root.path, files)))
  if (order === before) return { rootId: root.id, order, photos: [] }
  const places = files ?? (yield* filesInSteps(catalogue, root.id))
  const areDaysSame = (order ?? FALLBACK) === (before ?? FALLBACK)
  const old = areDaysSame
    ? null
    : yield* readNamesInSteps(root.path, places, { ...said, dayOrder: before ?? FALLBACK })
  const current = yield* readNamesInSteps(root.path, places, said)
  const photos = places.flatMap(({ photoId }, index) => {
    const is = current[index]
    return is === undefined ? [] : [{ photoId, was: old?.[index] ?? null, is }]
  })
  return { rootId: root.id, order, photos }
}

/** Does what was planned. Returns how many photos stand under another day. To be called within a transaction. */
export function redate(catalogue: Catalogue, redatings: readonly Redating[]): number {
  let redated = 0
  for (const { rootId, order, photos } of redatings) {
    catalogue.roots.setReadOrder(rootId, order)
    const touched = new Set<ClientId>()
    for (const { photoId, was, is } of photos) {
      if (was === null || was.date === is.date) continue
      if (moveToDay(catalogue, photoId, was, is, touched)) redated += 1
    }
    for (const clientId of touched) {
      catalogue.visits.removeEmpty(clientId)
      settleClient(catalogue, clientId)
    }
    for (const { photoId, is } of photos) {
      // Which end of a name the year is at is no question of this order.
      if (is.date !== null && is.otherDate === null)
        catalogue.visits.noteDayUnclear(catalogue.visits.ofPhoto(photoId), is)
    }
  }
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
    isDayUnclear: is.isDateAmbiguous || is.otherDate !== null,
  })
  catalogue.visits.movePhoto(photoId, id)
  touched.add(visit.clientId)
  return true
}
