import { stat } from 'node:fs/promises'
import type { FadeFlag } from '../../../contract/fade.ts'
import { estimateDotScale, showsDots } from '../../../domain/fade/dot-scale.ts'
import { type Plane, subtractPlanes } from '../../../domain/fade/plane.ts'
import { dilateMask, erodeMask, polygonMask, type SampleGrid } from '../../../domain/fade/polygon-mask.ts'
import type { Point } from '../../../domain/transform.ts'
import { readCameraIdentity } from '../../imaging/camera-identity.ts'
import { type LinearPhoto, openLinearPhoto, readLinearPlanes } from '../../imaging/linear-plane.ts'
import { logPlane } from './log-plane.ts'

type Polygons = readonly (readonly Point[])[]

/** A baseline photo read once, ready to be compared with any number of visits. */
export interface PreparedBaseline {
  readonly grid: SampleGrid
  /** log10 of linear red on the grid. */
  readonly red: Plane
  /** log10 of linear green over linear red on the grid. */
  readonly tint: Plane
  /** 1 where red is at the end of its range. */
  readonly clipped: Uint8Array
  readonly treated: Uint8Array
  readonly bare: Uint8Array
  /** Samples of either region and of what lies close around, so that texture at a border is seen whole. */
  readonly context: Uint8Array
  /** Size of the dots, or null where the regions are too small to tell. */
  readonly pattern: {
    /** Standard deviation of a dot in pixels of the photo. */
    readonly sigmaPx: number
    /** The same in samples of the grid. */
    readonly workingSigmaPx: number
    readonly showsDots: boolean
  } | null
  readonly camera: string | null
  readonly flags: readonly FadeFlag[]
}

/** Enough for a region of half a 12-megapixel photo without reducing it. */
const MAX_SAMPLES = 3e6
/** Dots of this size (standard deviation, samples) hold all that can be measured of them. */
const WORKING_SIGMA_PX = 2.4
const MARGIN_PX = 24
/** As far as the coarsest band of texture reaches. */
const CONTEXT_SAMPLES = 16
const MIN_REGION_SAMPLES = 1500
const KEPT = 2

const prepared = new Map<string, Promise<PreparedBaseline>>()

/** Reads a baseline; the last two are kept, so that a series of visits decodes its baseline once. */
export async function prepareBaseline(
  file: string,
  treated: Polygons,
  bare: Polygons,
): Promise<PreparedBaseline> {
  const { mtimeMs, size } = await stat(file).catch(() => ({ mtimeMs: 0, size: 0 }))
  const key = JSON.stringify([file, mtimeMs, size, treated, bare])
  const known = prepared.get(key)
  if (known) return known
  const reading = readBaseline(file, treated, bare)
  prepared.set(key, reading)
  for (const old of [...prepared.keys()].slice(0, -KEPT)) prepared.delete(old)
  try {
    return await reading
  } catch (error) {
    prepared.delete(key)
    throw error
  }
}

async function readBaseline(file: string, treated: Polygons, bare: Polygons): Promise<PreparedBaseline> {
  const photo = await openLinearPhoto(file)
  const camera = await readCameraIdentity(file)
  const box = boundsOf([...treated, ...bare], photo)
  const firstStep = Math.max(
    1,
    Math.ceil(Math.sqrt(((box.rightPx - box.leftPx) * (box.bottomPx - box.topPx)) / MAX_SAMPLES)),
  )
  let sampled = sampleRegions(photo, box, firstStep, treated, bare)
  const flags: FadeFlag[] = photo.hasMatrixProfile ? [] : ['non-matrix-profile']
  if (count(sampled.treated) < MIN_REGION_SAMPLES) flags.push('treated-too-small')
  if (count(sampled.bare) < MIN_REGION_SAMPLES) flags.push('bare-too-small')
  const scale = estimateDotScale(
    sampled.red,
    erodeMask(sampled.treated, sampled.grid.width, sampled.grid.height, 4),
    erodeMask(sampled.bare, sampled.grid.width, sampled.grid.height, 4),
  )
  if (!scale || flags.includes('treated-too-small') || flags.includes('bare-too-small')) {
    return { ...sampled, pattern: null, camera, flags }
  }
  const sigmaPx = scale.sigmaPx * firstStep
  const step = Math.max(1, Math.round(sigmaPx / WORKING_SIGMA_PX))
  if (step > firstStep) sampled = sampleRegions(photo, box, step, treated, bare)
  const pattern = { sigmaPx, workingSigmaPx: sigmaPx / sampled.grid.stepPx, showsDots: showsDots(scale) }
  return { ...sampled, pattern, camera, flags }
}

function sampleRegions(
  photo: LinearPhoto,
  box: ReturnType<typeof boundsOf>,
  stepPx: number,
  treatedPolygons: Polygons,
  barePolygons: Polygons,
) {
  const planes = readLinearPlanes(photo, box, stepPx)
  const { widthPx: width, heightPx: height } = planes.red
  const grid: SampleGrid = { leftPx: planes.leftPx, topPx: planes.topPx, stepPx, width, height }
  const treated = polygonMask(treatedPolygons, grid)
  const bare = polygonMask(barePolygons, grid)
  const either = treated.map((inside, i) => (inside === 1 || bare[i] === 1 ? 1 : 0))
  const context = dilateMask(either, width, height, CONTEXT_SAMPLES)
  const red = logPlane(planes.red)
  return {
    grid,
    red,
    tint: subtractPlanes(logPlane(planes.green), red),
    clipped: planes.clipped,
    treated,
    bare,
    context,
  }
}

function boundsOf(polygons: Polygons, photo: LinearPhoto) {
  const points = polygons.flat()
  const xs = points.map((point) => point[0])
  const ys = points.map((point) => point[1])
  return {
    leftPx: Math.max(0, Math.floor(Math.min(...xs)) - MARGIN_PX),
    topPx: Math.max(0, Math.floor(Math.min(...ys)) - MARGIN_PX),
    rightPx: Math.min(photo.widthPx, Math.ceil(Math.max(...xs)) + MARGIN_PX),
    bottomPx: Math.min(photo.heightPx, Math.ceil(Math.max(...ys)) + MARGIN_PX),
  }
}

function count(mask: Uint8Array): number {
  return mask.reduce((sum, value) => sum + value, 0)
}
