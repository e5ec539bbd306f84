import type { FormerReading } from '../../../contract/corrections.ts'
import type { ClientId, PhotoId } from '../../../contract/ids.ts'
import type { FormerPlace } from '../../../contract/needs.ts'
import type { Photo } from '../../../contract/photos.ts'
import { foldName } from '../../../domain/fold-name.ts'
import { chooseVisit, type ChosenVisit } from '../../../domain/reading/choose-visit.ts'
import { asSaid, type PathReading } from '../../../domain/reading/read-paths.ts'
import { settledNames, type SaidOfNames } from '../../../domain/reading/said-of-names.ts'
import type { Catalogue } from '../../catalogue/open-catalogue.ts'
import type { NewVisit } from '../../catalogue/visits-repository.ts'
import { readingOf } from './correct-alike.ts'
import { readingsByTurns, readingsOf, type ReadPhoto } from './folder-readings.ts'
import { memoryOf } from './memory-of.ts'
import { placeOf, settlePlaces } from './place-photos.ts'
import { isWithin, rootsIn } from './roots-in.ts'

/** What followed: where photos stood before, and what was said of their phase. */
export interface Followed {
  readonly places: FormerPlace[]
  readonly readings: FormerReading[]
}

/**
 * Brings what was imported from a folder, and from imported folders inside it, into agreement with what has been said of it
 * since. To be called within a transaction.
 */
export function followSaid(catalogue: Catalogue, folder: string, now: Date): Followed {
  const roots = rootsIn(catalogue, folder)
  const followed: Followed = { places: [], readings: [] }
  const ids = roots.map(({ id }) => id)
  if (catalogue.said.countNew(ids) === 0) return followed
  for (const root of roots) {
    const { places, readings } = followIn(catalogue, root, {
      ...changeOf(catalogue, root, folder),
      now,
    })
    followed.places.push(...places)
    followed.readings.push(...readings)
  }
  catalogue.said.noteApplied(ids)
  return followed
}

/**
 * Reads the names on which following depends by turns with other calls, so that following itself, which is done in one go,
 * need not.
 */
export async function readAheadOfFollowing(catalogue: Catalogue, folder: string, now: Date): Promise<void> {
  const roots = rootsIn(catalogue, folder)
  if (catalogue.said.countNew(roots.map(({ id }) => id)) === 0) return
  for (const root of roots) {
    const { was, is } = changeOf(catalogue, root, folder)
    await readingsByTurns(catalogue, root, was, now)
    if (!isReadAlike(was, is)) await readingsByTurns(catalogue, root, is, now)
  }
}

/** What the photos of a folder stand by, and what holds once all that was said of the chosen folder does. */
const changeOf = (catalogue: Catalogue, { path }: { readonly path: string }, folder: string) => ({
  was: memoryOf(catalogue, path, () => false),
  is: memoryOf(catalogue, path, (other) => isWithin(other, folder)),
})

interface Change {
  readonly was: SaidOfNames
  readonly is: SaidOfNames
  readonly now: Date
}

/** Moves the photos of a folder that stand where one reading put them to where the other one does. */
export function followIn(
  catalogue: Catalogue,
  root: { readonly id: number; readonly path: string },
  { was, is, now }: Change,
): Followed {
  const old = readingsOf(catalogue, root, was, now).places
  // What is said changes how names are read only where it settles one, or days are read the other way round.
  const current = isReadAlike(was, is) ? old : readingsOf(catalogue, root, is, now).places
  const today = now.toISOString().slice(0, 10)
  const keys = catalogue.clients.keys()
  const touched = new Set<ClientId>()
  const guessed = new Set<ClientId>()
  const followed: Followed = { places: [], readings: [] }
  const isSaidAlike = compareSaid(was, is)
  const [surestOld, surest] = [surestReadings(old, was), surestReadings(current, is)]
  for (const [place, { photoId, read }] of old) {
    const newRead = current.get(place)?.read
    if (newRead === undefined || (newRead === read && isSaidAlike(read))) continue
    const before = surer(madeOf(read, today, was), surestOld.get(photoId), today, was)
    const after = surer(madeOf(newRead, today, is), surest.get(photoId), today, is)
    if (isSame(before, after)) continue
    noteClaims(catalogue, root.id, photoId, surest.get(photoId)?.size ?? 0)
    follow({ catalogue, photoId, before, after, keys, touched, guessed, followed, now })
  }
  doubtGuesses(catalogue, [...current.values()], { is, keys, guessed })
  settlePlaces(catalogue, touched)
  return followed
}

