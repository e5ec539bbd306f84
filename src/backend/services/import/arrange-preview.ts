import type { ErrorCode } from '../../../contract/errors.ts'
import type { ImportPreview, Unclear } from '../../../contract/imports.ts'
import type { Phase, Source, View, VisitKind } from '../../../contract/vocabulary.ts'
import { foldName } from '../../../domain/fold-name.ts'
import { visitLabel, type VisitDate } from '../../../domain/reading/choose-visit-date.ts'
import type { PathReading } from '../../../domain/reading/read-paths.ts'
import { alikeKey } from '../../../domain/reading/alike-key.ts'
import { readBothWays } from '../../../domain/reading/read-both-ways.ts'
import { settleVisits } from '../../../domain/reading/settle-visits.ts'

/** A file of the folder as the preview saw it. */
export type PreviewedFile =
  | {
      readonly kind: 'photo'
      readonly name: string
      readonly names: PathReading
      readonly visitDate: VisitDate
      readonly isKnown: boolean
    }
  | { readonly kind: 'no-photo'; readonly name: string; readonly code: ErrorCode }

type PreviewedPhoto = Extract<PreviewedFile, { kind: 'photo' }>

interface VisitGroup {
  readonly id: number
  readonly date: string | null
  readonly dateSource: Source
  readonly kind: VisitKind
  isAfter: boolean
  label: string | null
  readonly photos: PreviewedPhoto[]
}

/**
 * Puts previewed files into clients and visits as the import will, and says what is unclear. `folderName` is the chosen
 * folder's own name, which may hold a date too.
 */
export function arrangePreview(
  files: readonly PreviewedFile[],
  folderName: string,
): Omit<ImportPreview, 'folder' | 'dayOrder'> {
  const photos = files.filter((file) => file.kind === 'photo')
  const clients = new Map<string, PreviewedPhoto[]>()
  for (const photo of photos) {
    const key = foldName(photo.names.client)
    clients.set(key, [...(clients.get(key) ?? []), photo])
  }
  const asked = photos.find(isDayUnclear)
  const arranged = [...clients.values()].map((own) => ({ own, visits: arrangeVisits(own) }))
  return {
    photos: photos.length,
    known: photos.filter((photo) => photo.isKnown).length,
    clients: arranged
      .flatMap(({ own, visits }) => {
        const [first] = own
        if (first === undefined) return []
        return [{ name: first.names.client, source: first.names.clientSource, visits }]
      })
      .toSorted((one, other) => one.name.localeCompare(other.name)),
    asksDayOrder: asked !== undefined,
    dayOrderExample: asked === undefined ? null : readBothWays([folderName, ...asked.name.split('/')]),
    words: wordsWithoutView(photos),
    unclear: [
      ...unclearNames(photos),
      ...unclearPhases(arranged),
      ...unclearFiles(files.filter((file) => file.kind === 'no-photo')),
    ],
  }
}

function arrangeVisits(photos: readonly PreviewedPhoto[]): ImportPreview['clients'][number]['visits'] {
  const groups = new Map<string, VisitGroup>()
  for (const photo of photos) {
    const isAfter = photo.names.kind === 'after'
    const kind = isAfter ? 'unknown' : photo.names.kind
    const { date, source } = photo.visitDate
    const label = visitLabel(photo.names, photo.visitDate)
    const key = JSON.stringify([date, kind, date === null ? label : null])
    const group = groups.get(key) ?? {
      id: groups.size,
      date,
      dateSource: source,
      kind,
      isAfter,
      label,
      photos: [],
    }
    // As the import does: photos of one day and kind are one visit, called what the first of them is called.
    group.isAfter ||= isAfter
    group.label ??= label
    group.photos.push(photo)
    groups.set(key, group)
  }
  const settled = new Map(settleVisits([...groups.values()]).map((visit) => [visit.id, visit]))
  return [...groups.values()]
    .map(({ id, date, dateSource, kind, label, photos: own }) => ({
      date,
      dateSource,
      isDayUnclear: own.some(isDayUnclear),
      kind: settled.get(id)?.kind ?? kind,
      ...phaseOf(own, settled.get(id)?.phase ?? null),
      label,
      photos: own.length,
      views: countViews(own),
    }))
    .toSorted((one, other) => order(one).localeCompare(order(other)))
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
  const told = new Set(photos.map((photo) => photo.names.phase))
  const [only] = told
  if (told.size === 1 && only !== undefined && only !== 'unknown')
    return { phase: only, phaseSource: photos[0]?.names.phaseSource ?? 'none' }
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

function unclearNames(photos: readonly PreviewedPhoto[]): Unclear[] {
  return [
    ...unclear(
      'client',
      photos.filter((photo) => photo.names.clientSource === 'guess'),
      {
        message: 'No name says whose photos these are; they will stand under the name of the chosen folder.',
      },
    ),
    ...unclear(
      'date',
      photos.filter((photo) => photo.visitDate.date === null),
      {
        message:
          'Neither a name nor the camera says the day; these photos will stand in a visit without a date.',
      },
    ),
    ...unclear('date', photos.filter(isDayUnclear), {
      message: 'Day and month could be the other way round; the month is taken to come first.',
    }),
    ...unclear(
      'view',
      photos.filter((photo) => photo.names.view === 'unknown'),
      {
        message:
          'No name says which view these photos show; where the picture shows it plainly it is suggested, else you say it.',
      },
    ),
  ]
}

/** The visit's day was read from a name in which day and month could be the other way round. */
function isDayUnclear({ names, visitDate }: PreviewedPhoto): boolean {
  return names.isDateAmbiguous && visitDate.source === names.dateSource
}

function unclearPhases(
  clients: readonly {
    readonly own: readonly PreviewedPhoto[]
    readonly visits: ReturnType<typeof arrangeVisits>
  }[],
): Unclear[] {
  const without = clients.flatMap(({ own, visits }) =>
    visits.some((visit) => visit.phase === 'unknown')
      ? own.filter((photo) =>
          visits.some(
            (visit) =>
              visit.phase === 'unknown' &&
              visit.date === photo.visitDate.date &&
              visit.label === visitLabel(photo.names, photo.visitDate),
          ),
        )
      : [],
  )
  return unclear('phase', without, {
    message: 'Nothing says when the sessions were, so how healed these photos are stays unknown.',
  })
}

const FILE_MESSAGES: Partial<Record<ErrorCode, string>> = {
  'empty-file': 'These files are empty and will be left out.',
  'unsupported-format':
    'These files are no photos, or of a kind that is not read yet; they will be left out.',
  'unreadable-image':
    'These files are called photos, but there is no picture in them; they will be left out.',
  'file-not-readable': 'These files may not be read; they will be left out.',
  'decode-timeout': 'Reading these files takes far too long; they will be left out.',
  'folder-not-readable': 'These folders may not be read; they will be left out.',
}

function unclearFiles(files: readonly Extract<PreviewedFile, { kind: 'no-photo' }>[]): Unclear[] {
  const codes = new Set(files.map((file) => file.code))
  return [...codes].flatMap((code) =>
    unclear(
      'file',
      files.filter((file) => file.code === code),
      {
        message: FILE_MESSAGES[code] ?? 'These files could not be read and will be left out.',
      },
    ),
  )
}

function unclear(
  kind: Unclear['kind'],
  files: readonly { readonly name: string }[],
  { message }: { readonly message: string },
): Unclear[] {
  const [first] = files
  return first === undefined ? [] : [{ kind, message, files: files.length, example: first.name }]
}
