import type { ErrorCode } from '../../../contract/errors.ts'
import { MOST_GLIMPSES, type ImportPreview } from '../../../contract/imports.ts'
import { VIEWS, type Phase, type Source, type View, type VisitKind } from '../../../contract/vocabulary.ts'
import { foldName } from '../../../domain/fold-name.ts'
import { alikeKey } from '../../../domain/reading/alike-key.ts'
import type { ChosenVisit } from '../../../domain/reading/choose-visit.ts'
import { findSamePerson } from '../../../domain/reading/find-same-person.ts'
import { readBothWays } from '../../../domain/reading/read-both-ways.ts'
import type { PathReading } from '../../../domain/reading/read-paths.ts'
import { settleVisits } from '../../../domain/reading/settle-visits.ts'
import type { SaidInFolder } from '../../catalogue/said-repository.ts'
import { askNestedNames } from './ask-nested-names.ts'
import { describeSaid } from './describe-said.ts'
import { groupBy } from './group-by.ts'
import { listUnclear } from './list-unclear.ts'

/** A file of the folder as the preview saw it. */
export type PreviewedFile =
  | {
      readonly kind: 'photo'
      /** Which of the files looked at it is. */
      readonly index: number
      readonly name: string
      readonly names: PathReading
      readonly visit: ChosenVisit
      readonly isKnown: boolean
    }
  | { readonly kind: 'no-photo'; readonly name: string; readonly code: ErrorCode }

export type PreviewedPhoto = Extract<PreviewedFile, { kind: 'photo' }>

interface Around {
  /** The chosen folder's own name, which may hold a date too. */
  readonly folderName: string
  /** What the catalogue's clients are called, by key. */
  readonly clientNames: ReadonlyMap<string, string>
  /** What was said in this folder. */
  readonly said: readonly SaidInFolder[]
}

interface VisitGroup {
  readonly id: number
  readonly date: string | null
  readonly kind: VisitKind
  isAfter: boolean
  label: string | null
  readonly photos: PreviewedPhoto[]
}

/** Puts previewed files into clients and visits as the import will, and says what is unclear. */
export function arrangePreview(
  files: readonly PreviewedFile[],
  { folderName, clientNames, said }: Around,
): Omit<ImportPreview, 'folder' | 'look' | 'dayOrder' | 'saidSinceImport'> {
  const photos = files.filter((file) => file.kind === 'photo')
  const clients = groupBy(photos, (photo) => photo.names.clientKey)
  const asked = photos.find(({ visit, names }) => visit.isDayUnclear && names.isDateAmbiguous)
  const nameOf = (key: string, own: readonly PreviewedPhoto[]): string =>
    clientNames.get(key) ?? own[0]?.names.client ?? key
  const arranged = [...clients].map(([key, own]) => ({
    key,
    name: nameOf(key, own),
    own,
    visits: arrangeVisits(own),
  }))
  const same = findSamePerson(
    arranged.map(({ key, name, own }) => ({ key, name, photos: own.length })),
    clientNames,
  )
  return {
    photos: photos.length,
    known: photos.filter((photo) => photo.isKnown).length,
    clients: arranged
      .map(({ key, name, own, visits }) => ({
        name,
        source: own.find(({ names }) => names.clientSource !== 'person')?.names.clientSource ?? 'person',
        visits,
        readAs: namesReadOf(own),
        sameAs: same.get(key) ?? null,
        couldBe: couldBe(own),
      }))
      .toSorted((one, other) => one.name.localeCompare(other.name)),
    asksDayOrder: asked !== undefined,
    nestedNames: askNestedNames(photos.map(({ names }) => names)),
    dayOrderExample: asked === undefined ? null : readBothWays([folderName, ...asked.name.split('/')]),
    words: wordsWithoutView(photos),
    said: describeSaid(said, photos),
    labels: labelsOf(photos),
    unclear: listUnclear(files, arranged),
  }
}

/** The other one of two folders that could each be the client's. */
function couldBe(photos: readonly PreviewedPhoto[]): string | null {
  const open = photos.find(({ names }) => names.clientSource === 'guess' && names.nested !== null)?.names
  if (open === undefined || open.nested === null) return null
  const { outers, inner } = open.nested
  return open.readClient === inner ? (outers.at(-1) ?? null) : inner
}

function namesReadOf(photos: readonly PreviewedPhoto[]): ImportPreview['clients'][number]['readAs'] {
  return [...groupBy(photos, ({ names }) => foldName(names.readClient)).values()].flatMap((own) => {
    const [first] = own
    if (first === undefined) return []
    const { readClient: name, clientSource } = first.names
    return [{ name, photos: own.length, isSaid: clientSource === 'person' }]
  })
}

function labelsOf(photos: readonly PreviewedPhoto[]): ImportPreview['labels'] {
  const called = photos.filter(({ visit }) => visit.labelKey !== null)
  return [...groupBy(called, ({ visit }) => visit.labelKey ?? '')].map(([key, own]) => ({
    key,
    visits: new Set(own.map(({ visit }) => visit.key)).size,
    photos: own.length,
  }))
}