/** Notes whether a photo stands in folders of several clients; of files in other imported folders nothing is known here. */
function noteClaims(catalogue: Catalogue, rootId: number, photoId: PhotoId, clients: number): void {
  if (clients > 1) catalogue.needs.claim(photoId, true)
  else if (catalogue.places.ofPhoto(photoId).every((place) => place.rootId === rootId))
    catalogue.needs.claim(photoId, false)
}

/** Where a file's folder says nobody's name, what another file of the photo says. */
function surer(
  own: Read,
  surest: ReadonlyMap<string, ReadPhoto> | undefined,
  today: string,
  said: SaidOfNames,
): Read {
  const other = own.names.clientSource === 'guess' ? surest?.values().next().value : undefined
  return other === undefined ? own : madeOf(other, today, said)
}

/** Of photos with several files, what these say for certain: one reading for each client whose name they say, by its key. */
function surestReadings(
  current: ReturnType<typeof readingsOf>['places'],
  said: SaidOfNames,
): ReadonlyMap<PhotoId, ReadonlyMap<string, ReadPhoto>> {
  const met = new Set<PhotoId>()
  const surest = new Map<PhotoId, Map<string, ReadPhoto>>()
  for (const { photoId } of current.values()) {
    if (met.has(photoId)) surest.set(photoId, new Map())
    met.add(photoId)
  }
  for (const { photoId, read } of surest.size === 0 ? [] : current.values()) {
    const byClient = surest.get(photoId)
    if (byClient === undefined) continue
    const { clientKey, clientSource } = asSaid(read.names, said)
    if (clientSource !== 'guess' && !byClient.has(clientKey)) byClient.set(clientKey, read)
  }
  return surest
}

/** What an answer had made certain is a guess again once it is taken back, where no other name of the folder says it. */
function doubtGuesses(
  catalogue: Catalogue,
  current: readonly { readonly read: ReadPhoto }[],
  {
    is,
    keys,
    guessed,
  }: {
    readonly is: SaidOfNames
    readonly keys: Map<ClientId, string>
    readonly guessed: ReadonlySet<ClientId>
  },
): void {
  if (guessed.size === 0) return
  const certain = new Set<string>()
  for (const names of new Set(current.map(({ read }) => read.names))) {
    const { clientKey, clientSource } = asSaid(names, is)
    if (clientSource !== 'guess') certain.add(clientKey)
  }
  for (const id of guessed) if (!certain.has(keys.get(id) ?? '')) catalogue.clients.doubt(id)
}

interface Read {
  readonly names: PathReading
  readonly visit: ChosenVisit
}

function isReadAlike(was: SaidOfNames, is: SaidOfNames): boolean {
  const settled = (said: SaidOfNames): string => {
    const { nobodies, somebodies } = settledNames(said)
    return JSON.stringify([[...nobodies].toSorted(), [...somebodies].toSorted()])
  }
  return was.dayOrder === is.dayOrder && settled(was) === settled(is)
}

/** Makes a function that says whether the same was said of a photo before and now, without making its client and visit of it. */
function compareSaid(was: SaidOfNames, is: SaidOfNames): (read: ReadPhoto) => boolean {
  const clients = changedKeys(was.clients, is.clients)
  const visits = changedKeys(was.visits, is.visits)
  const labels = changedKeys(was.labels, is.labels)
  return ({ names, visit }) =>
    (clients.size === 0 || !clients.has(foldName(names.readClient))) &&
    !visits.has(visit.key) &&
    (visit.labelKey === null || !labels.has(visit.labelKey))
}

function changedKeys(
  was: ReadonlyMap<string, unknown>,
  is: ReadonlyMap<string, unknown>,
): ReadonlySet<string> {
  const keys = new Set([...was.keys(), ...is.keys()])
  return new Set([...keys].filter((key) => JSON.stringify(was.get(key)) !== JSON.stringify(is.get(key))))
}

function madeOf({ names, taken }: ReadPhoto, today: string, said: SaidOfNames): Read {
  return { names: asSaid(names, said), visit: chooseVisit(names, taken, today, said) }
}

