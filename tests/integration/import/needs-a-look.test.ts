import { describe, expect, test } from 'vitest'
import type { PhotoId } from '../../../src/contract/ids.ts'
import { NEEDS, type Need } from '../../../src/contract/needs.ts'
import {
  describeNeed,
  photosInScope,
  sayPhase,
  sayViewOfAll,
} from '../../../src/backend/services/import/needs-a-look.ts'
import { placeBack, placePhotos } from '../../../src/backend/services/import/place-photos.ts'
import { takeBackCorrection } from '../../../src/backend/services/import/take-back-correction.ts'
import { noise, photoWithExif } from '../imaging/made-photos.ts'
import { openImportDesk, writeFiles, type ImportDesk } from './import-desk.ts'

const NOW = new Date('2026-06-01T12:00:00Z')
const jpeg = (seed: number): Promise<Buffer> => noise(seed).jpeg().toBuffer()

const nameOf = (desk: ImportDesk, file: string): string => file.slice(desk.folder.length + 1)

const askedAbout = (desk: ImportDesk, need: Need): readonly string[] =>
  desk.catalogue.needs
    .first(need, 1000)
    .flatMap((id) => desk.catalogue.photos.find(id) ?? [])
    .map(({ file }) => nameOf(desk, file))

const photoAt = (desk: ImportDesk, name: string): PhotoId => {
  const found = desk.catalogue.photos.list({}).find(({ file }) => nameOf(desk, file) === name)
  if (found === undefined) throw new Error(`No photo at ${name}`)
  return found.id
}

async function openUnclear(): Promise<ImportDesk> {
  const desk = openImportDesk()
  await writeFiles(desk.folder, {
    'front.jpg': jpeg(1),
    'Lee/IMG_1.jpg': jpeg(2),
    'Lee/IMG_2.jpg': jpeg(3),
    'Lee/2026-01-10 Session/front.jpg': jpeg(4),
    'Ray/03-04-2026/front.jpg': jpeg(5),
    'Ray/03-04-2026/cut off.jpg': jpeg(6).then((bytes) => bytes.subarray(0, bytes.length - 200)),
    'Ray/broken.jpg': 'no picture',
    'Ray/empty.jpg': '',
  })
  await desk.run()
  return desk
}

describe('what needs a look', () => {
  test('is listed by kind: once a visit where all of its photos share the question', async () => {
    const desk = await openUnclear()
    expect(Object.fromEntries(NEEDS.map((need) => [need, askedAbout(desk, need)]))).toEqual({
      client: ['front.jpg'],
      date: ['Ray/03-04-2026/cut off.jpg', 'front.jpg', 'Lee/IMG_1.jpg'],
      view: ['Lee/IMG_1.jpg', 'Lee/IMG_2.jpg', 'Ray/03-04-2026/cut off.jpg'],
      phase: ['front.jpg', 'Lee/IMG_1.jpg', 'Ray/03-04-2026/cut off.jpg'],
      damaged: ['Ray/03-04-2026/cut off.jpg'],
    })
    const unsure = photoAt(desk, 'Ray/03-04-2026/cut off.jpg')
    expect(describeNeed(desk.catalogue, 'date', unsure).bothWays).toEqual({
      words: '03-04-2026',
      dayFirst: '2026-04-03',
      monthFirst: '2026-03-04',
    })
    expect(desk.catalogue.needs.unreadFiles()).toEqual([
      { folder: desk.folder, code: 'empty-file', total: 1, files: ['Ray/empty.jpg'] },
      { folder: desk.folder, code: 'unreadable-image', total: 1, files: ['Ray/broken.jpg'] },
    ])
  })

  test('is not asked about again once it was left as it is, until it is opened again', async () => {
    const desk = await openUnclear()
    const first = photoAt(desk, 'Lee/IMG_1.jpg')
    const visit = photosInScope(desk.catalogue, { photo: first, scope: 'visit' })
    desk.catalogue.needs.settle('view', visit)
    expect(askedAbout(desk, 'view')).toEqual(['Ray/03-04-2026/cut off.jpg'])
    expect(askedAbout(desk, 'phase')).toContain('Lee/IMG_1.jpg')
    desk.catalogue.needs.reopen('view', visit)
    expect(askedAbout(desk, 'view')).toHaveLength(3)
  })

  test('is shown as a sheet of unclear views, of which picked ones are said and taken back at once', async () => {
    const desk = await openUnclear()
    const { needs } = desk.catalogue
    const before = needs.unclearViews()
    expect(before.map(({ id }) => id)).toEqual(needs.first('view', 1000))
    expect(before[0]).toMatchObject({ client: 'Lee', view: 'unknown', visitDate: null })
    const picked = ['Lee/IMG_1.jpg', 'Ray/03-04-2026/cut off.jpg'].map((name) => photoAt(desk, name))

    const former = sayViewOfAll(desk.catalogue, picked, 'back')

    expect(askedAbout(desk, 'view')).toEqual(['Lee/IMG_2.jpg'])
    const said = picked.map((id) => desk.catalogue.photos.find(id))
    expect(said.map((photo) => [photo?.view, photo?.viewSource])).toEqual([
      ['back', 'person'],
      ['back', 'person'],
    ])
    await takeBackCorrection(desk.catalogue, { readings: former, word: null })
    expect(needs.unclearViews()).toEqual(before)
  })

  test('holds files that could not be read until they were seen, also after another import', async () => {
    const desk = await openUnclear()
    expect(desk.catalogue.needs.settleFiles(desk.folder, 'empty-file')).toBe(1)
    await writeFiles(desk.folder, { 'Ray/also empty.jpg': '' })
    await desk.run()
    expect(desk.catalogue.needs.unreadFiles().map(({ code, files }) => [code, files])).toEqual([
      ['empty-file', ['Ray/also empty.jpg']],
      ['unreadable-image', ['Ray/broken.jpg']],
    ])
    expect(desk.catalogue.needs.reopenFiles(desk.folder, 'empty-file')).toBe(1)
    expect(desk.catalogue.needs.unreadFiles().map(({ code, total }) => [code, total])).toContainEqual([
      'empty-file',
      2,
    ])
  })
})

