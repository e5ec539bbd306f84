import type { SaidVisit } from '../../contract/said.ts'
import type { Phase, Source, VisitKind } from '../../contract/vocabulary.ts'
import { foldName } from '../fold-name.ts'
import { chooseVisitDate, visitLabel } from './choose-visit-date.ts'
import type { PathReading } from './read-paths.ts'
import type { SaidOfNames } from './said-of-names.ts'

/** The visit that a photo belongs to. */
export interface ChosenVisit {
  /** What was read, by which a person's word about it is found again; the same whatever has been said. */
  readonly key: string
  /** What the clinic calls it, folded: by it others alike are found; null where it calls it nothing. */
  readonly labelKey: string | null
  readonly date: string | null
  readonly dateSource: Source
  /** True where the name of the day may mean another one. */
  readonly isDayUnclear: boolean
  readonly kind: VisitKind
  readonly kindSource: Source
  /** True where the clinic called it "after" and nobody said what that was. */
  readonly isAfter: boolean
  readonly label: string | null
  readonly phase: Phase
  readonly phaseSource: Source
}

/**
 * Chooses a photo's visit by its names, by when its camera says that it was taken (2026-03-14T10:00:00, or null), and by what
 * a person said of these. `today` tells dates of the future.
 */
export function chooseVisit(
  reading: PathReading,
  takenAt: string | null,
  today: string,
  said: Pick<SaidOfNames, 'visits' | 'labels'>,
): ChosenVisit {
  const read = chooseVisitDate(reading, takenAt, today)
  const readLabel = visitLabel(reading, read)
  const readKind = reading.kind === 'after' ? 'unknown' : reading.kind
  const dateKey = read.source === 'exif' ? read.date : reading.dateKey
  const key = JSON.stringify([
    foldName(reading.readClient),
    dateKey,
    readKind,
    dateKey === null && readLabel !== null ? foldName(readLabel) : null,
  ])
  const labelKey = reading.label === null ? null : foldName(reading.label)
  const { date, kind, phase } = closest(
    said.visits.get(key),
    labelKey === null ? undefined : said.labels.get(labelKey),
  )
  const day = date === null ? read : { date, source: 'person' as const }
  // A phase that was read with another kind of visit is as wrong as that was.
  const isPhaseRead = phase === null && (kind === null || kind === reading.kind)
  return {
    key,
    labelKey,
    date: day.date,
    dateSource: day.source,
    isDayUnclear: (reading.isDateAmbiguous || read.otherDate !== null) && day.source === reading.dateSource,
    kind: kind ?? readKind,
    kindSource: kind === null ? reading.kindSource : 'person',
    isAfter: kind === null && reading.kind === 'after',
    label: visitLabel(reading, day),
    phase: phase ?? (isPhaseRead ? reading.phase : 'unknown'),
    phaseSource: phase !== null ? 'person' : isPhaseRead ? reading.phaseSource : 'none',
  }
}

/** What was said of the visit itself comes before what was said of all that are called the same. */
function closest(visit: SaidVisit | undefined, label: SaidVisit | undefined): SaidVisit {
  return {
    date: visit?.date ?? null,
    kind: visit?.kind ?? label?.kind ?? null,
    phase: visit?.phase ?? label?.phase ?? null,
  }
}
