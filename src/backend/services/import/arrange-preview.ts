import type { ErrorCode } from '../../../contract/errors.ts'
import type { ImportPreview, Unclear } from '../../../contract/imports.ts'
import type { Phase, Source, View, VisitKind } from '../../../contract/vocabulary.ts'
import { foldName } from '../../../domain/fold-name.ts'
import { visitLabel, type VisitDate } from '../../../domain/reading/choose-visit-date.ts'
import type { PathReading } from '../../../domain/reading/read-paths.ts'
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
  readonly isAfter: boolean
  readonly label: string | null
  readonly photos: PreviewedPhoto[]
}

/** Puts previewed files into clients and visits as the import will, and says what is unclear. */
export function arrangePreview(files: readonly PreviewedFile[]): Omit<ImportPreview, 'folder'> {
  const photos = files.filter((file) => file.kind === 'photo')
  const clients = new Map<string, PreviewedPhoto[]>()
  for (const photo of photos) {
    const key = foldName(photo.names.client)
    clients.set(key, [...(clients.get(key) ?? []), photo])
  }
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
    asksDayOrder: photos.some(isDayUnclear),
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
    const { kind } = photo.names
    const { date, source } = photo.visitDate
    const label = visitLabel(photo.names, photo.visitDate)
    const isAfter = kind === 'after'
    const key = JSON.stringify([date, kind, date === null ? label : null])
    const group = groups.get(key) ?? {
      id: groups.size,
      date,
      dateSource: source,
      kind: kind === 'after' ? 'unknown' : kind,
      isAfter,
      label,
      photos: [],
    }
    group.photos.push(photo)
    groups.set(key, group)
  }
  const settled = new Map(settleVisits([...groups.values()]).map((visit) => [visit.id, visit]))
  return [...groups.values()]
    .map(({ id, date, dateSource, kind, label, photos: own }) => ({
      date,
      dateSource,
      kind: settled.get(id)?.kind ?? kind,
      phase: commonPhase(own) ?? settled.get(id)?.phase ?? ('unknown' as const),
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

function commonPhase(photos: readonly PreviewedPhoto[]): Phase | null {
  const told = new Set(photos.map((photo) => photo.names.phase))
  const [only] = told
  return told.size === 1 && only !== undefined && only !== 'unknown' ? only : null
}

function countViews(photos: readonly PreviewedPhoto[]): { view: View; photos: number }[] {
  const counts = new Map<View, number>()
  for (const { names } of photos) counts.set(names.view, (counts.get(names.view) ?? 0) + 1)
  return [...counts].map(([view, count]) => ({ view, photos: count }))
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
