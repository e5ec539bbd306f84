import type { CallOutput } from '../../../contract/contract.ts'
import { AppError } from '../../../contract/errors.ts'
import type { ClientId, ClockShiftId, PhotoId, VisitId } from '../../../contract/ids.ts'
import type { ClockShift } from '../../../contract/visits.ts'
import { chooseVisitDate } from '../../../domain/reading/choose-visit-date.ts'
import { addMinutes, minutesBetween } from '../../../domain/reading/local-time.ts'
import type { PhotoTime } from '../../catalogue/clocks-repository.ts'
import type { Catalogue } from '../../catalogue/open-catalogue.ts'
import type { NewVisit } from '../../catalogue/visits-repository.ts'
import { settleClient } from './settle-client.ts'

interface Shifted {
  readonly shift: ClockShift
  readonly visits: VisitId[]
}

/**
 * Puts a camera's clock right for all photos of a visit that have a time. Where the day of the visit came from the camera too,
 * photos go to the visit of the day they are on then; a day that a folder or a person states stays.
 * @throws AppError not-found, invalid-input where the camera wrote no time
 */
export function shiftClock(
  catalogue: Catalogue,
  visitId: VisitId,
  by: { readonly minutes: number } | { readonly firstTakenAt: string },
  now: Date,
): Shifted {
  return catalogue.transaction(() => {
    const visit = requireVisit(catalogue, visitId)
    const times = catalogue.clocks.timesOf(visitId)
    const [first] = times
    if (first === undefined) {
      throw new AppError(
        'invalid-input',
        'The camera wrote no time into the photos of this visit, so there is no clock to put right. Nothing was changed.',
      )
    }
    const minutes = 'minutes' in by ? by.minutes : minutesBetween(first.takenAt, by.firstTakenAt)
    const today = dayOf(now)
    const wrong = times.find(({ takenAt }) => !isPlausible(addMinutes(takenAt, minutes), today))
    if (wrong !== undefined) {
      throw new AppError(
        'invalid-input',
        'With this the photos would lie in the future or before there were digital cameras. Nothing was changed.',
      )
    }
    const shift = catalogue.clocks.add(
      {
        clientId: visit.clientId,
        minutes,
        visitKind: visit.kind,
        visitLabel: visit.label,
        now: now.toISOString(),
      },
      times.map(({ id }) => id),
    )
    const visits = applyClocks(catalogue, times, { kind: visit.kind, label: visit.label }, today)
    return { shift: catalogue.clocks.describe(shift), visits }
  })
}

/**
 * Takes a shift back; other shifts of the same photos stay. A second time changes nothing.
 * @throws AppError not-found
 */
export function undoClockShift(catalogue: Catalogue, id: ClockShiftId, now: Date): Shifted {
  return catalogue.transaction(() => {
    const stored = catalogue.clocks.stored(id)
    if (stored === null)
      throw new AppError('not-found', `There is no shift of a clock with the number ${id}.`)
    const times = catalogue.clocks.timesOfShift(id)
    if (stored.undoneAt === null) catalogue.clocks.takeBack(id, now.toISOString())
    const { visitKind: kind, visitLabel: label } = stored
    const visits = applyClocks(catalogue, times, { kind, label }, dayOf(now))
    return { shift: catalogue.clocks.describe(id), visits }
  })
}

function applyClocks(
  catalogue: Catalogue,
  times: readonly PhotoTime[],
  called: Pick<NewVisit, 'kind' | 'label'>,
  today: string,
): VisitId[] {
  const clients = new Set<ClientId>()
  for (const { id, byCamera } of times) {
    const takenAt = addMinutes(byCamera, catalogue.clocks.minutesOf(id))
    catalogue.clocks.setTime(id, takenAt, byCamera)
    // A photo may have gone to another client since its clock was put right.
    const clientId = catalogue.photos.find(id)?.clientId
    if (clientId === undefined) continue
    clients.add(clientId)
    placeByTime(catalogue, { id, clientId, takenAt, isCorrected: takenAt !== byCamera }, called, today)
  }
  for (const clientId of clients) {
    catalogue.visits.removeEmpty(clientId)
    // Another day is another distance from the sessions.
    settleClient(catalogue, clientId)
  }
  const moved = new Set(times.map(({ id }) => catalogue.photos.find(id)?.visitId))
  return [...clients].flatMap((clientId) =>
    catalogue.visits.listOf(clientId).flatMap(({ id }) => (moved.has(id) ? [id] : [])),
  )
}

/** Puts a photo into the visit of its day, if a camera's clock said that day. */
function placeByTime(
  catalogue: Catalogue,
  photo: {
    readonly id: PhotoId
    readonly clientId: ClientId
    readonly takenAt: string
    readonly isCorrected: boolean
  },
  called: Pick<NewVisit, 'kind' | 'label'>,
  today: string,
): VisitId {
  const current = catalogue.visits.ofPhoto(photo.id)
  const { dateSource } = requireVisit(catalogue, current)
  // A clock that was never set gave no day at all; put right, it gives one.
  if (dateSource !== 'exif' && dateSource !== 'exif-corrected' && dateSource !== 'none') return current
  const { date, source } = chooseVisitDate({ date: null, dateSource: 'none' }, photo.takenAt, today)
  const { id } = catalogue.visits.ensure({
    clientId: photo.clientId,
    date,
    dateSource: source === 'exif' && photo.isCorrected ? 'exif-corrected' : source,
    ...called,
    isDayUnclear: false,
  })
  catalogue.visits.movePhoto(photo.id, id)
  catalogue.visits.noteClock(id)
  return id
}

const dayOf = (now: Date): string => now.toISOString().slice(0, 10)

const isPlausible = (takenAt: string, today: string): boolean =>
  chooseVisitDate({ date: null, dateSource: 'none' }, takenAt, today).date !== null

function requireVisit(catalogue: Catalogue, id: VisitId): NewVisit {
  const visit = catalogue.visits.find(id)
  if (visit === null) throw new AppError('not-found', `There is no visit with the number ${id}.`)
  return visit
}

/**
 * What the camera's clock said of a visit's photos, and how it was put right.
 * @throws AppError not-found
 */
export function describeClock(catalogue: Catalogue, visitId: VisitId): CallOutput<'visits.clock'> {
  requireVisit(catalogue, visitId)
  const times = catalogue.clocks.timesOf(visitId)
  return {
    photosWithTime: times.length,
    firstTakenAt: times[0]?.takenAt ?? null,
    firstByCamera: times[0]?.byCamera ?? null,
    shifts: catalogue.clocks.shiftsOf(visitId),
  }
}
