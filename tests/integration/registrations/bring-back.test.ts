import { expect, it, onTestFinished } from 'vitest'
import type { PhotoId } from '../../../src/contract/ids.ts'
import type { Registration } from '../../../src/contract/registrations.ts'
import { Catalogue } from '../../../src/backend/catalogue/open-catalogue.ts'
import { openDatabase } from '../../../src/backend/catalogue/open-database.ts'
import { bringBack } from '../../../src/backend/services/registrations/align-pair.ts'
import type { MeasuringWarp } from '../../../src/domain/measuring-warp.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const PHOTOS = `
  INSERT INTO client (id, name, reading_key, search_name, created_at) VALUES (1, 'Mills', 'mills', 'mills', '2026-01-01');
  INSERT INTO visit (id, client_id, date, date_source, kind) VALUES (1, 1, '2026-01-01', 'folder', 'review');
  INSERT INTO photo (id, client_id, visit_id, sha256, bytes, format, width_px, height_px, orientation, view, view_source,
    phase, phase_source, date_source, is_damaged)
  VALUES (1, 1, 1, 'aa', 9, 'jpeg', 4, 3, 1, 'front', 'person', 'healed', 'person', 'folder', 0),
         (2, 1, 1, 'bb', 9, 'jpeg', 4, 3, 1, 'front', 'person', 'healed', 'person', 'folder', 0),
         (3, 1, 1, 'cc', 9, 'jpeg', 4, 3, 1, 'front', 'person', 'healed', 'person', 'folder', 0);
`
const [before, after, third] = [1 as PhotoId, 2 as PhotoId, 3 as PhotoId]

const BY_PROGRAM: Registration = {
  beforeId: before,
  afterId: after,
  verdict: 'aligned',
  method: 'akaze-homography',
  kind: 'similarity',
  confidence: 20,
  afterToBefore: [1, 0, 1 / 3, 0, 1, 4, 0, 0, 1],
  measuringWarp: null,
  residualPercent: 0.1,
  poseDiffers: false,
  reasons: [],
  points: [],
  madeBy: 'program',
  elapsedMs: 7.25,
}
const byPoints = (at: number): Registration => ({
  ...BY_PROGRAM,
  method: 'by-hand',
  verdict: 'check',
  points: [{ before: [at, 0.1], after: [at, 1 / 3] }],
  madeBy: 'person',
})

function openPair() {
  const database = openDatabase(temporaryFolder())
  database.exec(PHOTOS)
  const catalogue = new Catalogue(database)
  onTestFinished(() => catalogue.close())
  let seconds = 0
  const deps = {
    catalogue,
    now: () => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds++)),
  }
  return {
    catalogue,
    database,
    keep: (registration: Registration, engineVersion = 10) =>
      catalogue.registrations.save({ ...registration, engineVersion }, deps.now().toISOString()),
    bringBack: () => bringBack(deps, before, after),
    kept: () => catalogue.registrations.find(before, after),
  }
}

it('brings back what was accepted before, and what took its place when asked again', () => {
  const { keep, kept, bringBack } = openPair()
  keep(byPoints(1))
  keep(byPoints(2))
  expect(bringBack()).toEqual(byPoints(1))
  expect(kept()).toMatchObject({ ...byPoints(1), engineVersion: 10 })
  expect(bringBack()).toEqual(byPoints(2))
})

it('keeps the depth of a head that a warp moves, in its place and beside it', () => {
  const { keep, kept, bringBack } = openPair()
  const measuringWarp: MeasuringWarp = {
    beforeToAfter: [1, 0, 1 / 3, 0, 1, 4, 0, 0, 1],
    centre: [2, 1.5],
    scalePx: 2,
    dx: [0, 0, 0, 0.2, 0, 0.3],
    dy: [0, 0, 0, 0, -0.2, 0],
    round: {
      square: [0.5, 0, -1, 0, 0.01, 0.1, 0, 0, 0, -1 / 3, 0, 0, 0, 0, 0.02],
      dx: [0.5, 0.1, 0],
      dy: [-0.3, 0, 0.1],
    },
  }
  keep({ ...BY_PROGRAM, measuringWarp }, 11)
  expect(kept()?.measuringWarp).toStrictEqual(measuringWarp)
  keep(byPoints(1))
  expect(bringBack().measuringWarp).toStrictEqual(measuringWarp)
})

it('brings back what the program had found, with the version that found it', () => {
  const { keep, kept, bringBack } = openPair()
  keep(BY_PROGRAM, 9)
  keep(byPoints(1))
  expect(bringBack()).toEqual(BY_PROGRAM)
  expect(kept()).toMatchObject({ engineVersion: 9, madeAt: '2026-01-01T00:00:02.000Z' })
})

it('does not lose what a person placed when the program finds the pair anew by itself', () => {
  const { keep, bringBack } = openPair()
  keep(BY_PROGRAM, 9)
  keep(byPoints(1))
  bringBack()
  keep({ ...BY_PROGRAM, confidence: 30 })
  expect(bringBack()).toEqual(byPoints(1))
})

it('says so where there is nothing to bring back: what the program finds is found again', () => {
  const { catalogue, keep, bringBack } = openPair()
  keep(BY_PROGRAM, 9)
  keep(BY_PROGRAM)
  expect(catalogue.registrations.earlier(before, after)).toBe(null)
  expect(bringBack).toThrow(expect.objectContaining({ code: 'not-found' }))
})

it('keeps a pair anew over entries that cannot be read, to which there is no way back', () => {
  const { catalogue, database, keep, kept } = openPair()
  keep(BY_PROGRAM)
  keep(byPoints(1))
  database.exec("UPDATE registration SET earlier = '{'")
  keep(byPoints(2))
  expect(catalogue.registrations.earlier(before, after)).toMatchObject(byPoints(1))
  database.exec("UPDATE registration SET verdict = 'alygned', earlier = '{'")
  keep(BY_PROGRAM)
  expect(kept()).toMatchObject(BY_PROGRAM)
  expect(catalogue.registrations.earlier(before, after)).toBe(null)
})

it('leads to no way over a photo that was forgotten since', () => {
  const { catalogue, database, keep } = openPair()
  keep({ ...BY_PROGRAM, viaId: third })
  keep(byPoints(1))
  expect(catalogue.registrations.earlier(before, after)).toMatchObject({ viaId: third })
  database.prepare('DELETE FROM photo WHERE id = ?').run(third)
  expect(catalogue.registrations.earlier(before, after)).toBe(null)
})
