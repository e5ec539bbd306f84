import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Progress } from '../../../src/contract/command.ts'
import { AppError } from '../../../src/contract/errors.ts'
import type { PhotoId } from '../../../src/contract/ids.ts'
import type { Verdict } from '../../../src/contract/vocabulary.ts'
import type { AlignmentResult, Aligner } from '../../../src/backend/alignment/alignment-types.ts'
import { ENGINE_VERSION } from '../../../src/backend/alignment/engine-version.ts'
import { openCatalogue } from '../../../src/backend/catalogue/open-catalogue.ts'
import {
  alignByHand,
  alignPair,
  preparePair,
} from '../../../src/backend/services/registrations/align-pair.ts'
import { alignSeries } from '../../../src/backend/services/registrations/align-series.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { openTestBackend } from '../../support/test-backend.ts'

/** Verdicts by the two files' places in the series; aligned where nothing is said. */
type Script = Readonly<Record<string, Verdict | 'unreadable' | 'mirrored' | 'after-no-texture'>>

const STILL: AlignmentResult = {
  verdict: 'aligned',
  method: 'scripted',
  kind: 'similarity',
  confidence: 50,
  afterToBefore: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  measuringWarp: {
    beforeToAfter: [1, 0, 0, 0, 1, 0, 0, 0, 1],
    centre: [0, 0],
    scalePx: 1000,
    dx: [0, 0, 0, 0, 0, 0],
    dy: [0, 0, 0, 0, 0, 0],
  },
  residualPercent: 0.2,
  poseDiffers: false,
  reasons: [],
  engineVersion: ENGINE_VERSION,
  elapsedMs: 1,
}

/** The sample clinic's catalogue, imported once for all tests. */
const sample = mkdtempSync(join(tmpdir(), 'fadeline-test-'))
beforeAll(async () => {
  const backend = await openTestBackend(sample)
  const context = { signal: new AbortController().signal, report: () => undefined }
  await backend.handlers['imports.sample']({}, context)
  await backend.close()
})
afterAll(() => rmSync(sample, { recursive: true, force: true }))

/** The sample clinic's front photos of one client, and an aligner that says what it is told to. */
function openSeries(script: Script, onAsked: (pair: string) => Promise<void> = async () => undefined) {
  const folder = temporaryFolder()
  cpSync(sample, folder, { recursive: true })
  const catalogue = openCatalogue(folder)
  const photos = catalogue.photos.list({ client: 'Hartmann, Jonas', view: 'front' })
  const asked: string[] = []
  const prepared: string[] = []
  const nameOf = (file: string) => String(photos.findIndex(({ sha256 }) => file.includes(sha256)))
  const aligner: Aligner = {
    align: async ({ before, after, points }) => {
      const pair = `${nameOf(before)}-${nameOf(after)}`
      asked.push(pair)
      await onAsked(pair)
      const verdict = points === undefined ? (script[pair] ?? 'aligned') : 'check'
      if (verdict === 'unreadable') throw new AppError('unreadable-image', 'This file is damaged.')
      if (verdict === 'mirrored' || verdict === 'after-no-texture')
        return { ...STILL, verdict: 'needs-points', reasons: [verdict] }
      return { ...STILL, verdict, ...(verdict === 'aligned' ? {} : { reasons: ['weak-match'] }) }
    },
    prepare: (files) => void prepared.push(...files.map(nameOf)),
    findHead: async () => ({ outline: null, isBlank: false }),
    close: async () => undefined,
  }
  let seconds = 0
  const deps = {
    catalogue,
    aligner,
    previewFile: (sha256: string) => join(folder, 'derived', sha256.slice(0, 2), `${sha256}.preview.jpg`),
    now: () => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds++)),
  }
  const [baseline, ...others] = photos.map(({ id }) => id)
  if (baseline === undefined) throw new Error('The sample clinic has no such photos.')
  const reports: Progress[] = []
  const run = async () => {
    const found = await alignSeries(deps, baseline, others, {
      signal: new AbortController().signal,
      report: (progress) => reports.push(progress),
    })
    return found.map(({ afterId, verdict, viaId }) => ({ afterId, verdict, viaId }))
  }
  return { deps, baseline, others, asked, prepared, reports, run, close: () => catalogue.close() }
}

