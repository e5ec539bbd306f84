import { createAligner } from '../../src/backend/alignment/create-aligner.ts'
import { measureRetention } from '../../src/backend/services/measure-retention.ts'
import { polygonMask } from '../../src/domain/fade/polygon-mask.ts'
import type { MeasuringWarp } from '../../src/domain/measuring-warp.ts'
import { bareSkin, CLOSE_UP_GRID, handDrawn, visibleZones } from '../support/closeup-regions.ts'
import { type CloseUp, hasHeads, listCloseUps, readRestMap } from '../support/heads-closeups.ts'
import { fitMeasuringWarp, trueMatches } from '../support/true-warp.ts'

interface Outcome {
  readonly errorPp: number | null
  readonly sigmaPp: number | null
}

const BASELINE_VISIT = 2
const HEALED_VISITS = [3, 4]

/**
 * Measures retention on the rendered close-ups, where the pigment is known: every healed visit against the healed baseline,
 * zone by zone, registered by the dense truth and by the program itself, with the true regions and with regions as drawn by hand.
 */
export async function benchFade(): Promise<void> {
  if (!hasHeads) {
    console.log('fade: the rendered heads are not on this machine; skipped')
    return
  }
  const closeUps = listCloseUps()
  const aligner = createAligner()
  try {
    for (const registration of ['truth', 'aligner'] as const) {
      for (const drawing of ['regions', 'drawn'] as const) {
        const outcomes: Outcome[] = []
        const start = performance.now()
        for (const baseline of closeUps.filter((photo) => photo.visit === BASELINE_VISIT)) {
          for (const visit of closeUps.filter((photo) => isLater(photo, baseline))) {
            const warp =
              registration === 'truth'
                ? trueWarp(baseline, visit)
                : (await aligner.align({ before: baseline.file, after: visit.file })).measuringWarp
            outcomes.push(...(await measureZones(baseline, visit, warp, drawing)))
          }
        }
        console.log(
          `fade ${registration} ${drawing}: ${summaryOf(outcomes)}, ${((performance.now() - start) / 1000).toFixed(0)} s`,
        )
      }
    }
  } finally {
    await aligner.close()
  }
}

async function measureZones(
  baseline: CloseUp,
  visit: CloseUp,
  warp: MeasuringWarp | null,
  drawing: 'regions' | 'drawn',
): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const { zone, polygons } of visibleZones(baseline)) {
    const label = `  ${baseline.subject} ${baseline.view.padEnd(6)} visit ${visit.visit} ${zone.padEnd(9)}`
    const truePercent = 100 * visit.pigment[zone]
    if (warp === null) {
      console.log(`${label} true ${truePercent.toFixed(1)} not registered`)
      outcomes.push({ errorPp: null, sigmaPp: null })
      continue
    }
    const shape = (rings: typeof polygons) => (drawing === 'drawn' ? handDrawn(rings) : rings)
    const measured = await measureRetention({
      baseline: baseline.file,
      visit: visit.file,
      treated: shape(polygons),
      bare: shape(bareSkin(baseline)),
      visitWarp: warp,
    })
    const errorPp = measured.retentionPercent === null ? null : measured.retentionPercent - truePercent
    outcomes.push({ errorPp, sigmaPp: measured.sigmaPp })
    console.log(
      `${label} true ${truePercent.toFixed(1)} measured ${measured.retentionPercent?.toFixed(1) ?? 'none'}` +
        ` ± ${measured.sigmaPp?.toFixed(1) ?? '-'} error ${errorPp?.toFixed(1) ?? '-'} ${measured.flags.join(' ')}`,
    )
  }
  return outcomes
}

function isLater(photo: CloseUp, baseline: CloseUp): boolean {
  return (
    photo.subject === baseline.subject && photo.view === baseline.view && HEALED_VISITS.includes(photo.visit)
  )
}

function trueWarp(baseline: CloseUp, visit: CloseUp): MeasuringWarp {
  const everywhere = [...visibleZones(baseline).flatMap(({ polygons }) => polygons), ...bareSkin(baseline)]
  const mask = polygonMask(everywhere, CLOSE_UP_GRID)
  const matches = trueMatches(readRestMap(baseline), readRestMap(visit), ([x, y]) => {
    return mask[Math.floor(y) * CLOSE_UP_GRID.width + Math.floor(x)] === 1
  })
  return fitMeasuringWarp(matches).warp
}

function summaryOf(outcomes: readonly Outcome[]): string {
  const known = outcomes.flatMap(({ errorPp, sigmaPp }) =>
    errorPp === null || sigmaPp === null ? [] : [{ errorPp, sigmaPp }],
  )
  const sizes = known.map(({ errorPp }) => Math.abs(errorPp)).sort((a, b) => a - b)
  const mean = known.reduce((sum, { errorPp }) => sum + errorPp, 0) / known.length
  const square = known.reduce((sum, { errorPp }) => sum + errorPp ** 2, 0) / known.length
  const within = known.filter(({ errorPp, sigmaPp }) => Math.abs(errorPp) <= sigmaPp).length / known.length
  return (
    `${known.length} of ${outcomes.length} measured, RMS ${Math.sqrt(square).toFixed(2)} pp, bias ${mean.toFixed(2)} pp,` +
    ` p95 ${sizes[Math.floor(0.95 * (sizes.length - 1))].toFixed(1)} pp, ${(100 * within).toFixed(0)} % within one sigma`
  )
}
