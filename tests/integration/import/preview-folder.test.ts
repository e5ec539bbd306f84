import sharp from 'sharp'
import { expect, test } from 'vitest'
import { snapshotFiles } from '../../support/snapshot-files.ts'
import { endlessHeic, noise, photoWithExif } from '../imaging/made-photos.ts'
import { openImportDesk, writeFiles } from './import-desk.ts'

const jpeg = (seed: number): Promise<Buffer> => noise(seed).jpeg().toBuffer()

test('says which clients, visits and views an import would make, and what is unclear', async () => {
  const desk = openImportDesk()
  await writeFiles(desk.folder, {
    'Lee, Ann/2026-01-15 Before/front.jpg': jpeg(1),
    'Lee, Ann/2026-01-15 Session 1/front.jpg': jpeg(2),
    'Lee, Ann/2026-01-15 Session 1/top.jpg': jpeg(3),
    'Lee, Ann/2026-02-20/IMG_7.jpg': jpeg(4),
    'Ray/IMG_2031.jpg': photoWithExif({ taken: '2026:03:14 10:00:00' }, 5),
    'Ray/IMG_2032.jpg': jpeg(6),
    'Ray/note.txt': 'Dear client',
    'IMG_0001.jpg': jpeg(7),
  })
  expect(await desk.preview()).toEqual({
    folder: desk.folder,
    look: expect.any(String),
    asksDayOrder: false,
    dayOrderExample: null,
    dayOrder: null,
    nestedNames: null,
    words: [],
    said: [],
    saidSinceImport: 0,
    labels: [
      { key: 'before', visits: 1, photos: 1 },
      { key: 'session 1', visits: 1, photos: 2 },
    ],
    photos: 7,
    known: 0,
    clients: [
      {
        name: 'Lee, Ann',
        source: 'folder',
        readAs: [{ name: 'Lee, Ann', photos: 4, isSaid: false }],
        sameAs: null,
        couldBe: null,
        visits: [
          {
            date: '2026-01-15',
            dateSource: 'folder',
            isDayUnclear: false,
            kind: 'before',
            kindSource: 'folder',
            readAs: ['["lee, ann","2026-01-15","before",null]'],
            labelKey: 'before',
            phase: 'pre-treatment',
            phaseSource: 'folder',
            label: 'Before',
            photos: 1,
            views: [{ view: 'front', source: 'file-name', photos: 1 }],
            glimpses: [1],
          },
          {
            date: '2026-01-15',
            dateSource: 'folder',
            isDayUnclear: false,
            kind: 'session',
            kindSource: 'folder',
            readAs: ['["lee, ann","2026-01-15","session",null]'],
            labelKey: 'session 1',
            phase: 'fresh',
            phaseSource: 'derived',
            label: 'Session 1',
            photos: 2,
            views: [
              { view: 'front', source: 'file-name', photos: 1 },
              { view: 'top', source: 'file-name', photos: 1 },
            ],
            glimpses: [2, 3],
          },
          {
            date: '2026-02-20',
            dateSource: 'folder',
            isDayUnclear: false,
            kind: 'unknown',
            kindSource: 'none',
            readAs: ['["lee, ann","2026-02-20","unknown",null]'],
            labelKey: null,
            phase: 'healed',
            phaseSource: 'derived',
            label: null,
            photos: 1,
            views: [{ view: 'unknown', source: 'none', photos: 1 }],
            glimpses: [4],
          },
        ],
      },
      {
        name: 'Photos',
        source: 'guess',
        readAs: [{ name: 'Photos', photos: 1, isSaid: false }],
        sameAs: null,
        couldBe: null,
        visits: [expect.objectContaining({ date: null, photos: 1 })],
      },
      {
        name: 'Ray',
        source: 'folder',
        readAs: [{ name: 'Ray', photos: 2, isSaid: false }],
        sameAs: null,
        couldBe: null,
        visits: [
          expect.objectContaining({ date: '2026-03-14', dateSource: 'exif', photos: 1 }),
          expect.objectContaining({ date: null, dateSource: 'none', photos: 1 }),
        ],
      },
    ],
    unclear: [
      expect.objectContaining({ kind: 'client', files: 1, example: 'IMG_0001.jpg' }),
      expect.objectContaining({ kind: 'date', files: 2 }),
      expect.objectContaining({ kind: 'view', files: 4 }),
      expect.objectContaining({ kind: 'phase', files: 3 }),
      expect.objectContaining({ kind: 'file', files: 1, example: 'Ray/note.txt' }),
    ],
  })
})