describe('aligning a series', () => {
  it('reaches a visit that is not sure by way of the nearest that is', async () => {
    const series = openSeries({ '0-3': 'needs-points' })
    const found = await series.run()
    expect(found[2]).toEqual({ afterId: series.others[2], verdict: 'aligned', viaId: series.others[1] })
    expect(found.filter(({ viaId }) => viaId !== undefined)).toHaveLength(1)
    series.close()
  })

  it('tells how many are done, and no rate: pairs that are known already would make it a lie', async () => {
    const series = openSeries({})
    await series.run()
    expect(series.reports.map(({ done, total }) => `${done} of ${total}`)).toEqual(
      [0, 1, 2, 3, 4].map((done) => `${done} of 4`),
    )
    for (const { ratePerSecond, secondsLeft } of series.reports)
      expect({ ratePerSecond, secondsLeft }).toEqual({ ratePerSecond: null, secondsLeft: null })
    series.close()
  })

  it('keeps the direct verdict where every other way is as weak', async () => {
    const series = openSeries({
      '0-3': 'needs-points',
      '2-3': 'needs-points',
      '4-3': 'needs-points',
      '1-3': 'needs-points',
    })
    expect((await series.run())[2]).toMatchObject({ verdict: 'needs-points', viaId: undefined })
    series.close()
  })

  it('goes no other way to a photo that shows nothing', async () => {
    const series = openSeries({ '0-3': 'after-no-texture' })
    expect((await series.run())[2]).toMatchObject({ verdict: 'needs-points', viaId: undefined })
    expect(series.asked).not.toContain('2-3')
    series.close()
  })

  it('takes a photo that looks mirrored for another one only by a way that is sure', async () => {
    const doubtful = openSeries({ '0-3': 'mirrored', '1-3': 'check', '2-3': 'check', '4-3': 'check' })
    expect((await doubtful.run())[2]).toMatchObject({ verdict: 'needs-points', viaId: undefined })
    doubtful.close()
    const sure = openSeries({ '0-3': 'mirrored' })
    expect((await sure.run())[2]).toMatchObject({ verdict: 'aligned', viaId: sure.others[1] })
    sure.close()
  })

  it('asks nothing twice and makes a way anew when one of its links was placed by a person', async () => {
    const series = openSeries({ '0-3': 'needs-points' })
    await series.run()
    const askedOnce = series.asked.length
    await series.run()
    expect(series.asked.length).toBe(askedOnce)

    const [, second, third] = series.others as [PhotoId, PhotoId, PhotoId]
    const points = [0, 300].map((at) => ({ before: [at, 0] as const, after: [at, 0] as const }))
    await alignByHand(series.deps, second, third, { points, snap: false, keep: true })
    const again = await series.run()
    // By hand the link is no surer than "check", so that the next visit is asked.
    expect(again[2]).toMatchObject({ verdict: 'aligned', viaId: series.others[3] })
    series.close()
  })

  it('leaves out a photo that cannot be read, and says so where none can be', async () => {
    const series = openSeries({ '0-2': 'unreadable' })
    const found = await series.run()
    expect(found.map(({ afterId }) => afterId)).toEqual(series.others.filter((_, i) => i !== 1))
    series.close()
    const broken = openSeries({
      '0-1': 'unreadable',
      '0-2': 'unreadable',
      '0-3': 'unreadable',
      '0-4': 'unreadable',
    })
    await expect(broken.run()).rejects.toMatchObject({ code: 'unreadable-image' })
    broken.close()
  })

  it('leaves alone what a person placed', async () => {
    const series = openSeries({ '0-3': 'needs-points' })
    const third = series.others[2]
    const points = [0, 300].map((at) => ({ before: [at, 0] as const, after: [at, 0] as const }))
    await alignByHand(series.deps, series.baseline, third, { points, snap: false, keep: true })
    expect((await series.run())[2]).toMatchObject({ verdict: 'check', viaId: undefined })
    series.close()
  })
})

