import type { Phase, PhotoStatus } from '../../contract/vocabulary.ts'

/** What the choice of photos for a fade timeline looks at. */
export interface SeriesPhoto {
  readonly visitId: number
  readonly visitDate: string | null
  readonly phase: Phase
  readonly status: PhotoStatus
  readonly hasRegions: boolean
}

export interface FadeSeries<P> {
  /** The first healed photo, or the healed one on which regions were drawn; null where none is healed. */
  readonly baseline: P | null
  /** The last photo before any pigment, as a reference for density. */
  readonly pre: P | null
  /** One photo a visit, by date, the baseline among them. */
  readonly photos: readonly (P & { readonly visitDate: string })[]
}

/** Chooses what a fade of one view is measured from: one dated photo a visit, and the healed baseline. */
export function chooseFadeSeries<P extends SeriesPhoto>(photos: readonly P[]): FadeSeries<P> {
  const dated = photos.filter(
    (photo): photo is P & { readonly visitDate: string } => photo.visitDate !== null,
  )
  const healed = dated.filter((photo) => photo.phase === 'healed').sort(byVisitDate)
  const baseline =
    healed.find((photo) => photo.hasRegions) ??
    healed.find((photo) => photo.status === 'ok') ??
    healed[0] ??
    null
  const ofVisit = new Map<number, P & { readonly visitDate: string }>()
  for (const photo of dated) {
    const chosen = ofVisit.get(photo.visitId)
    if (chosen === undefined || isBetter(photo, chosen, baseline)) ofVisit.set(photo.visitId, photo)
  }
  const chosen = [...ofVisit.values()].sort(byVisitDate)
  return {
    baseline,
    pre: chosen.findLast((photo) => photo.phase === 'pre-treatment') ?? null,
    photos: chosen,
  }
}

function isBetter<P extends SeriesPhoto>(photo: P, than: P, baseline: P | null): boolean {
  if (than === baseline) return false
  if (photo === baseline) return true
  return photo.status === 'ok' && than.status !== 'ok'
}

// Photos before pigment were taken before those of the session on the same day.
const PHASE_ORDER: Readonly<Record<Phase, number>> = {
  'pre-treatment': 0,
  fresh: 1,
  healing: 2,
  healed: 3,
  unknown: 4,
}

/** The order in which photos were taken, as far as their visits tell; those without a day come first. */
export function byVisitDate(a: SeriesPhoto, b: SeriesPhoto): number {
  return (a.visitDate ?? '').localeCompare(b.visitDate ?? '') || PHASE_ORDER[a.phase] - PHASE_ORDER[b.phase]
}