test('agrees with the import that follows, and then knows all photos', async () => {
  const desk = openImportDesk()
  await writeFiles(desk.folder, {
    'Lee/2026-03-14/after/front.jpg': jpeg(1),
    'Lee/2026-03-14/before/front.jpg': jpeg(2),
    'Lee/Month 6/front.jpg': jpeg(3),
    'Lee/IMG_1.jpg': photoWithExif({ taken: '2026:04:02 10:00:00' }, 4),
  })
  const preview = await desk.preview()
  expect(desk.catalogue.photos.count()).toBe(0)
  await desk.run()
  const [client] = desk.catalogue.clients.list()
  const imported = desk.catalogue.visits
    .listOf(client.id)
    .map(({ date, kind, label }) => ({ date, kind, label }))
  expect(preview.clients[0].visits.map(({ date, kind, label }) => ({ date, kind, label }))).toEqual(imported)
  expect(await desk.preview()).toMatchObject({ photos: 4, known: 4 })
})

test('writes nothing, neither beside the photos nor of them', async () => {
  const desk = openImportDesk()
  await writeFiles(desk.folder, { 'Lee/front.jpg': jpeg(1) })
  const before = snapshotFiles(desk.folder)
  await desk.preview()
  expect(snapshotFiles(desk.folder)).toEqual(before)
  expect([desk.catalogue.photos.count(), desk.catalogue.imports.history().length, desk.reads.length]).toEqual(
    [0, 0, 0],
  )
})

test('passes over a file whose reading never ends', async () => {
  const desk = openImportDesk({ timeoutMs: 3000 })
  await writeFiles(desk.folder, { 'Lee/IMG_1.HEIC': endlessHeic(), 'Lee/IMG_2.jpg': jpeg(2) })
  expect(await desk.preview()).toMatchObject({
    photos: 1,
    unclear: expect.arrayContaining([
      expect.objectContaining({ kind: 'file', files: 1, example: 'Lee/IMG_1.HEIC' }),
    ]),
  })
})

test('can be called off', async () => {
  const desk = openImportDesk()
  await writeFiles(desk.folder, { 'Lee/front.jpg': jpeg(1) })
  await expect(desk.preview({ signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled' })
})

test('shows photos of one day as the one visit that the import makes of them, whichever is read first', async () => {
  const desk = openImportDesk()
  await writeFiles(desk.folder, {
    'Lee, Ann/20260314/vertex.jpg': jpeg(1),
    'Lee, Ann/2026-03-14 after/front.jpg': jpeg(2),
    'Ray/2026-03-14 after/front.jpg': jpeg(3),
    'Ray/20260314/vertex.jpg': jpeg(4),
  })
  const visit = { date: '2026-03-14', kind: 'unknown', label: 'After' }
  const { clients } = await desk.preview()
  expect(clients.map(({ visits }) => visits)).toMatchObject([[visit], [visit]])
  await desk.run()
  const made = desk.catalogue.clients.list().map(({ id }) => desk.catalogue.visits.listOf(id))
  expect(made).toMatchObject([[visit], [visit]])
})

test('shows what is in the photos, a photo of each view first, for as long as that look lasts', async () => {
  const desk = openImportDesk()
  const colours = { red: '#f00', lime: '#0f0', blue: '#00f' }
  const plain = (background: string): Promise<Buffer> =>
    sharp({ create: { width: 640, height: 480, channels: 3, background } })
      .jpeg()
      .toBuffer()
  await writeFiles(desk.folder, {
    'Lee/2026-03-14/front 1.jpg': plain(colours.red),
    'Lee/2026-03-14/front 2.jpg': plain(colours.lime),
    'Lee/2026-03-14/note.txt': 'Dear client',
    'Lee/2026-03-14/top.jpg': plain(colours.blue),
  })
  const { look, clients } = await desk.preview()
  const shown = clients[0].visits[0].glimpses
  const pictures = await Promise.all(shown.map((file) => desk.glimpse(look, file)))
  const centres = await Promise.all(
    pictures.map(async (picture) => {
      const { data, info } = await sharp(picture!).raw().toBuffer({ resolveWithObject: true })
      const colour = [...data.subarray(0, 3)].map((value) => Math.round(value / 255))
      return { colour, widthPx: info.width, heightPx: info.height }
    }),
  )
  const size = { widthPx: 320, heightPx: 240 }
  expect(centres).toEqual([
    { colour: [1, 0, 0], ...size },
    { colour: [0, 0, 1], ...size },
    { colour: [0, 1, 0], ...size },
  ])
  // Something said of the names shows the same files, a new look others.
  expect((await desk.preview({ isSameLook: true })).look).toBe(look)
  expect(await desk.glimpse(look, shown[0])).not.toBeNull()
  const note = 2
  expect([await desk.glimpse(look, note), await desk.glimpse(look, 4)]).toEqual([null, null])
  expect((await desk.preview()).look).not.toBe(look)
  expect(await desk.glimpse(look, shown[0])).toBeNull()
  expect(desk.reads).toEqual([])
})
