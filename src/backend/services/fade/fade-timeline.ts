import { createHash } from 'node:crypto'
import { AppError } from '../../../contract/errors.ts'
import {
  FadeMeasurement,
  type FadeFlag,
  type FadeProgress,
  type FadeTimeline,
  type FadeVisit,
  type Regions,
} from '../../../contract/fade.ts'
import type { ClientId } from '../../../contract/ids.ts'
import type { Photo } from '../../../contract/photos.ts'
import type { Registration } from '../../../contract/registrations.ts'
import type { View } from '../../../contract/vocabulary.ts'
import { chooseFadeSeries, type FadeSeries } from '../../../domain/fade/fade-series.ts'
import { fitRetentionCurve } from '../../../domain/fade/retention-curve.ts'
import { isOriginalThere } from '../../../domain/is-original-there.ts'
import { MEASUREMENT_VERSION } from './measurement-version.ts'
import type { Measurer } from './create-measurer.ts'
import { registrationFlags } from './measure-files.ts'
import { alignPair } from '../registrations/align-pair.ts'
import { alignSeries } from '../registrations/align-series.ts'
import type { RegistrationDeps } from '../registrations/register-pair.ts'

/** What a fade is measured with. */
export interface FadeDeps extends RegistrationDeps {
  readonly measurer: Measurer
}

/** The photos of a client's view, as a fade is measured from them. */
export function fadeSeriesOf(deps: RegistrationDeps, clientId: ClientId, view: View): FadeSeries<Photo> {
  return chooseFadeSeries(deps.catalogue.photos.list({ clientId, view }))
}

/**
 * How much pigment is left at every visit, in percent of the healed baseline, and what that says of a touch-up.
 * @throws AppError no-baseline, no-regions
 */
export async function fadeTimeline(
  deps: FadeDeps,
  clientId: ClientId,
  view: View,
  { signal, report }: { readonly signal: AbortSignal; readonly report: (progress: FadeProgress) => void },
): Promise<FadeTimeline> {
  const series = fadeSeriesOf(deps, clientId, view)
  const { baseline, pre, photos } = series
  if (baseline === null || baseline.visitDate === null) {
    throw new AppError(
      'no-baseline',
      'There is no healed photo of this view yet. A fade is measured from day 28 on.',
    )
  }
  const regions = deps.catalogue.fade.regions(baseline.id)
  if (regions.treated.length === 0 || regions.bare.length === 0) {
    throw new AppError('no-regions', 'Draw a treated and a bare-skin region on the healed photo first.', {
      details: { baselineId: baseline.id },
    })
  }
  const visits: FadeVisit[] = []
  const tell = (stage: 'aligning' | 'measuring', date: string | null): void =>
    report({
      stage,
      done: visits.length,
      total: photos.length,
      ratePerSecond: null,
      secondsLeft: null,
      current: date,
      visits: photos.map(({ id, sha256, visitDate, phase }) => ({
        photoId: id,
        sha256,
        date: visitDate,
        phase,
        measured: visits.find(({ photoId }) => photoId === id) ?? null,
      })),
    })
  // All together, so that a visit that is not sure by itself may be reached by way of another.
  const others = photos.filter(({ id }) => id !== baseline.id).map(({ id }) => id)
  await alignSeries(deps, baseline.id, others, { signal, report: () => tell('aligning', null) })
  if (pre !== null) tell('aligning', pre.visitDate)
  const preRegistration = pre === null ? null : await alignPair(deps, baseline.id, pre.id, { signal })
  const sessions = deps.catalogue.visits
    .listOf(clientId)
    .flatMap((visit) => (visit.kind === 'session' && visit.date !== null ? [visit.date] : []))

  for (const photo of photos) {
    signal.throwIfAborted()
    tell('aligning', photo.visitDate)
    const registration =
      photo.id === baseline.id ? null : await alignPair(deps, baseline.id, photo.id, { signal })
    tell('measuring', photo.visitDate)
    const measurement = await measureVisit(deps, {
      baseline,
      photo,
      regions,
      registration,
      pre: pre === null || preRegistration === null ? null : { photo: pre, registration: preRegistration },
      signal,
    })
    const start = baseline.visitDate
    const isAnotherCourse = sessions.some((day) => day > start && day <= photo.visitDate)
    const flags = isAnotherCourse
      ? [...measurement.flags, 'after-another-session' as const]
      : measurement.flags
    visits.push({
      ...measurement,
      flags,
      visitId: photo.visitId,
      photoId: photo.id,
      sha256: photo.sha256,
      date: photo.visitDate,
      phase: photo.phase,
      verdict: registration?.verdict ?? null,
      isUsable:
        photo.phase === 'healed' &&
        measurement.retentionPercent !== null &&
        !flags.some((flag) => UNUSABLE.has(flag)),
    })
  }

  const { curve, touchUp } = expectedFade(visits)
  return { clientId, view, baselineId: baseline.id, visits, curve, touchUp }
}

