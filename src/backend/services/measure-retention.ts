import { AppError } from '../../contract/errors.ts'
import type { FadeFlag } from '../../contract/fade.ts'
import { combineChannels } from '../../domain/fade/combine-channels.ts'
import { measureAddedDensity } from '../../domain/fade/density-channel.ts'
import { NO_DISPLACEMENT } from '../../domain/fade/displacement-field.ts'
import { type DotMeasurement, measureDots } from '../../domain/fade/dot-channel.ts'
import { type Plane, subtractPlanes } from '../../domain/fade/plane.ts'
import { refineDisplacement } from '../../domain/fade/refine-displacement.ts'
import type { MeasuringWarp } from '../../domain/measuring-warp.ts'
import type { Point } from '../../domain/transform.ts'
import { type PreparedBaseline, prepareBaseline } from './fade/prepare-baseline.ts'
import { type CarriedVisit, carryVisit } from './fade/carry-visit.ts'

/** A healed baseline, a later visit of the same view, and where to look; files are paths. */
export interface MeasureRequest {
  readonly baseline: string
  readonly visit: string
  /** A photo from before any pigment; it adds the optical-density channel. */
  readonly pre?: string
  /** Polygons in the baseline's upright full-size pixels. */
  readonly treated: readonly (readonly Point[])[]
  readonly bare: readonly (readonly Point[])[]
  /** Baseline pixels to pixels of the visit. */
  readonly visitWarp: MeasuringWarp
  readonly preWarp?: MeasuringWarp
}

/** What is left of the pigment at a visit; null where it cannot be told, and the flags say why. */
export interface RetentionMeasurement {
  readonly retentionPercent: number | null
  /** One standard deviation in percentage points. */
  readonly sigmaPp: number | null
  readonly dotPercent: number | null
  readonly densityPercent: number | null
  readonly flags: readonly FadeFlag[]
  /** Retention by place for a map over the baseline (its pixels, top-left corners); null where a tile fails a gate. */
  readonly tiles: readonly FadeTile[]
}

/** One square of the fade map. */
export interface FadeTile {
  readonly x: number
  readonly y: number
  readonly sizePx: number
  readonly ratio: number | null
}

/** Dots (standard deviation, photo pixels) must be this wide to be measured, and this wide to be measured well. */
const UNRESOLVED_SIGMA_PX = 0.9
const WELL_RESOLVED_SIGMA_PX = 1.1
/** Doubt by blur that cannot be told from fading: relative, at dots of one pixel; it falls with their area. */
const RESOLUTION_DOUBT = 0.1
const MIN_AGREEMENT = 0.35
const MIN_COHERENCE = 0.6
const MAX_SHINY_SHARE = 0.3
/** Below this the visit is so much softer that the finest texture is lost: logarithm of a ratio of contrasts. */
const SOFTEST = -0.6
const MAX_CLIPPED_SHARE = 0.4
const MIN_REACHED_SHARE = 0.5

/**
 * Measures what is left of the pigment at one visit against the healed baseline.
 * Never throws for photos that cannot be measured: the answer then holds no figure and says why.
 * @throws AppError for files that cannot be read as photos, and `cancelled`.
 */
export async function measureRetention(
  request: MeasureRequest,
  options: { readonly signal?: AbortSignal } = {},
): Promise<RetentionMeasurement> {
  const { signal } = options
  throwIfAborted(signal)
  const baseline = await prepareBaseline(request.baseline, request.treated, request.bare)
  throwIfAborted(signal)
  const flags = new Set<FadeFlag>(baseline.flags)
  if (baseline.pattern === null) return unusable(flags)
  const { pattern } = baseline
  if (!pattern.showsDots) flags.add('no-pigment-in-baseline')
  const visit = await carryVisit(request.visit, baseline, request.visitWarp)
  throwIfAborted(signal)
  if (!visit.hasMatrixProfile) flags.add('non-matrix-profile')
  if (isOtherCamera(baseline.camera, visit.camera)) flags.add('other-camera')
  const resolvedPx = pattern.sigmaPx * Math.min(1, visit.scale)
  if (resolvedPx < WELL_RESOLVED_SIGMA_PX) flags.add('low-resolution')
  if (visit.reachedShare < MIN_REACHED_SHARE) flags.add('treated-out-of-frame')
  const isHopeless =
    resolvedPx < UNRESOLVED_SIGMA_PX || !pattern.showsDots || visit.reachedShare < MIN_REACHED_SHARE
  if (isHopeless) return unusable(flags)

  const refined = refineDisplacement(baseline.red, visit.redAt, baseline.treated, pattern.workingSigmaPx)
  throwIfAborted(signal)
  const skin = visit.skinAt(refined.field)
  const dots = measureDots({
    baseline,
    visit: skin,
    treated: baseline.treated,
    bare: baseline.bare,
    dotSigmaPx: pattern.workingSigmaPx,
  })
  if (!dots) {
    const isCutOff = shareOf(skin.clipped, baseline.treated) > MAX_CLIPPED_SHARE
    return unusable(flags.add(isCutOff ? 'clipped' : 'weak-registration'))
  }
  if (refined.agreement < MIN_AGREEMENT || dots.coherence < MIN_COHERENCE) flags.add('weak-registration')
  if (dots.clippedShare > MAX_CLIPPED_SHARE) flags.add('clipped')
  if (dots.shinyShare > MAX_SHINY_SHARE) flags.add('shine')
  if (dots.sharpness < SOFTEST) flags.add('blurred')
  const density = await densityRetention(request, baseline, skin.red, dots.tileSize, signal)
  const sigma = Math.hypot(dots.sigma, (dots.ratio * RESOLUTION_DOUBT) / resolvedPx ** 2)
  return summarise(baseline, { ...dots, sigma }, density, flags)
}

