import type { FormerReading } from '../../../contract/corrections.ts'
import type { CallOutput } from '../../../contract/contract.ts'
import { AppError } from '../../../contract/errors.ts'
import type { PhotoId } from '../../../contract/ids.ts'
import type { FormerPlace, NeedNames } from '../../../contract/needs.ts'
import type { FormerSaid, SaidOfReading, SaidVisit } from '../../../contract/said.ts'
import { foldName } from '../../../domain/fold-name.ts'
import { asSaid } from '../../../domain/reading/read-paths.ts'
import type { Catalogue } from '../../catalogue/open-catalogue.ts'
import { askNestedNames, openNamesOf } from './ask-nested-names.ts'
import { readingOf } from './correct-alike.ts'
import { followIn, type Followed } from './follow-said.ts'
import { readingsByTurns, readingsOf } from './folder-readings.ts'
import { memoryOf } from './memory-of.ts'
import { placePhotos } from './place-photos.ts'
import { nameOf } from './read-names.ts'
import { rootsIn } from './roots-in.ts'

/** What a person says of a photo and of all that its folder's names read the same. */
interface SaidOfAlike {
  readonly client?: string | undefined
  readonly date?: string | undefined
  readonly phase?: Exclude<SaidVisit['phase'], null> | undefined
}

interface SaidAlike {
  readonly former: FormerPlace[]
  readonly readings: FormerReading[]
  readonly formerSaid: FormerSaid
}

/** How many photos of its folder are read as a photo is, itself among them; null where it has no file. */
export async function countAlike(
  catalogue: Catalogue,
  photo: PhotoId,
  now: Date,
): Promise<CallOutput<'needs.alike'>> {
  const found = rootOf(catalogue, photo)
  if (found === null) return null
  const { placeId, root, memory } = found
  const { places, byClient, byVisit } = await readingsByTurns(catalogue, root, memory, now)
  const own = places.get(placeId)?.read
  if (own === undefined) return null
  const name = own.names.readClient
  return {
    name,
    ofClient: new Set(byClient.get(name)).size,
    ofVisit: new Set(byVisit.get(own.visit.key)).size,
  }
}

/** The two folders around a photo that could each be the client's, where nothing tells which. */
export async function findNestedNames(
  catalogue: Catalogue,
  photo: PhotoId,
  now: Date,
): Promise<NeedNames['nestedNames']> {
  const found = rootOf(catalogue, photo)
  // Without two folders around it there is nothing to read, which would take a second for 100,000 files.
  if (found === null || nameOf(found.path).split('/').length < 3) return null
  const { placeId, root, memory } = found
  const { places } = await readingsByTurns(catalogue, root, memory, now)
  const own = places.get(placeId)?.read.names
  return own === undefined ? null : openNamesOf(asSaid(own, memory))
}

/**
 * The clients in whose folders a photo stands, its own first, each with how its name is read there; none where all of its files
 * name the same one.
 */
export async function findClaims(
  catalogue: Catalogue,
  photo: PhotoId,
  now: Date,
): Promise<NeedNames['claims']> {
  const files = catalogue.places.ofPhoto(photo)
  const own = catalogue.photos.find(photo)
  if (own === null || files.length < 2) return []
  const { key: ownKey } = catalogue.clients.readAs(own.clientId)
  const claims = new Map([[ownKey, { name: own.client, read: null as string | null }]])
  for (const { root, memory } of rootsOf(catalogue, files)) {
    const { places } = await readingsByTurns(catalogue, root, memory, now)
    for (const { id } of files) {
      const read = places.get(id)?.read.names
      if (read === undefined) continue
      const { client, clientKey, clientSource } = asSaid(read, memory)
      if (clientSource === 'guess') continue
      claims.set(clientKey, { name: clientKey === ownKey ? own.client : client, read: read.readClient })
    }
  }
  return claims.size < 2 ? [] : [...claims.values()]
}

/**
 * Reads the names of a folder and of those in it by turns with other calls, so that saying something of its photos, which is
 * done in one go, need not.
 */
export async function readAhead(catalogue: Catalogue, folder: string, now: Date): Promise<void> {
  for (const root of rootsIn(catalogue, folder))
    await readingsByTurns(
      catalogue,
      root,
      memoryOf(catalogue, root.path, () => false),
      now,
    )
}