function isSame(one: Read, other: Read): boolean {
  return (
    one.names.clientKey === other.names.clientKey &&
    (one.names.clientSource === 'guess') === (other.names.clientSource === 'guess') &&
    one.visit.date === other.visit.date &&
    one.visit.dateSource === other.visit.dateSource &&
    one.visit.kind === other.visit.kind &&
    one.visit.phase === other.visit.phase &&
    one.visit.phaseSource === other.visit.phaseSource
  )
}

interface Following {
  readonly catalogue: Catalogue
  readonly photoId: PhotoId
  readonly before: Read
  readonly after: Read
  readonly keys: Map<ClientId, string>
  readonly touched: Set<ClientId>
  /** Clients of which a name is a guess that was none before. */
  readonly guessed: Set<ClientId>
  readonly followed: Followed
  readonly now: Date
}

function follow({
  catalogue,
  photoId,
  before,
  after,
  keys,
  touched,
  guessed,
  followed,
  now,
}: Following): void {
  const photo = catalogue.photos.find(photoId)
  const visit = photo === null ? null : catalogue.visits.find(photo.visitId)
  const former = placeOf(catalogue, photoId)
  if (photo === null || visit === null || former === null) return
  // A client, a day or a phase that a person gave to the photo itself stays; so does one that another of its files gave it.
  const hasClient = keys.get(photo.clientId) === before.names.clientKey
  const clientId = hasClient ? ensureClient(catalogue, after.names, keys, now) : photo.clientId
  if (hasClient && after.names.clientSource === 'guess' && before.names.clientSource !== 'guess')
    guessed.add(clientId)
  const to = { ...visitAfter(visit, before.visit, after.visit), clientId }
  if (!isSameVisit(to, visit)) {
    const { id } = catalogue.visits.ensure(to)
    const hasOwnTime = to.date === visit.date || catalogue.versions.takenAt(photoId) !== null
    catalogue.moves.move(photoId, {
      clientId,
      visitId: id,
      dateSource: hasOwnTime ? former.photoDateSource : to.dateSource,
    })
    followed.places.push(former)
    touched.add(photo.clientId).add(clientId)
  }
  if (hasPhaseOf(photo, before.visit, after.visit)) {
    followed.readings.push(readingOf(photo))
    const { phase, phaseSource } = after.visit
    catalogue.photos.correct(photoId, { phase, source: phaseSource })
    touched.add(clientId)
  }
}

function ensureClient(
  catalogue: Catalogue,
  { client, clientKey, clientSource }: PathReading,
  keys: Map<ClientId, string>,
  now: Date,
): ClientId {
  const { id } = catalogue.clients.ensure(client, now.toISOString(), clientSource, clientKey)
  keys.set(id, clientKey)
  return id
}

/** The visit that a photo goes to: what it had from the names changes with what is said of them, all else stays. */
function visitAfter(visit: NewVisit, before: ChosenVisit, after: ChosenVisit): NewVisit {
  const isOwnDay = visit.dateSource === 'person' && before.dateSource !== 'person'
  const isDayRead = !isOwnDay && visit.date === before.date
  const isKindRead = visit.kind === before.kind || (before.isAfter && visit.kind === 'session')
  const day =
    isDayRead && before.date !== after.date
      ? { date: after.date, dateSource: after.dateSource, isDayUnclear: after.isDayUnclear }
      : {}
  return {
    ...visit,
    ...day,
    kind: isKindRead && before.kind !== after.kind ? after.kind : visit.kind,
    // Without a day visits are told apart by what they are called.
    label: day.date === null ? after.label : (visit.label ?? after.label),
  }
}

function isSameVisit(one: NewVisit, other: NewVisit): boolean {
  return (
    one.clientId === other.clientId &&
    one.date === other.date &&
    one.dateSource === other.dateSource &&
    one.kind === other.kind
  )
}

/** True where a photo's phase is what was read or said before, and something else now. */
function hasPhaseOf(photo: Photo, before: ChosenVisit, after: ChosenVisit): boolean {
  if (before.phase === after.phase && before.phaseSource === after.phaseSource) return false
  return photo.phaseSource !== 'person' || (before.phaseSource === 'person' && photo.phase === before.phase)
}
