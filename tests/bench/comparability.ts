import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { createAligner, type Aligner } from '../../src/backend/alignment/create-aligner.ts'
import { openLinearPhoto, readLinearPlanes } from '../../src/backend/imaging/linear-plane.ts'
import { measurePair, type PairMeasurement } from '../../src/backend/services/registrations/measure-pair.ts'
import { lightDifference } from '../../src/domain/comparability/light-difference.ts'
import { samplePlane } from '../../src/domain/fade/plane.ts'
import { fitTransform } from '../../src/domain/registration/fit-transform.ts'
import { compareFraming } from '../../src/domain/viewer/compare-framing.ts'
import { standardCases } from './align/cases.ts'
import { truePairs, type TruePair } from './comparability/head-truth.ts'
import type { HeadSet } from './head-sets.ts'

interface Row {
  readonly pair: TruePair
  readonly measured: PairMeasurement
  readonly closerPercent: number
  readonly skin: { readonly stopsBrighter: number; readonly stopsWarmer: number } | null
}

const SET_NAMES = {
  dev: 'wide frames',
  closeup: 'close-ups',
  'other-heads': 'heads of another renderer',
  'held-out': 'held-out heads',
} as const
const LARGEST_MISFIT_PERCENT = 4
/** From here on hair is told. */
const HAIR_TOLD = 3
/** The truth is read at landmarks; these patches are as wide as those of the measurement. */
const PATCH_PX = 5

/**
 * Measures how well each part of comparability agrees with what truly differs between rendered photos, of wide frames and
 * of close-ups.
 */
export async function benchComparability(): Promise<void> {
  const isFull = process.argv.includes('--full')
  if (truePairs('dev').length === 0) {
    console.log('comparability: skipped, there are no rendered heads with known truth')
    return
  }
  const aligner = createAligner()
  try {
    const wide = await benchParts(aligner, 'dev', isFull)
    await benchKnownChanges(aligner, isFull)
    await benchHair(aligner, isFull)
    await benchBlur(aligner, wide)
    await benchParts(aligner, 'closeup', isFull)
    await benchParts(aligner, 'other-heads', isFull)
    await benchParts(aligner, 'held-out', isFull)
  } finally {
    await aligner.close()
  }
}

async function benchParts(aligner: Aligner, set: HeadSet, isFull: boolean): Promise<Row[]> {
  const all = truePairs(set)
  const pairs = isFull ? all : all.filter((_, index) => index % 4 === 0)
  console.log(
    `comparability, ${SET_NAMES[set]}: ${pairs.length} of ${all.length} pairs${isFull ? '' : ' (a sample; --full for all)'}`,
  )
  const rows: Row[] = []
  for (const pair of pairs) {
    const row = await measure(aligner, pair)
    if (row) rows.push(row)
  }
  console.log(`registered: ${rows.length}; turn and tilt told: ${rows.filter(isPoseTold).length}`)
  const posed = rows.filter(isPoseTold)
  agree('turn, degrees', posed, ({ pair, measured }) => [pair.truth.turnDegrees, measured.pose?.turnDegrees])
  agree('tilt, degrees', posed, ({ pair, measured }) => [pair.truth.tiltDegrees, measured.pose?.tiltDegrees])
  agree('roll, degrees', rows, ({ pair, measured }) => [pair.truth.rollDegrees, measured.pose?.rollDegrees])
  agree('closer, percent', rows, ({ pair, closerPercent }) => [pair.truth.closerPercent, closerPercent])
  agree('brighter, stops, same skin', rows, ({ skin, measured }) => [
    skin?.stopsBrighter,
    measured.light?.stopsBrighter,
  ])
  agree('warmer, stops, same skin', rows, ({ skin, measured }) => [
    skin?.stopsWarmer,
    measured.light?.stopsWarmer,
  ])
  agree('warmer, stops, white balance set', rows, ({ pair, measured }) => [
    pair.truth.stopsWarmer,
    measured.light?.stopsWarmer,
  ])
  const detail = rows
    .flatMap(({ measured }) => measured.detailLost ?? [])
    .map(Math.abs)
    .sort((a, b) => a - b)
  console.log(
    `blur        as they are: 97 of 100 below ${quantile(detail, 0.97).toFixed(2)}, largest ${quantile(detail, 1).toFixed(2)} halvings of detail`,
  )
  const hair = rows
    .filter(({ pair }) => !pair.isFresh)
    .map(({ measured }) => Math.abs(hairAmount(measured)))
    .sort((x, y) => x - y)
  console.log(
    `hair        no fresh photo, stubble as rendered: ${hair.length} pairs, 97 of 100 below ${quantile(hair, 0.97).toFixed(1)}, largest ${quantile(hair, 1).toFixed(1)} % of the head`,
  )
  return rows
}

