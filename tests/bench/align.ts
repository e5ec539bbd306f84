import { createAligner, type AlignmentResult } from '../../src/backend/alignment/create-aligner.ts'
import { changedCases } from './align/changed.ts'
import { crossCases, headCases, standardCases, type AlignCase } from './align/cases.ts'
import { DATA_FOLDER } from './data-folder.ts'
import { processorSeconds } from './processor-seconds.ts'
import { comparePeers } from './align/compare-peers.ts'
import { timeSeries } from './align/time-series.ts'
import { measureErrors, type CaseErrors } from './align/errors.ts'

interface Row {
  readonly entry: AlignCase
  readonly result: AlignmentResult
  readonly errors: CaseErrors | null
  /** What all threads of this process worked meanwhile. */
  readonly coreMs: number
}

const BLUNDER_PERCENT = 3
const QUICK_STEP: Readonly<Record<AlignCase['group'], number>> = {
  standard: 6,
  smooth: 4,
  heads: 5,
  'close-ups': 4,
  'other-heads': 6,
  'held-out': 6,
  changed: 1,
  cross: 20,
}

const CHANGED_STEP = 11

/**
 * Measures registration on every pair whose truth is known, and on pairs that must not be accepted. A sample unless
 * `--full` is given; `--detail` prints every pair; `--group=NAME` measures one group only;
 * `--peers` lets the other programs that are installed align the same pairs.
 */
export async function benchAlign(): Promise<void> {
  const isFull = process.argv.includes('--full')
  const isDetailed = process.argv.includes('--detail')
  const only = process.argv.find((argument) => argument.startsWith('--group='))?.slice('--group='.length)
  const all = [
    ...standardCases('standard'),
    ...standardCases('smooth'),
    ...headCases('dev'),
    ...headCases('closeup'),
    ...headCases('other-heads'),
    ...headCases('held-out'),
    ...(only === undefined || only === 'changed' ? await changedCases(isFull ? 1 : CHANGED_STEP) : []),
    ...crossCases(),
  ].filter(({ group }) => only === undefined || group === only)
  if (all.length === 0) {
    console.log(`align: skipped, there are no photos with known truth in ${DATA_FOLDER}`)
    return
  }
  const counters = new Map<string, number>()
  const cases = all.filter(({ group }) => {
    const index = counters.get(group) ?? 0
    counters.set(group, index + 1)
    return isFull || index % QUICK_STEP[group] === 0
  })
  console.log(`align: ${cases.length} of ${all.length} pairs${isFull ? '' : ' (a sample; --full for all)'}`)
  const aligner = createAligner()
  const rows: Row[] = []
  try {
    for (const entry of cases) {
      const worked = processorSeconds()
      const result = await aligner.align(entry)
      const coreMs = 1000 * (processorSeconds() - worked)
      const errors = entry.truth && measureErrors(result, entry.truth, entry.widthPx)
      rows.push({ entry, result, errors, coreMs })
      if (isDetailed) printRow(rows.at(-1)!)
    }
  } finally {
    await aligner.close()
  }
  for (const group of [
    'standard',
    'smooth',
    'heads',
    'close-ups',
    'other-heads',
    'held-out',
    'changed',
  ] as const) {
    printGroup(
      group,
      rows.filter((row) => row.entry.group === group),
    )
  }
  printMissed(rows.filter((row) => row.entry.group === 'changed'))
  printCross(rows.filter((row) => (row.entry.group !== 'cross' ? row.entry.truth === null : true)))
  printTimes(rows)
  if (only === undefined) await timeSeries()
  if (process.argv.includes('--peers')) {
    await comparePeers(
      rows.flatMap(({ entry, errors, result }) =>
        errors ? [{ entry, shown: errors.shown, elapsedMs: result.elapsedMs }] : [],
      ),
    )
  }
}

