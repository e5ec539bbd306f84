import { expect, test } from 'vitest'
import type { PhotoId } from '../../../src/contract/ids.ts'
import { describeNames, describeNeed } from '../../../src/backend/services/import/needs-a-look.ts'
import { placeBack, placePhotos } from '../../../src/backend/services/import/place-photos.ts'
import { sayAlike, sayNobody, unsayAlike } from '../../../src/backend/services/import/say-alike.ts'
import { noise } from '../imaging/made-photos.ts'
import { openImportDesk, writeFiles, type ImportDesk } from './import-desk.ts'

const NOW = new Date('2026-06-01T12:00:00Z')
const jpeg = (seed: number): Promise<Buffer> => noise(seed).jpeg().toBuffer()

const asked = (desk: ImportDesk): readonly PhotoId[] => desk.catalogue.needs.first('client', 1000)

const standing = (desk: ImportDesk) =>
  desk.catalogue.photos
    .list({})
    .map(({ client, visitDate, view, phase }) => ({ client, visitDate, view, phase }))

/** Two photos of Smith, which also stand in folders that are called like other clients, before it in the order of names. */
async function openClaimed(): Promise<ImportDesk> {
  const desk = openImportDesk()
  const [front, top] = [await jpeg(1), await jpeg(2)]
  await writeFiles(desk.folder, {
    'Best Heads/2026-04-02/a.jpg': front,
    'Best Heads/2026-04-02/b.jpg': top,
    'Best Heads/2026-04-02/c.jpg': jpeg(3),
    'Smith, John/2026-03-14 Session 1/front.jpg': front,
    'Smith, John/2026-03-14 Session 1/top.jpg': top,
  })
  await desk.run()
  return desk
}

test('a photo in the folders of two clients is asked about, with the names of both', async () => {
  const desk = await openClaimed()
  const photos = asked(desk)
  expect(photos).toHaveLength(2)
  for (const photo of photos) {
    const { claims } = await describeNames(desk.catalogue, photo, NOW)
    expect(claims).toEqual([
      { name: 'Best Heads', read: 'Best Heads' },
      { name: 'Smith, John', read: 'Smith, John' },
    ])
  }
  // Importing again asks no more and no less.
  await desk.run()
  expect(asked(desk)).toEqual(photos)
})

test('said whose it is, it goes there and is asked about no more, however often its folders are read', async () => {
  const desk = await openClaimed()
  const [photo, other] = asked(desk)
  if (photo === undefined) throw new Error('A photo was to be asked about')
  const former = placePhotos(desk.catalogue, [photo], { client: 'Smith, John' }, NOW)
  expect(desk.catalogue.photos.find(photo)?.client).toBe('Smith, John')
  expect(asked(desk)).toEqual([other])
  await writeFiles(desk.folder, { 'Best Heads/again/d.jpg': jpeg(1) })
  await desk.run()
  expect(asked(desk)).toEqual([other])
  placeBack(desk.catalogue, former, NOW)
  expect(desk.catalogue.photos.find(photo)?.client).toBe('Best Heads')
  expect(asked(desk)).toEqual([photo, other])
})

test('a name that is no client’s gives its photos to those in whose folders they stand as well', async () => {
  const desk = await openClaimed()
  const [photo] = asked(desk)
  if (photo === undefined) throw new Error('A photo was to be asked about')
  const before = standing(desk)
  const { formerSaid } = sayNobody(desk.catalogue, photo, 'Best Heads', NOW)
  expect(standing(desk).filter(({ client }) => client === 'Smith, John')).toEqual([
    expect.objectContaining({ visitDate: '2026-03-14' }),
    expect.objectContaining({ visitDate: '2026-03-14' }),
  ])
  // What stands nowhere else is nobody's for certain, and asked about as such.
  const open = await Promise.all(
    asked(desk).map(async (id) => [
      (await describeNames(desk.catalogue, id, NOW)).claims,
      describeNeed(desk.catalogue, 'client', id).photo.file.split('/').at(-1),
    ]),
  )
  expect(open).toEqual([[[], 'c.jpg']])
  unsayAlike(desk.catalogue, formerSaid, NOW)
  expect(standing(desk)).toEqual(before)
  expect(asked(desk)).toContain(photo)
})

test('met first where no name says whose it is, a photo goes to the client in whose folder it is met next', async () => {
  const desk = openImportDesk()
  const bytes = await jpeg(1)
  await writeFiles(desk.folder, {
    'Portfolio/IMG_1.jpg': bytes,
    'Smith, John/2026-03-14 before/front.jpg': bytes,
  })
  await desk.run()
  expect(standing(desk)).toEqual([
    { client: 'Smith, John', visitDate: '2026-03-14', view: 'front', phase: 'pre-treatment' },
  ])
  expect(asked(desk)).toEqual([])
  expect(desk.catalogue.clients.list().map(({ name }) => name)).toEqual(['Smith, John'])
})

test('what a person left where it is stays there', async () => {
  const desk = openImportDesk()
  await writeFiles(desk.folder, { 'Portfolio/IMG_1.jpg': jpeg(1) })
  await desk.run()
  const [photo] = asked(desk)
  if (photo === undefined) throw new Error('A photo was to be asked about')
  desk.catalogue.needs.settle('client', [photo])
  const { client } = desk.catalogue.photos.find(photo) ?? {}
  await writeFiles(desk.folder, { 'Smith, John/2026-03-14/front.jpg': jpeg(1) })
  await desk.run()
  expect(desk.catalogue.photos.find(photo)?.client).toBe(client)
  expect(asked(desk)).toEqual([])
})

test('a copy in another folder of the same client asks nothing', async () => {
  const desk = openImportDesk()
  await writeFiles(desk.folder, {
    'Smith, John/2026-03-14/front.jpg': jpeg(1),
    'Copies/Smith, John/2026-03-14/front.jpg': jpeg(1),
  })
  await desk.run()
  expect(standing(desk)).toHaveLength(1)
  expect(asked(desk)).toEqual([])
})

test('a question is not lost by what is said of one folder while the other was imported by itself', async () => {
  const desk = openImportDesk()
  const [best, clients] = [`${desk.folder}/Best`, `${desk.folder}/Clients`]
  await writeFiles(desk.folder, {
    'Best/Best Heads/2026-04-02/a.jpg': jpeg(1),
    'Clients/Smith, John/2026-03-14 Session 1/front.jpg': jpeg(1),
  })
  await desk.run({ folder: best })
  await desk.run({ folder: clients })
  const photos = asked(desk)
  const [photo] = photos
  if (photo === undefined) throw new Error('A photo was to be asked about')
  sayAlike(desk.catalogue, photo, { date: '2026-04-03' }, NOW)
  expect(desk.catalogue.photos.find(photo)?.visitDate).toBe('2026-04-03')
  expect(asked(desk)).toEqual(photos)
})

test('a copy that is forgotten with its import leaves nothing to ask', async () => {
  const desk = openImportDesk()
  await writeFiles(desk.folder, { 'Best Heads/2026-04-02/a.jpg': jpeg(1) })
  await desk.run()
  await writeFiles(desk.folder, { 'Smith, John/2026-03-14/front.jpg': jpeg(1) })
  await desk.run()
  expect(asked(desk)).toHaveLength(1)
  await desk.undo()
  expect(asked(desk)).toEqual([])
})