test('a date of which either end could be the year is unsure, both days are offered, and a camera settles it', async () => {
  const desk = openImportDesk()
  await writeFiles(desk.folder, { 'Lee/24-03-12/front.jpg': jpeg(1) })
  const { asksDayOrder, unclear, clients } = await desk.preview()
  expect([asksDayOrder, unclear.find(({ kind }) => kind === 'date')?.message]).toEqual([
    false,
    'The year could be the first or the last of three numbers; the likelier day is taken.',
  ])
  expect(clients[0]?.visits[0]).toMatchObject({ date: '2024-03-12', isDayUnclear: true })
  await desk.run()
  const photo = photoAt(desk, 'Lee/24-03-12/front.jpg')
  expect(describeNeed(desk.catalogue, 'date', photo)).toMatchObject({
    bothWays: null,
    eitherYear: { words: '24-03-12', days: ['2024-03-12', '2012-03-24'] },
  })
  expect(askedAbout(desk, 'date')).toEqual(['Lee/24-03-12/front.jpg'])
  placePhotos(desk.catalogue, [photo], { date: '2024-03-12' }, NOW)
  expect([askedAbout(desk, 'date'), desk.photos()[0]?.visitDate]).toEqual([[], '2024-03-12'])

  await writeFiles(desk.folder, {
    'Ray/24-03-12/front.jpg': photoWithExif({ taken: '2012:03:24 10:00:00' }, 2),
  })
  await desk.run()
  expect([askedAbout(desk, 'date'), desk.photos()[1]?.visitDate]).toEqual([[], '2012-03-24'])
})

describe('photos that a person puts under a client or a day', () => {
  test('go to the visit of that day, and phases follow; taken back they stand where they stood', async () => {
    const desk = await openUnclear()
    const before = desk.catalogue.photos.list({}).map(({ file, client, visitDate, phase }) => ({
      file,
      client,
      visitDate,
      phase,
    }))
    const loose = photoAt(desk, 'front.jpg')
    const former = placePhotos(desk.catalogue, [loose], { client: 'LEE', date: '2026-01-10' }, NOW)
    expect(desk.catalogue.photos.find(loose)).toMatchObject({
      client: 'Lee',
      visitDate: '2026-01-10',
    })
    expect(desk.catalogue.clients.list().map(({ name }) => name)).toEqual(['Lee', 'Ray'])
    expect(askedAbout(desk, 'client')).toEqual([])

    expect(placeBack(desk.catalogue, former, NOW)).toBe(1)
    expect(
      desk.catalogue.photos
        .list({})
        .map(({ file, client, visitDate, phase }) => ({ file, client, visitDate, phase })),
    ).toEqual(before)
  })

  test('get a client of their own where none is called so', async () => {
    const desk = await openUnclear()
    placePhotos(desk.catalogue, [photoAt(desk, 'front.jpg')], { client: 'Zoe' }, NOW)
    expect(desk.catalogue.clients.list().map(({ name, photos }) => [name, photos])).toEqual([
      ['Lee', 3],
      ['Ray', 2],
      ['Zoe', 1],
    ])
  })

  test('keep their day over the next import', async () => {
    const desk = await openUnclear()
    const visit = photosInScope(desk.catalogue, {
      photo: photoAt(desk, 'Lee/IMG_1.jpg'),
      scope: 'visit',
    })
    placePhotos(desk.catalogue, visit, { date: '2026-02-20' }, NOW)
    await desk.run()
    expect(desk.catalogue.photos.find(photoAt(desk, 'Lee/IMG_2.jpg'))).toMatchObject({
      visitDate: '2026-02-20',
      phase: 'healed',
    })
  })
})

test('a phase said of a visit leaves what was said of one of its photos, and can be taken back', async () => {
  const desk = await openUnclear()
  const [one, other] = [photoAt(desk, 'Lee/IMG_1.jpg'), photoAt(desk, 'Lee/IMG_2.jpg')]
  desk.catalogue.photos.correct(other, { phase: 'fresh' })
  const phases = () => [one, other].map((id) => desk.catalogue.photos.find(id)?.phase)
  const former = sayPhase(desk.catalogue, [one, other], 'healed')
  expect(phases()).toEqual(['healed', 'fresh'])
  await takeBackCorrection(desk.catalogue, { readings: former, word: null })
  expect(phases()).toEqual(['unknown', 'fresh'])
})
