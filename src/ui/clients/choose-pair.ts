import type { PairVerdict, Visit } from '../../contract/clients.ts'
import type { Photo } from '../../contract/photos.ts'
import { VIEWS, type View } from '../../contract/vocabulary.ts'
import { canBeCompared } from '../../domain/can-be-compared.ts'

/** The views a client has photos of, in the standard order. */
export function viewsOf(visits: readonly Visit[]): readonly View[] {
  const present = new Set(visits.flatMap((visit) => visit.photos.map((photo) => photo.view)))
  return VIEWS.filter((view) => present.has(view))
}

const KIND_ORDER = { before: 0, session: 1, review: 2, unknown: 3 } as const

/** Visits in the order they happened: on one day the before comes before the session; those without a day come last. */
export function inOrder(visits: readonly Visit[]): readonly Visit[] {
  return [...visits].sort(
    (a, b) => (a.date ?? '9999').localeCompare(b.date ?? '9999') || KIND_ORDER[a.kind] - KIND_ORDER[b.kind],
  )
}

/**
 * The two photos of a view that say most: before any pigment (or else the earliest) and the latest healed one (or else
 * the latest) that lies on it for sure, or of which that is not known yet. Null where there are not two photos of
 * different visits that can be compared.
 */
export function choosePair(
  visits: readonly Visit[],
  view: View,
  verdicts: readonly PairVerdict[],
): { readonly before: Photo; readonly after: Photo } | null {
  if (view === 'unknown') return null
  const photos = inOrder(visits).flatMap((visit) => {
    const ofView = visit.photos.filter((each) => each.view === view && canBeCompared(each))
    const photo = ofView.find(({ status }) => status === 'ok') ?? ofView[0]
    return photo === undefined ? [] : [photo]
  })
  const before = photos.find((photo) => photo.phase === 'pre-treatment') ?? photos[0]
  if (before === undefined) return null
  const later = photos.filter((photo) => photo.visitId !== before.visitId)
  const healed = later.filter((photo) => photo.phase === 'healed')
  const candidates = healed.length > 0 ? healed : later.slice(-1)
  const verdictOf = (photo: Photo) => {
    const known = verdicts.find(({ beforeId, afterId }) => beforeId === before.id && afterId === photo.id)
    // What a person placed needs no check.
    return known?.verdict === 'check' && known.madeBy === 'person' ? 'aligned' : known?.verdict
  }
  const after =
    candidates.findLast((photo) => verdictOf(photo) === 'aligned') ??
    candidates.findLast((photo) => verdictOf(photo) === undefined) ??
    candidates.findLast((photo) => verdictOf(photo) === 'check') ??
    candidates.at(-1)
  return after === undefined ? null : { before, after }
}

/** The pair that shows this photo: with the best before of its view, or with the best after where it is that before itself. */
export function choosePairWith(
  visits: readonly Visit[],
  photo: Photo,
  verdicts: readonly PairVerdict[],
): { readonly before: Photo; readonly after: Photo } | null {
  const best = choosePair(visits, photo.view, verdicts)
  if (best === null || !canBeCompared(photo)) return null
  if (photo.visitId === best.before.visitId) return { before: photo, after: best.after }
  return { before: best.before, after: photo }
}
