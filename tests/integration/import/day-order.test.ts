import { describe, expect, test, vi } from 'vitest'
import type { DayOrder } from '../../../src/contract/imports.ts'
import { setDayOrder } from '../../../src/backend/services/import/set-day-order.ts'
import { noise, photoWithExif } from '../imaging/made-photos.ts'
import { openImportDesk, writeFiles, type ImportDesk } from './import-desk.ts'

const jpeg = (seed: number): Promise<Buffer> => noise(seed).jpeg().toBuffer()

const choose = (desk: ImportDesk, order: DayOrder | null) =>
  setDayOrder({ catalogue: desk.catalogue, now: () => new Date('2026-06-01') }, desk.folder, order)

const days = (desk: ImportDesk) => desk.photos().map(({ visitDate, phase }) => [visitDate, phase])

/** The visits of the first client with what they were for and whether their day is certain. */
function visits({ catalogue }: ImportDesk) {
  const [client] = catalogue.clients.list()
  return catalogue.visits.listOf(client.id).map(({ id, date, kind }) => ({
    date,
    kind,
    isDayUnclear: catalogue.visits.find(id)?.isDayUnclear,
  }))
}

describe('the order of day and month, chosen after an import', () => {
  test('tells what had been said before, so that an answer is taken back to that', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, { 'Lee/03-04-2026/front.jpg': jpeg(1) })
    await desk.run()
    expect((await choose(desk, 'month-first')).former).toBeNull()
    expect((await choose(desk, 'day-first')).former).toBe('month-first')
  })

  test('puts what names had dated under the days that they say now, and back', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, {
      'Lee/02-01-2026 Session 1/front.jpg': jpeg(1),
      'Lee/03-04-2026/front.jpg': jpeg(2),
      'Lee/2026-05-20/front.jpg': jpeg(3),
    })
    await desk.run()
    const before = [days(desk), visits(desk)]
    expect(before).toEqual([
      [
        ['2026-02-01', 'fresh'],
        ['2026-03-04', 'healed'],
        ['2026-05-20', 'healed'],
      ],
      [
        { date: '2026-02-01', kind: 'session', isDayUnclear: true },
        { date: '2026-03-04', kind: 'unknown', isDayUnclear: true },
        { date: '2026-05-20', kind: 'unknown', isDayUnclear: false },
      ],
    ])
    expect(await choose(desk, 'day-first')).toMatchObject({ order: 'day-first', redated: 2 })
    expect([days(desk), visits(desk)]).toEqual([
      [
        ['2026-01-02', 'fresh'],
        ['2026-04-03', 'healed'],
        ['2026-05-20', 'healed'],
      ],
      [
        { date: '2026-01-02', kind: 'session', isDayUnclear: false },
        { date: '2026-04-03', kind: 'unknown', isDayUnclear: false },
        { date: '2026-05-20', kind: 'unknown', isDayUnclear: false },
      ],
    ])
    expect(await choose(desk, null)).toMatchObject({ redated: 2 })
    expect([days(desk), visits(desk)]).toEqual(before)
    // Also where the answer is what was assumed, the days are certain from then on.
    expect(await choose(desk, 'month-first')).toMatchObject({ redated: 0 })
    expect(visits(desk).every(({ isDayUnclear }) => isDayUnclear === false)).toBe(true)
  })

  test('leaves the days that a camera said', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, {
      'Lee/front 03-04-2026.jpg': photoWithExif({ taken: '2026:03:04 10:00:00' }, 1),
      'Lee/top 03-04-2026.jpg': jpeg(2),
    })
    await desk.run()
    expect(await choose(desk, 'day-first')).toMatchObject({ redated: 1 })
    expect(days(desk).map(([date]) => date)).toEqual(['2026-03-04', '2026-04-03'])
  })

  test('keeps what a person said of the photos', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, { 'Lee/03-04-2026/front.jpg': jpeg(1) })
    await desk.run()
    const [photo] = desk.catalogue.photos.list({})
    desk.catalogue.photos.correct(photo.id, { view: 'crown', phase: 'healed' })
    await choose(desk, 'day-first')
    expect(desk.catalogue.photos.find(photo.id)).toMatchObject({
      view: 'crown',
      phase: 'healed',
      phaseSource: 'person',
      visitDate: '2026-04-03',
    })
  })

  test('comes together with the days that follow from it, or not at all', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, { 'Lee/03-04-2026/front.jpg': jpeg(1) })
    await desk.run()
    const { roots } = desk.catalogue
    const reading = vi.spyOn(roots, 'filesAfter').mockImplementation(() => {
      throw new Error('The program ended here.')
    })
    await expect(choose(desk, 'day-first')).rejects.toThrow('ended here')
    expect(roots.list().map(({ dayOrder }) => dayOrder)).toEqual([null])
    expect(days(desk).map(([date]) => date)).toEqual(['2026-03-04'])
    reading.mockRestore()
    expect(await choose(desk, 'day-first')).toMatchObject({ former: null, redated: 1 })
  })

  test('is the same for photos that come later', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, { 'Lee/03-04-2026/front.jpg': jpeg(1) })
    await desk.run()
    await choose(desk, 'day-first')
    await writeFiles(desk.folder, { 'Lee/03-04-2026/top.jpg': jpeg(2) })
    await desk.run()
    expect(visits(desk)).toHaveLength(1)
  })
})

test('a later name that leaves one order only settles the dates that were imported before', async () => {
  const desk = openImportDesk()
  await writeFiles(desk.folder, { 'Lee/03-04-2026/front.jpg': jpeg(1) })
  await desk.run()
  await writeFiles(desk.folder, { 'Lee/25-05-2026/front.jpg': jpeg(2) })
  await desk.run()
  expect(days(desk).map(([date]) => date)).toEqual(['2026-04-03', '2026-05-25'])
})