function arrangeVisits(photos: readonly PreviewedPhoto[]): ImportPreview['clients'][number]['visits'] {
  const groups = new Map<string, VisitGroup>()
  for (const photo of photos) {
    const { date, kind, label, isAfter } = photo.visit
    const key = JSON.stringify([date, kind, date === null ? label : null])
    const group = groups.get(key) ?? { id: groups.size, date, kind, isAfter, label, photos: [] }
    // As the import does: photos of one day and kind are one visit, called what the first of them is called.
    group.isAfter ||= isAfter
    group.label ??= label
    group.photos.push(photo)
    groups.set(key, group)
  }
  const settled = new Map(settleVisits([...groups.values()]).map((visit) => [visit.id, visit]))
  return [...groups.values()]
    .map((group) => describeVisit(group, settled.get(group.id)))
    .toSorted((one, other) => order(one).localeCompare(order(other)))
}

function describeVisit(
  { date, kind, label, photos }: VisitGroup,
  settled: { readonly kind: VisitKind; readonly phase: Phase | null } | undefined,
): ImportPreview['clients'][number]['visits'][number] {
  const said = photos.find(({ visit }) => visit.kindSource === 'person')
  const [first] = photos
  const isSettled = settled !== undefined && settled.kind !== kind
  return {
    date,
    dateSource: first?.visit.dateSource ?? 'none',
    isDayUnclear: photos.some(({ visit }) => visit.isDayUnclear),
    kind: settled?.kind ?? kind,
    kindSource: isSettled ? 'derived' : ((said ?? first)?.visit.kindSource ?? 'none'),
    ...phaseOf(photos, settled?.phase ?? null),
    label,
    readAs: [...new Set(photos.map(({ visit }) => visit.key))],
    labelKey: photos.find(({ visit }) => visit.labelKey !== null)?.visit.labelKey ?? null,
    photos: photos.length,
    views: countViews(photos),
    glimpses: chooseGlimpses(photos),
  }
}

/** Oldest first, photos before treatment ahead of the session of that day, undated ones last. */
function order(visit: { readonly date: string | null; readonly kind: VisitKind }): string {
  return `${visit.date ?? '9999'} ${visit.kind === 'before' ? 0 : 1}`
}

/** The phase that the names of all its photos give to a visit, else the one that its date gives. */
function phaseOf(
  photos: readonly PreviewedPhoto[],
  derived: Phase | null,
): { readonly phase: Phase; readonly phaseSource: Source } {
  const told = new Set(photos.map(({ visit }) => visit.phase))
  const [only] = told
  if (told.size === 1 && only !== undefined && only !== 'unknown')
    return { phase: only, phaseSource: photos[0]?.visit.phaseSource ?? 'none' }
  if (derived === null || derived === 'unknown') return { phase: 'unknown', phaseSource: 'none' }
  return { phase: derived, phaseSource: 'derived' }
}

function countViews(photos: readonly PreviewedPhoto[]): { view: View; source: Source; photos: number }[] {
  const counts = new Map<View, { readonly source: Source; readonly photos: number }>()
  for (const { names } of photos) {
    const before = counts.get(names.view)
    counts.set(names.view, {
      source: before?.source ?? names.viewSource,
      photos: (before?.photos ?? 0) + 1,
    })
  }
  return [...counts].map(([view, count]) => ({ view, ...count }))
}

/** The first photo of each view in the standard order, which begins with the face, then the others. */
function chooseGlimpses(photos: readonly PreviewedPhoto[]): number[] {
  const byView = groupBy(photos, ({ names }) => names.view)
  const firsts = VIEWS.flatMap((view) => byView.get(view)?.slice(0, 1) ?? [])
  const others = photos.filter((photo) => !firsts.includes(photo))
  return [...firsts, ...others].slice(0, MOST_GLIMPSES).map(({ index }) => index)
}

/** More words than these would not be gone through. */
const MOST_WORDS = 20

/** The words that most files share without a view, and those that a person gave one. */
function wordsWithoutView(photos: readonly PreviewedPhoto[]): ImportPreview['words'] {
  const words = new Map<string, ImportPreview['words'][number]>()
  for (const { name, names } of photos) {
    const isSaid = names.viewSource === 'derived'
    if (names.view !== 'unknown' && !isSaid) continue
    const word = alikeKey((name.split('/').at(-1) ?? '').replace(/\.[^.]*$/, ''))
    if (word === null) continue
    const before = words.get(word)
    words.set(word, {
      word,
      view: names.view,
      files: (before?.files ?? 0) + 1,
      example: before?.example ?? name,
    })
  }
  return [...words.values()]
    .toSorted((one, other) => other.files - one.files || one.word.localeCompare(other.word))
    .slice(0, MOST_WORDS)
}