function hairAmount({ hair }: PairMeasurement): number {
  return hair === null ? 0 : hair.longerPercent - hair.shorterPercent
}

/** Photographs onto which hair was laid, and others that differ in all else. */
async function benchHair(aligner: Aligner, isFull: boolean): Promise<void> {
  const amounts = { laid: [] as number[], none: [] as number[] }
  for (const [index, { id, before, after }] of standardCases('standard').entries()) {
    if (!isFull && index % 4 !== 0) continue
    const { measuringWarp: warp } = await aligner.align({ before, after })
    if (warp === null) continue
    const { outline } = await aligner.findHead(before)
    const measured = await measurePair({
      before,
      after,
      view: 'unknown',
      warp,
      followsRound: true,
      sights: null,
      outline,
    })
    amounts[id.endsWith('hair') ? 'laid' : 'none'].push(measured.hair?.longerPercent ?? 0)
  }
  for (const [name, values] of Object.entries(amounts)) {
    if (values.length === 0) continue
    values.sort((x, y) => x - y)
    console.log(
      `hair        photographs, ${name === 'laid' ? 'hair laid on' : 'no hair laid on'}: ${values.length} pairs, longer on ${quantile(values, 0).toFixed(1)} / ${quantile(values, 0.5).toFixed(1)} / ${quantile(values, 1).toFixed(1)} % of the head (least, median, most), ${values.filter((value) => value >= HAIR_TOLD).length} of them told`,
    )
  }
}

/** Photographs that were turned and scaled by known amounts. */
async function benchKnownChanges(aligner: Aligner, isFull: boolean): Promise<void> {
  const rolls: Agreement[] = []
  const sizes: Agreement[] = []
  for (const [index, { before, after, truth }] of standardCases('standard').entries()) {
    if (truth === null || (!isFull && index % 6 !== 0)) continue
    const points = truth.before.map(([x, y], i) => ({ x, y, u: truth.after[i][0], v: truth.after[i][1] }))
    const similarity = fitTransform('similarity', points)
    const found = await aligner.align({ before, after })
    if (similarity === null || found.verdict === 'needs-points') continue
    const size = { width: 1024, height: 1024 }
    const { closerPercent, turnedDegrees } = compareFraming(found.afterToBefore, size, size)
    rolls.push({
      truth: (Math.atan2(similarity[3], similarity[0]) * 180) / Math.PI,
      measured: -turnedDegrees,
    })
    sizes.push({ truth: 100 * (Math.hypot(similarity[0], similarity[3]) - 1), measured: closerPercent })
  }
  if (rolls.length === 0) return
  report('photographs: roll, degrees', rolls)
  report('photographs: larger, percent', sizes)
}

function isPoseTold({ measured }: Row): boolean {
  return (measured.pose?.misfitPercent ?? Infinity) <= LARGEST_MISFIT_PERCENT
}

async function measure(aligner: Aligner, pair: TruePair): Promise<Row | null> {
  const found = await aligner.align(pair)
  if (found.measuringWarp === null) return null
  const { outline } = await aligner.findHead(pair.before)
  const measured = await measurePair({
    before: pair.before,
    after: pair.after,
    view: pair.view,
    warp: found.measuringWarp,
    followsRound: true,
    sights: pair.sights,
    outline,
  })
  const { closerPercent } = compareFraming(found.afterToBefore, pair.size, pair.size)
  return { pair, measured, closerPercent, skin: await trueLight(pair) }
}