function printRow({ entry, result, errors }: Row): void {
  const figures = errors
    ? `shown ${errors.shown.toFixed(3)} oracle ${errors.oracle.toFixed(3)} warp ${errors.warp?.toFixed(3) ?? '-'}`
    : ''
  const how = `${result.verdict} ${result.method} ${result.kind} z ${result.confidence.toFixed(1)} residual ${result.residualPercent.toFixed(3)}`
  console.log(
    `${entry.group} ${entry.id}: ${how} ${figures} ${result.reasons.join(',')} ${result.elapsedMs} ms`,
  )
}

/** On the clock, and of a core, which other work on the machine changes less; by group. */
function printTimes(rows: readonly Row[]): void {
  for (const group of new Set(rows.map(({ entry }) => entry.group))) {
    const own = rows.filter(({ entry }) => entry.group === group)
    const [clock, core] = [own.map(({ result }) => result.elapsedMs), own.map(({ coreMs }) => coreMs)]
    const figures = (times: readonly number[]) =>
      `median ${quantile(times, 0.5).toFixed(0)} ms, most ${quantile(times, 1).toFixed(0)} ms`
    console.log(
      `time        ${group}: ${figures(clock)}; of a core ${figures(core)} (photos decoded and analysed where new)`,
    )
  }
}

function printGroup(group: string, rows: readonly Row[]): void {
  const measured = rows.flatMap(({ errors, result }) => (errors ? [{ ...errors, result }] : []))
  if (measured.length === 0) return
  const shown = measured.map((row) => row.shown)
  const warps = measured.flatMap(({ warp }) => (warp === null ? [] : [warp]))
  const excess = measured.map((row) => row.shown - row.oracle)
  const verdicts = (verdict: string) => measured.filter(({ result }) => result.verdict === verdict).length
  const good = shown.filter((error) => error < 1)
  const goodWarps = warps.filter((error) => error < 1)
  const blunders = measured.filter(
    (row) => row.shown > BLUNDER_PERCENT && row.result.verdict === 'aligned',
  ).length
  const lines = [
    `${measured.length} pairs: aligned ${verdicts('aligned')}, check ${verdicts('check')}, needs points ${verdicts('needs-points')}; accepted blunders above ${BLUNDER_PERCENT} %: ${blunders}`,
    `shown   below 1 %: ${share(good.length, shown.length)}, mean of those ${average(good)} %; median ${percent(quantile(shown, 0.5))} p95 ${percent(quantile(shown, 0.95))}`,
    `excess  over the best homography: median ${percent(quantile(excess, 0.5))} p95 ${percent(quantile(excess, 0.95))}`,
    `warp    ${warps.length} of ${measured.length}: below 1 %: ${share(goodWarps.length, measured.length)}, mean of those ${average(goodWarps)} %; median ${percent(quantile(warps, 0.5))} p95 ${percent(quantile(warps, 0.95))}`,
  ]
  lines.forEach((line, i) => console.log(`${(i === 0 ? group : '').padEnd(12)}${line}`))
}

/** The changed pairs that were not found, by the change. */
function printMissed(rows: readonly Row[]): void {
  const missed = rows.filter(
    ({ result, errors }) => errors && (result.verdict === 'needs-points' || errors.shown - errors.oracle > 1),
  )
  for (const { entry, result, errors } of missed) {
    console.log(`            ${entry.id}: ${result.verdict}, ${percent(errors!.shown)} off`)
  }
}

function printCross(rows: readonly Row[]): void {
  if (rows.length === 0) return
  const accepted = rows.filter(({ result }) => result.verdict === 'aligned')
  const doubtful = rows.filter(({ result }) => result.verdict === 'check').length
  const highest = Math.max(...rows.map(({ result }) => result.confidence))
  console.log(
    `cross       ${rows.length} pairs of different heads or views, or mirrored: accepted ${accepted.length}, check ${doubtful}, highest confidence ${highest.toFixed(1)}`,
  )
  for (const { entry } of accepted) console.log(`            accepted: ${entry.id}`)
}

function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(q * sorted.length) - 1))] ?? Number.NaN
}

function average(values: readonly number[]): string {
  return (values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(3)
}

function percent(value: number): string {
  return `${value.toFixed(2)} %`
}

function share(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(0)} %`
}