/** The imported folder of a photo; null where it has no file. */
export function folderOfPhoto(catalogue: Catalogue, photo: PhotoId): string | null {
  return rootOf(catalogue, photo)?.root.path ?? null
}

/**
 * Says something of a photo and of all that are read the same, and remembers it for later imports of their folder. The photo
 * itself follows wherever it stands; others that a person moved stay.
 * @throws AppError not-found
 */
export function sayAlike(catalogue: Catalogue, photo: PhotoId, said: SaidOfAlike, now: Date): SaidAlike {
  return catalogue.transaction(() => {
    const read = readOwn(catalogue, photo, now)
    if (read === null)
      throw new AppError('not-found', 'This photo has no file any more, so nothing is read like it.')
    const corrections = correctionsOf(read, said)
    const { followed, former } = sayAll(catalogue, read.root, corrections, now)
    const { client, date, phase } = said
    const isMoved = followed.places.some((place) => place.photo === photo)
    if (!isMoved && (client !== undefined || date !== undefined))
      followed.places.push(...placePhotos(catalogue, [photo], { client, date }, now))
    const own = catalogue.photos.find(photo)
    if (phase !== undefined && own !== null && own.phase !== phase) {
      followed.readings.push(readingOf(own))
      catalogue.photos.correct(photo, { phase })
    }
    return { former: followed.places, readings: followed.readings, formerSaid: former }
  })
}

/**
 * Answers which of two folders, one in the other, is the client's, for a photo's folder as its preview does: for all of them,
 * now and later. Photos follow at once.
 * @throws AppError not-found
 */
export function sayNestedNames(
  catalogue: Catalogue,
  photo: PhotoId,
  client: 'outer' | 'inner',
  now: Date,
): Pick<SaidAlike, 'former' | 'formerSaid'> {
  return catalogue.transaction(() => {
    const found = rootOf(catalogue, photo)
    if (found === null) throw new AppError('not-found', 'This photo has no file any more.')
    const { root, memory } = found
    const readings = new Set(
      [...readingsOf(catalogue, root, memory, now).places.values()].map(({ read }) => read.names),
    )
    const asked = askNestedNames([...readings].map((names) => asSaid(names, memory)))
    const said = client === 'outer' ? asked?.asOuter : asked?.asInner
    const { followed, former } = sayAll(catalogue, root, said ?? [], now)
    return { former: followed.places, formerSaid: former }
  })
}

/**
 * Says of a name that was read as a client's in one of a photo's folders that it is nobody's: all photos there follow, now and
 * later.
 * @throws AppError not-found
 */
export function sayNobody(
  catalogue: Catalogue,
  photo: PhotoId,
  name: string,
  now: Date,
): Pick<SaidAlike, 'former' | 'formerSaid'> {
  return catalogue.transaction(() => {
    const files = catalogue.places.ofPhoto(photo)
    const found = rootsOf(catalogue, files).find(({ root, memory }) => {
      const { places } = readingsOf(catalogue, root, memory, now)
      return files.some(({ id }) => places.get(id)?.read.names.readClient === name)
    })
    if (found === undefined)
      throw new AppError('not-found', `No file of this photo stands in a folder that is called “${name}”.`)
    const said = [{ kind: 'client' as const, read: name, said: { name: null } }]
    const { followed, former } = sayAll(catalogue, found.root, said, now)
    return { former: followed.places, formerSaid: former }
  })
}

/** The imported folders in which these files stand, with what was said of their names. */
function rootsOf(catalogue: Catalogue, files: readonly { readonly rootId: number }[]) {
  return catalogue.imports
    .roots()
    .filter(({ id }) => files.some(({ rootId }) => rootId === id))
    .map((root) => ({ root, memory: memoryOf(catalogue, root.path, () => false) }))
}

function sayAll(
  catalogue: Catalogue,
  root: { readonly id: number; readonly path: string },
  corrections: readonly SaidOfReading[],
  now: Date,
): { readonly followed: Followed; readonly former: FormerSaid } {
  const former = { folder: root.path, said: [] as SaidOfReading[], applied: [] as SaidOfReading[] }
  const followed = change(catalogue, root.path, now, () => {
    for (const one of corrections) {
      const before = catalogue.said.say(root.id, one, { isApplied: true })
      former.said.push(before.said)
      former.applied.push(before.applied)
    }
  })
  return { followed, former }
}