/** The light on the same skin, by the true places of landmarks. */
async function trueLight({ before, after, skin }: TruePair) {
  const readers = await Promise.all([before, after].map(skinReader))
  const [readBefore, readAfter] = readers
  // Few landmarks stand for many samples: each counts often enough for a median to be told.
  const samples = skin.map((place) => ({ before: readBefore(place.before), after: readAfter(place.after) }))
  return samples.length < 5
    ? null
    : lightDifference(samples.flatMap((sample) => Array.from({ length: 20 }, () => sample)))
}

async function skinReader(file: string) {
  const photo = await openLinearPhoto(file)
  const whole = { leftPx: 0, topPx: 0, rightPx: photo.widthPx, bottomPx: photo.heightPx }
  const { red, green, blue } = readLinearPlanes(photo, whole, PATCH_PX)
  return ([x, y]: readonly [number, number]): readonly [number, number, number] => [
    samplePlane(red, x / PATCH_PX, y / PATCH_PX),
    samplePlane(green, x / PATCH_PX, y / PATCH_PX),
    samplePlane(blue, x / PATCH_PX, y / PATCH_PX),
  ]
}

const BLURS_PX = [1, 1.5, 2, 3] as const
const BLUR_STEP = 6

/** Blurs after photos by known amounts and says how much more detail is told to be lost. */
async function benchBlur(aligner: Aligner, rows: readonly Row[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'fadeline-bench-'))
  try {
    for (const blurPx of BLURS_PX) {
      const gains: number[] = []
      for (const { pair, measured } of rows.filter((_, index) => index % BLUR_STEP === 0)) {
        const found = await aligner.align(pair)
        const file = join(folder, `${pair.id}-${blurPx}.png`)
        await sharp(pair.after).autoOrient().blur(blurPx).png({ compressionLevel: 1 }).toFile(file)
        const { outline } = await aligner.findHead(pair.before)
        const blurred = await measurePair({
          before: pair.before,
          after: file,
          view: pair.view,
          warp: found.measuringWarp!,
          followsRound: true,
          sights: pair.sights,
          outline,
        })
        if (blurred.detailLost !== null && measured.detailLost !== null)
          gains.push(blurred.detailLost - measured.detailLost)
        rmSync(file)
      }
      gains.sort((a, b) => a - b)
      console.log(
        `blur        ${blurPx} px more: ${gains.length} pairs, ${quantile(gains, 0.1).toFixed(2)} / ${quantile(gains, 0.5).toFixed(2)} / ${quantile(gains, 0.9).toFixed(2)} (10th, 50th, 90th of 100)`,
      )
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Agreement {
  readonly truth: number
  readonly measured: number
}

function agree(
  name: string,
  rows: readonly Row[],
  of: (row: Row) => readonly [truth: number | undefined, measured: number | undefined],
): void {
  report(
    name,
    rows.flatMap((row) => {
      const [truth, measured] = of(row)
      return truth === undefined || measured === undefined ? [] : [{ truth, measured }]
    }),
  )
}

function report(name: string, both: readonly Agreement[]): void {
  const errors = both.map(({ truth, measured }) => Math.abs(truth - measured)).sort((a, b) => a - b)
  const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length
  console.log(
    `${name.padEnd(34)} ${both.length} pairs, r ${correlation(both).toFixed(2)}, mean error ${mean.toFixed(2)}, 90 of 100 below ${quantile(errors, 0.9).toFixed(2)}, largest ${quantile(errors, 1).toFixed(2)}`,
  )
}

function correlation(pairs: readonly Agreement[]): number {
  const mean = (of: (pair: Agreement) => number) =>
    pairs.reduce((sum, pair) => sum + of(pair), 0) / pairs.length
  const [x, y] = [mean(({ truth }) => truth), mean(({ measured }) => measured)]
  const xy = mean(({ truth, measured }) => (truth - x) * (measured - y))
  return xy / Math.sqrt(mean(({ truth }) => (truth - x) ** 2) * mean(({ measured }) => (measured - y) ** 2))
}

/** Of values in ascending order. */
function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}