describe('what a person places while the program is looking', () => {
  const points = [0, 300].map((at) => ({ before: [at, 0] as const, after: [at, 0] as const }))
  const byHand = { points, snap: false, keep: true }

  it.each(['0-3', '2-3'])('stays when %s is found afterwards', async (slowPair) => {
    let isPlaced = false
    const series = openSeries({ '0-3': 'needs-points' }, async (pair) => {
      if (pair !== slowPair || isPlaced) return
      isPlaced = true
      await alignByHand(series.deps, series.baseline, series.others[2], byHand)
    })
    const found = await series.run()
    expect(found[2]).toMatchObject({ verdict: 'check', viaId: undefined })
    expect(series.deps.catalogue.registrations.find(series.baseline, series.others[2])).toMatchObject({
      madeBy: 'person',
      points,
    })
    series.close()
  })
})

it('shows a pair aligned again without keeping it where that is asked', async () => {
  const { deps, baseline, others, close } = openSeries({ '0-1': 'check' })
  const [after] = others as [PhotoId]
  const points = [0, 300].map((at) => ({ before: [at, 0] as const, after: [at, 0] as const }))
  await alignByHand(deps, baseline, after, { points, snap: false, keep: true })
  const stored = deps.catalogue.registrations.find(baseline, after)
  const shown = await alignPair(deps, baseline, after, { again: true, keep: false })
  expect(shown).toMatchObject({ madeBy: 'program', points: [] })
  expect(deps.catalogue.registrations.find(baseline, after)).toEqual(stored)
  await alignPair(deps, baseline, after, { again: true })
  expect(deps.catalogue.registrations.find(baseline, after)).toMatchObject({ madeBy: 'program' })
  close()
})

it('keeps what was aligned by a head region that a person showed, also beside a newer engine and a better way', async () => {
  const series = openSeries({ '0-3': 'check' })
  const { deps, baseline, others } = series
  const headRegion = [
    [0, 0],
    [300, 0],
    [300, 400],
  ] as const
  await alignPair(deps, baseline, others[2], { headRegion, again: true })
  const { madeAt, ...shown } = deps.catalogue.registrations.find(baseline, others[2])!
  expect(shown.headRegion).toEqual(headRegion)
  deps.catalogue.registrations.save({ ...shown, engineVersion: ENGINE_VERSION - 1 }, madeAt)
  expect((await series.run())[2]).toMatchObject({ verdict: 'check', viaId: undefined })
  expect(series.asked.filter((pair) => pair === '0-3')).toHaveLength(1)
  series.close()
})

it('does not keep for a person what no head region brought about', async () => {
  const { deps, baseline, others, close } = openSeries({ '0-3': 'needs-points' })
  const headRegion = [
    [0, 0],
    [300, 0],
    [300, 400],
  ] as const
  await alignPair(deps, baseline, others[2], { headRegion, again: true })
  const stored = deps.catalogue.registrations.find(baseline, others[2])
  expect(stored).toMatchObject({ madeBy: 'program' })
  expect(stored).not.toHaveProperty('headRegion')
  close()
})

it('looks at a pair ahead that is to be aligned, for the first time or by a newer engine', async () => {
  const { deps, baseline, others, prepared, close } = openSeries({})
  const [after] = others as [PhotoId]
  preparePair(deps, baseline, after)
  expect(prepared.splice(0)).toEqual(['0', '1'])
  await alignPair(deps, baseline, after)
  preparePair(deps, baseline, after)
  expect(prepared).toEqual([])
  const { madeAt, ...stored } = deps.catalogue.registrations.find(baseline, after)!
  deps.catalogue.registrations.save({ ...stored, engineVersion: ENGINE_VERSION - 1 }, madeAt)
  preparePair(deps, baseline, after)
  expect(prepared).toEqual(['0', '1'])
  close()
})