function expectedFade(visits: readonly FadeVisit[]): Pick<FadeTimeline, 'curve' | 'touchUp'> {
  const usable = visits.flatMap(({ isUsable, date, retentionPercent, sigmaPp }) =>
    isUsable && retentionPercent !== null && sigmaPp !== null
      ? [{ date, retention: retentionPercent / 100, sigma: sigmaPp / 100 }]
      : [],
  )
  const { curve, touchUp } = fitRetentionCurve(usable)
  return { curve: curve.kind === 'curve' ? { ...curve, points: [...curve.points] } : curve, touchUp }
}

/** Flags that keep a figure out of the curve, though it is shown. */
const UNUSABLE: ReadonlySet<FadeFlag> = new Set([
  'pre-treatment',
  'fresh-not-healed',
  'after-another-session',
  'weak-registration',
  'not-registered',
  'low-resolution',
  'clipped',
])

const NOTHING_MEASURED = {
  retentionPercent: null,
  sigmaPp: null,
  dotPercent: null,
  densityPercent: null,
} as const

interface VisitInputs {
  readonly baseline: Photo
  readonly photo: Photo
  readonly regions: Regions
  /** Null for the baseline itself. */
  readonly registration: Registration | null
  readonly pre: { readonly photo: Photo; readonly registration: Registration } | null
  readonly signal: AbortSignal
}

async function measureVisit(deps: FadeDeps, inputs: VisitInputs): Promise<FadeMeasurement> {
  const { baseline, photo, regions, registration, pre, signal } = inputs
  if (registration === null) {
    return { retentionPercent: 100, sigmaPp: 0, dotPercent: 100, densityPercent: 100, flags: ['baseline'] }
  }
  if (photo.phase === 'pre-treatment') return { ...NOTHING_MEASURED, flags: ['pre-treatment'] }
  if (registration.verdict === 'needs-points' || registration.measuringWarp === null) {
    return { ...NOTHING_MEASURED, flags: ['not-registered'] }
  }
  if (![baseline, photo].every(isOriginalThere)) {
    return { ...NOTHING_MEASURED, flags: ['original-offline'] }
  }
  const usablePre =
    pre !== null && pre.registration.measuringWarp !== null && pre.registration.verdict !== 'needs-points'
      ? { file: pre.photo.file, sha256: pre.photo.sha256, warp: pre.registration.measuringWarp }
      : null
  const inputsSha256 = createHash('sha256')
    .update(
      JSON.stringify([
        MEASUREMENT_VERSION,
        baseline.sha256,
        photo.sha256,
        registration.measuringWarp,
        regions.treated,
        regions.bare,
        usablePre?.sha256,
        usablePre?.warp,
      ]),
    )
    .digest('hex')
  const stored = FadeMeasurement.safeParse(
    deps.catalogue.fade.measurement(baseline.id, photo.id, inputsSha256),
  )
  if (stored.success) return stored.data

  const { tiles: _, ...measured } = await deps.measurer.measure(
    {
      baseline: baseline.file,
      visit: photo.file,
      ...(usablePre === null ? {} : { pre: usablePre.file, preWarp: usablePre.warp }),
      treated: regions.treated,
      bare: regions.bare,
      visitWarp: registration.measuringWarp,
    },
    { signal },
  )
  const flags: FadeFlag[] = [...measured.flags, ...registrationFlags(registration)]
  if (photo.phase === 'fresh' || photo.phase === 'healing') flags.push('fresh-not-healed')
  if (registration.verdict === 'check')
    flags.push(registration.poseDiffers ? 'pose-differs' : 'weak-registration')
  const measurement = { ...measured, flags: [...new Set(flags)] }
  deps.catalogue.fade.saveMeasurement(baseline.id, photo.id, inputsSha256, measurement)
  return measurement
}