/** The same for {@link unsayAlike}, which may change whose names are nobody's and so how names are read. */
export async function readAheadOfUnsaying(
  catalogue: Catalogue,
  { folder, applied }: FormerSaid,
  now: Date,
): Promise<void> {
  await readAhead(catalogue, folder, now)
  for (const root of rootsIn(catalogue, folder)) {
    const was = memoryOf(catalogue, root.path, () => false)
    const clients = new Map(was.clients)
    for (const { kind, read, said } of applied) {
      if (kind !== 'client') continue
      const key = foldName(read)
      if (said === null) clients.delete(key)
      else
        clients.set(key, said.name === null ? { kind: 'nobody' } : { kind: 'client', name: said.name, key })
    }
    await readingsByTurns(catalogue, root, { ...was, clients }, now)
  }
}

/** Forgets what was said of alike photos; photos that came in since go back with the others. */
export function unsayAlike(catalogue: Catalogue, { folder, said, applied }: FormerSaid, now: Date): void {
  catalogue.transaction(() => {
    const root = catalogue.imports.roots().find(({ path }) => path === folder)
    if (root === undefined) return
    change(catalogue, folder, now, () => {
      for (const one of applied) catalogue.said.say(root.id, one, { isApplied: true })
      for (const one of said) catalogue.said.say(root.id, one, { isApplied: false })
    })
  })
}

/** Does `say`, and moves photos of this folder and of those in it from where they were put before to where they are put then. */
function change(catalogue: Catalogue, folder: string, now: Date, say: () => void): Followed {
  const roots = rootsIn(catalogue, folder).map((root) => ({
    root,
    was: memoryOf(catalogue, root.path, () => false),
  }))
  say()
  const followed: Followed = { places: [], readings: [] }
  for (const { root, was } of roots) {
    const { places, readings } = followIn(catalogue, root, {
      was,
      is: memoryOf(catalogue, root.path, () => false),
      now,
    })
    followed.places.push(...places)
    followed.readings.push(...readings)
  }
  return followed
}

function rootOf(catalogue: Catalogue, photo: PhotoId) {
  const place = catalogue.roots.rootOf(photo)
  const root = catalogue.imports.roots().find(({ id }) => id === place?.rootId)
  if (place === null || root === undefined) return null
  return {
    placeId: place.placeId,
    path: place.path,
    root,
    memory: memoryOf(catalogue, root.path, () => false),
  }
}

function readOwn(catalogue: Catalogue, photo: PhotoId, now: Date) {
  const found = rootOf(catalogue, photo)
  if (found === null) return null
  const { placeId, root, memory } = found
  const own = readingsOf(catalogue, root, memory, now).places.get(placeId)?.read
  return own === undefined ? null : { root, memory, own }
}

/** A phase is said of all visits that are called the same, where the clinic calls them anything. */
function correctionsOf(
  { own: { names, visit }, memory }: NonNullable<ReturnType<typeof readOwn>>,
  { client, date, phase }: SaidOfAlike,
): readonly SaidOfReading[] {
  const nothing: SaidVisit = { date: null, kind: null, phase: null }
  const ofVisit = memory.visits.get(visit.key) ?? nothing
  const { labelKey } = visit
  const isOfVisit = labelKey === null || ofVisit.phase !== null
  const corrections: SaidOfReading[] = []
  if (client !== undefined)
    corrections.push({ kind: 'client', read: names.readClient, said: { name: client } })
  if (date !== undefined || (phase !== undefined && isOfVisit)) {
    const said = { ...ofVisit, date: date ?? ofVisit.date, phase: phase ?? ofVisit.phase }
    corrections.push({ kind: 'visit', read: visit.key, said })
  }
  if (phase !== undefined && !isOfVisit) {
    const ofLabel = memory.labels.get(labelKey) ?? nothing
    corrections.push({ kind: 'label', read: labelKey, said: { kind: ofLabel.kind, phase, date: null } })
  }
  return corrections
}