function summarise(
  baseline: PreparedBaseline,
  dots: DotMeasurement,
  density: { readonly retention: number; readonly sigma: number } | null,
  flags: Set<FadeFlag>,
): RetentionMeasurement {
  const combined = combineChannels({ retention: dots.ratio, sigma: dots.sigma }, density)
  if (!combined.channelsAgree) flags.add('light-or-shine')
  if (Math.abs(combined.retention - 1) < combined.sigma) flags.add('no-measurable-change')
  const { grid } = baseline
  const isUsable = !flags.has('weak-registration')
  return {
    retentionPercent: isUsable ? 100 * combined.retention : null,
    sigmaPp: isUsable ? 100 * combined.sigma : null,
    dotPercent: 100 * dots.ratio,
    densityPercent: density && isPlausible(density.retention) ? 100 * density.retention : null,
    flags: [...flags],
    tiles: dots.tiles.map((tile) => ({
      x: grid.leftPx + tile.x * grid.stepPx,
      y: grid.topPx + tile.y * grid.stepPx,
      sizePx: dots.tileSize * grid.stepPx,
      ratio: tile.ratio,
    })),
  }
}

/** Beyond this the light, not the skin, was compared: no figure to show to anyone. */
function isPlausible(retention: number): boolean {
  return retention >= 0 && retention <= 1.5
}

/** The density channel, where a photo from before the pigment is at hand and shows the region. */
async function densityRetention(
  request: MeasureRequest,
  baseline: PreparedBaseline,
  visit: Plane,
  tileSize: number,
  signal: AbortSignal | undefined,
): Promise<{ retention: number; sigma: number } | null> {
  if (request.pre === undefined || request.preWarp === undefined) return null
  const pre: CarriedVisit = await carryVisit(request.pre, baseline, request.preWarp)
  throwIfAborted(signal)
  const without = pre.redAt(NO_DISPLACEMENT)
  const atBaseline = measureAddedDensity(
    subtractPlanes(baseline.red, without),
    baseline.treated,
    baseline.bare,
    tileSize,
  )
  const atVisit = measureAddedDensity(
    subtractPlanes(visit, without),
    baseline.treated,
    baseline.bare,
    tileSize,
  )
  if (!atBaseline || !atVisit) return null
  // A baseline that hardly stands out from its errors divides by noise.
  if (atBaseline.density < 3 * atBaseline.standardError) return null
  const retention = atVisit.density / atBaseline.density
  const sigma = Math.hypot(
    atVisit.standardError / atBaseline.density,
    (retention * atBaseline.standardError) / atBaseline.density,
  )
  return { retention, sigma: Math.hypot(sigma, 0.12) }
}

/** The share of a mask's samples that are marked as well. */
function shareOf(marked: Uint8Array, mask: Uint8Array): number {
  let both = 0
  let count = 0
  for (const [i, inside] of mask.entries()) {
    count += inside
    if (inside === 1) both += marked[i]!
  }
  return count > 0 ? both / count : 0
}

function isOtherCamera(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && a !== b
}

function unusable(flags: ReadonlySet<FadeFlag>): RetentionMeasurement {
  return {
    retentionPercent: null,
    sigmaPp: null,
    dotPercent: null,
    densityPercent: null,
    flags: [...flags],
    tiles: [],
  }
}

function throwIfAborted(signal: AbortSignal | undefined) {
  if (signal?.aborted) throw new AppError('cancelled', 'The measurement was cancelled.')
}
