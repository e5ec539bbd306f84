import { renameSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  describeClock,
  shiftClock,
  undoClockShift,
} from '../../../src/backend/services/import/clock-shift.ts'
import { openCatalogue } from '../../../src/backend/catalogue/open-catalogue.ts'
import { placePhotos } from '../../../src/backend/services/import/place-photos.ts'
import { noise, photoWithExif } from '../imaging/made-photos.ts'
import { openImportDesk, writeFiles, type ImportDesk } from './import-desk.ts'

const NOW = new Date('2026-06-01T12:00:00Z')
const taken = (time: string, seed: number): Promise<Buffer> => photoWithExif({ taken: time }, seed)

/** Every visit of the first client with the times of its photos. */
function visits({ catalogue }: ImportDesk) {
  const [client] = catalogue.clients.list()
  return catalogue.visits.listOf(client.id).map(({ id, date, dateSource, kind, label }) => ({
    date,
    dateSource,
    kind,
    label,
    times: catalogue.visits.photosOf(id).map((photo) => catalogue.photos.find(photo)?.takenAt ?? null),
  }))
}

function onlyVisit({ catalogue }: ImportDesk) {
  const [client] = catalogue.clients.list()
  const [visit] = catalogue.visits.listOf(client.id)
  return visit.id
}

describe('a camera’s clock that was wrong', () => {
  test('is put right for a whole visit, also onto another day, and taken back', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, {
      'Lee/IMG_1.jpg': taken('2026:03:13 22:10:00', 1),
      'Lee/IMG_2.jpg': taken('2026:03:13 22:40:30', 2),
    })
    await desk.run()
    const before = visits(desk)
    const { shift, visits: moved } = shiftClock(desk.catalogue, onlyVisit(desk), { minutes: 660 }, NOW)
    expect(shift).toMatchObject({ minutes: 660, photos: 2, undoneAt: null })
    expect(moved).toHaveLength(1)
    expect(visits(desk)).toEqual([
      {
        date: '2026-03-14',
        dateSource: 'exif-corrected',
        kind: 'unknown',
        label: null,
        times: ['2026-03-14T09:10:00', '2026-03-14T09:40:30'],
      },
    ])
    const [photo] = desk.catalogue.photos.list({})
    expect(desk.catalogue.photos.detail(photo.id)).toMatchObject({
      dateSource: 'exif-corrected',
      cameraTakenAt: '2026-03-13T22:10:00',
    })
    expect(describeClock(desk.catalogue, onlyVisit(desk))).toEqual({
      photosWithTime: 2,
      firstTakenAt: '2026-03-14T09:10:00',
      firstByCamera: '2026-03-13T22:10:00',
      shifts: [shift],
    })
    expect(undoClockShift(desk.catalogue, shift.id, NOW).shift).toEqual({
      ...shift,
      undoneAt: NOW.toISOString(),
    })
    expect(visits(desk)).toEqual(before)
    expect(desk.catalogue.photos.detail(photo.id)).toMatchObject({ dateSource: 'exif', cameraTakenAt: null })
    // A second time changes nothing.
    undoClockShift(desk.catalogue, shift.id, NOW)
    expect(visits(desk)).toEqual(before)
  })

  test('can be told by when the first photo was taken, where it was never set', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, {
      'Lee/IMG_1.jpg': taken('1970:01:01 00:03:00', 1),
      'Lee/IMG_2.jpg': taken('1970:01:01 00:05:00', 2),
    })
    await desk.run()
    expect(visits(desk)).toMatchObject([{ date: null, dateSource: 'none' }])
    const { shift } = shiftClock(desk.catalogue, onlyVisit(desk), { firstTakenAt: '2026-03-14T10:00' }, NOW)
    expect(visits(desk)).toMatchObject([
      {
        date: '2026-03-14',
        dateSource: 'exif-corrected',
        times: ['2026-03-14T10:00:00', '2026-03-14T10:02:00'],
      },
    ])
    undoClockShift(desk.catalogue, shift.id, NOW)
    expect(visits(desk)).toMatchObject([{ date: null, dateSource: 'none' }])
  })

  test('leaves a day that the folder states, and counts phases anew where the day changes', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, {
      'Lee/2026-03-14 Session 1/front.jpg': taken('2026:03:13 22:10:00', 1),
      'Lee/IMG_9.jpg': taken('2026:03:20 10:00:00', 2),
    })
    await desk.run()
    expect(desk.photos().map(({ phase }) => phase)).toEqual(['fresh', 'fresh'])
    const [client] = desk.catalogue.clients.list()
    const [session, later] = desk.catalogue.visits.listOf(client.id)
    shiftClock(desk.catalogue, session.id, { minutes: 720 }, NOW)
    shiftClock(desk.catalogue, later.id, { minutes: 60 * 24 * 10 }, NOW)
    expect(visits(desk)).toMatchObject([
      { date: '2026-03-14', dateSource: 'folder', kind: 'session', times: ['2026-03-14T10:10:00'] },
      { date: '2026-03-30', dateSource: 'exif-corrected' },
    ])
    expect(desk.photos().map(({ phase }) => phase)).toEqual(['fresh', 'healing'])
  })

  test('takes photos apart that lie on two days, and back together', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, {
      'Lee/IMG_1.jpg': taken('2026:03:13 09:00:00', 1),
      'Lee/IMG_2.jpg': taken('2026:03:13 20:00:00', 2),
    })
    await desk.run()
    const before = visits(desk)
    const { shift, visits: moved } = shiftClock(desk.catalogue, onlyVisit(desk), { minutes: 480 }, NOW)
    expect(moved).toHaveLength(2)
    expect(visits(desk).map(({ date }) => date)).toEqual(['2026-03-13', '2026-03-14'])
    undoClockShift(desk.catalogue, shift.id, NOW)
    expect(visits(desk)).toEqual(before)
  })

  test('keeps one shift where another of the same photos is taken back', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, { 'Lee/IMG_1.jpg': taken('2026:03:13 09:00:00', 1) })
    await desk.run()
    const first = shiftClock(desk.catalogue, onlyVisit(desk), { minutes: 60 }, NOW)
    shiftClock(desk.catalogue, onlyVisit(desk), { minutes: -10 }, NOW)
    undoClockShift(desk.catalogue, first.shift.id, NOW)
    expect(visits(desk)).toMatchObject([{ times: ['2026-03-13T08:50:00'] }])
    expect(describeClock(desk.catalogue, onlyVisit(desk)).shifts.map(({ minutes }) => minutes)).toEqual([
      -10, 60,
    ])
  })

  test('stays right over the next imports, moves and edits', async () => {
    const desk = openImportDesk()
    const photo = taken('2026:03:13 22:10:00', 1)
    await writeFiles(desk.folder, { 'Lee/IMG_1.jpg': photo })
    await desk.run()
    shiftClock(desk.catalogue, onlyVisit(desk), { minutes: 660 }, NOW)
    const after = visits(desk)
    await desk.run()
    renameSync(join(desk.folder, 'Lee'), join(desk.folder, 'Lee, Ann'))
    expect(await desk.run()).toMatchObject({ moved: 1 })
    await writeFiles(desk.folder, {
      'Lee, Ann/IMG_1.jpg': Buffer.concat([await photo, Buffer.from('edited')]),
    })
    expect(await desk.run()).toMatchObject({ edited: 1 })
    expect(visits(desk)).toEqual(after)
  })

  test('is refused where there is no clock, no visit, or no day that can be', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, { 'Lee/2026-03-14/front.jpg': noise(1).jpeg().toBuffer() })
    await desk.run()
    const visit = onlyVisit(desk)
    const shift = (id: typeof visit, by: Parameters<typeof shiftClock>[2]) => () =>
      shiftClock(desk.catalogue, id, by, NOW)
    expect(shift(visit, { minutes: 5 })).toThrow(/no time/)
    await writeFiles(desk.folder, { 'Lee/2026-03-14/top.jpg': taken('2026:03:14 10:00:00', 2) })
    await desk.run()
    const before = visits(desk)
    expect(shift(visit, { firstTakenAt: '2031-01-01T10:00' })).toThrow(/future/)
    expect(shift((visit + 1) as typeof visit, { minutes: 5 })).toThrow(/no visit/)
    expect(visits(desk)).toEqual(before)
  })
})

test('a shift is taken back where the photos are by then, also after the program was started again', async () => {
  const desk = openImportDesk()
  await writeFiles(desk.folder, { 'Lee/IMG_1.jpg': taken('2026:03:13 22:10:00', 1) })
  await desk.run()
  const { shift } = shiftClock(desk.catalogue, onlyVisit(desk), { minutes: 660 }, NOW)
  const [photo] = desk.catalogue.photos.list({})
  placePhotos(desk.catalogue, [photo.id], { client: 'Ray' }, NOW)
  desk.catalogue.close()
  const catalogue = openCatalogue(desk.catalogueFolder)
  undoClockShift(catalogue, shift.id, NOW)
  expect(catalogue.photos.list({})).toMatchObject([
    { client: 'Ray', visitDate: '2026-03-13', takenAt: '2026-03-13T22:10:00' },
  ])
  expect(catalogue.clients.list()).toMatchObject([{ name: 'Ray', visits: 1, photos: 1 }])
  catalogue.close()
})
