import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { PhotoId } from '../../../src/contract/ids.ts'
import { shiftClock } from '../../../src/backend/services/import/clock-shift.ts'
import { placeBack, placePhotos } from '../../../src/backend/services/import/place-photos.ts'
import { countAlike, sayAlike, unsayAlike } from '../../../src/backend/services/import/say-alike.ts'
import { sayOfReading } from '../../../src/backend/services/import/say-of-reading.ts'
import { takeBackCorrection } from '../../../src/backend/services/import/take-back-correction.ts'
import { openCatalogue } from '../../../src/backend/catalogue/open-catalogue.ts'
import { noise, photoWithExif } from '../imaging/made-photos.ts'
import { openImportDesk, writeFiles, type ImportDesk } from './import-desk.ts'

const NOW = new Date('2026-06-01T12:00:00Z')
const jpeg = (seed: number): Promise<Buffer> => noise(seed).jpeg().toBuffer()

/** Client, day and phase of every photo by its file. */
const standing = ({ catalogue, folder }: Pick<ImportDesk, 'catalogue' | 'folder'>) =>
  Object.fromEntries(
    catalogue.photos
      .list({})
      .map(({ file, client, visitDate, phase, phaseSource }) => [
        file.slice(folder.length + 1),
        `${client}, ${visitDate ?? 'no day'}, ${phase} (${phaseSource})`,
      ]),
  )

const idOf = (desk: ImportDesk, name: string): PhotoId => {
  const found = desk.catalogue.photos.list({}).find(({ file }) => file.endsWith(name))
  if (found === undefined) throw new Error(`No photo at ${name}`)
  return found.id
}

async function openClinic(): Promise<ImportDesk> {
  const desk = openImportDesk()
  await writeFiles(desk.folder, {
    'Lee/2026-01-02 Stage two/front.jpg': jpeg(1),
    'Lee/2026-01-02 Stage two/top.jpg': jpeg(2),
    'Lee/2026-04-02/front.jpg': jpeg(3),
    'Ray/2026-01-02 Stage two/front.jpg': jpeg(4),
  })
  await desk.run()
  return desk
}

describe('what is said of all that are read alike', () => {
  test('holds for their client, for the next import, and is forgotten when it is taken back', async () => {
    const desk = await openClinic()
    const before = standing(desk)
    const photo = idOf(desk, 'Lee/2026-01-02 Stage two/front.jpg')
    placePhotos(desk.catalogue, [idOf(desk, 'Lee/2026-01-02 Stage two/top.jpg')], { client: 'Ray' }, NOW)
    expect(await countAlike(desk.catalogue, photo, NOW)).toEqual({ name: 'Lee', ofClient: 3, ofVisit: 2 })
    const { former, formerSaid } = sayAlike(desk.catalogue, photo, { client: 'Ann' }, NOW)
    await writeFiles(desk.folder, { 'Lee/2026-05-02/front.jpg': jpeg(5) })
    await desk.run()
    expect(standing(desk)).toEqual({
      'Lee/2026-01-02 Stage two/front.jpg': 'Ann, 2026-01-02, unknown (none)',
      'Lee/2026-01-02 Stage two/top.jpg': 'Ray, 2026-01-02, unknown (none)',
      'Lee/2026-04-02/front.jpg': 'Ann, 2026-04-02, unknown (none)',
      'Lee/2026-05-02/front.jpg': 'Ann, 2026-05-02, unknown (none)',
      'Ray/2026-01-02 Stage two/front.jpg': 'Ray, 2026-01-02, unknown (none)',
    })
    expect(desk.catalogue.roots.list()).toMatchObject([{ corrections: 1 }])

    unsayAlike(desk.catalogue, formerSaid, NOW)
    placeBack(desk.catalogue, former, NOW)
    expect(standing(desk)).toEqual({
      ...before,
      'Lee/2026-01-02 Stage two/top.jpg': 'Ray, 2026-01-02, unknown (none)',
      'Lee/2026-05-02/front.jpg': 'Lee, 2026-05-02, unknown (none)',
    })
    expect(desk.catalogue.roots.list()).toMatchObject([{ corrections: 0 }])
    await writeFiles(desk.folder, { 'Lee/2026-05-09/front.jpg': jpeg(6) })
    await desk.run()
    expect(standing(desk)['Lee/2026-05-09/front.jpg']).toMatch(/^Lee,/)
  })

  test('is counted anew whenever files, cameras or days say something else', async () => {
    const desk = openImportDesk()
    const taken = (day: string, seed: number): Promise<Buffer> =>
      photoWithExif({ taken: `${day} 10:00:00` }, seed)
    await writeFiles(desk.folder, {
      'Lee/IMG_1.jpg': taken('2026:01:02', 1),
      'Lee/IMG_2.jpg': taken('2026:01:03', 2),
      'Ray/03-04-2026/front.jpg': jpeg(3),
      'Ray/04-03-2026/top.jpg': jpeg(4),
    })
    await desk.run()
    const [lee, ray] = [idOf(desk, 'Lee/IMG_1.jpg'), idOf(desk, 'Ray/03-04-2026/front.jpg')]
    const counts = async () => {
      const [ofLee, ofRay] = await Promise.all([lee, ray].map((id) => countAlike(desk.catalogue, id, NOW)))
      expect(await countAlike(desk.catalogue, lee, NOW)).toEqual(ofLee)
      return [ofLee?.ofClient, ofLee?.ofVisit, ofRay?.ofClient, ofRay?.ofVisit]
    }
    expect(await counts()).toEqual([2, 1, 2, 1])
    await writeFiles(desk.folder, { 'Lee/IMG_3.jpg': taken('2026:01:02', 5) })
    await desk.run()
    expect(await counts()).toEqual([3, 2, 2, 1])
    await rename(join(desk.folder, 'Lee/IMG_3.jpg'), join(desk.folder, 'Ray/IMG_3.jpg'))
    await desk.run()
    expect(await counts()).toEqual([2, 1, 3, 1])
    await sayOfReading({ catalogue: desk.catalogue, now: () => NOW }, desk.folder, [
      { kind: 'client', read: 'Ray', said: { name: null } },
    ])
    await desk.run()
    expect((await countAlike(desk.catalogue, ray, NOW))?.name).not.toBe('Ray')
    expect(await counts()).toEqual([2, 1, 3, 1])
    expect(() =>
      desk.catalogue.transaction(() => {
        desk.catalogue.places.remove(desk.catalogue.roots.rootOf(lee)?.placeId ?? 0)
        throw new Error('taken back')
      }),
    ).toThrow('taken back')
    expect(await counts()).toEqual([2, 1, 3, 1])
    desk.catalogue.transaction(() =>
      desk.catalogue.places.remove(desk.catalogue.roots.rootOf(lee)?.placeId ?? 0),
    )
    expect(await countAlike(desk.catalogue, lee, NOW)).toBeNull()
    expect((await countAlike(desk.catalogue, idOf(desk, 'Lee/IMG_2.jpg'), NOW))?.ofClient).toBe(1)
  })

  test('holds for the day of their visit, also of the photo itself where it had been moved', async () => {
    const desk = await openClinic()
    const photo = idOf(desk, 'Lee/2026-01-02 Stage two/front.jpg')
    placePhotos(desk.catalogue, [photo], { date: '2026-01-20' }, NOW)
    sayAlike(desk.catalogue, photo, { date: '2026-01-09' }, NOW)
    await writeFiles(desk.folder, { 'Lee/2026-01-02 Stage two/crown.jpg': jpeg(5) })
    await desk.run()
    expect(standing(desk)).toMatchObject({
      'Lee/2026-01-02 Stage two/front.jpg': 'Lee, 2026-01-09, unknown (none)',
      'Lee/2026-01-02 Stage two/top.jpg': 'Lee, 2026-01-09, unknown (none)',
      'Lee/2026-01-02 Stage two/crown.jpg': 'Lee, 2026-01-09, unknown (none)',
      'Lee/2026-04-02/front.jpg': 'Lee, 2026-04-02, unknown (none)',
      'Ray/2026-01-02 Stage two/front.jpg': 'Ray, 2026-01-02, unknown (none)',
    })
  })

  test('holds for the phase of all visits that are called the same, and is taken back from all', async () => {
    const desk = await openClinic()
    const before = standing(desk)
    const photo = idOf(desk, 'Lee/2026-01-02 Stage two/front.jpg')
    const { readings, formerSaid } = sayAlike(desk.catalogue, photo, { phase: 'healing' }, NOW)
    await writeFiles(desk.folder, { 'Ann/2026-02-02 Stage Two/front.jpg': jpeg(5) })
    await desk.run()
    const said = Object.entries(standing(desk)).map(([file, words]) => [
      file,
      words.includes('healing (person)'),
    ])
    expect(Object.fromEntries(said)).toEqual({
      'Ann/2026-02-02 Stage Two/front.jpg': true,
      'Lee/2026-01-02 Stage two/front.jpg': true,
      'Lee/2026-01-02 Stage two/top.jpg': true,
      'Lee/2026-04-02/front.jpg': false,
      'Ray/2026-01-02 Stage two/front.jpg': true,
    })
    unsayAlike(desk.catalogue, formerSaid, NOW)
    await takeBackCorrection(desk.catalogue, { readings, word: null })
    expect(standing(desk)).toEqual({
      ...before,
      'Ann/2026-02-02 Stage Two/front.jpg': 'Ann, 2026-02-02, unknown (none)',
    })
  })

  test('leaves what was said in the preview to the next import, and puts it back as it was', async () => {
    const desk = await openClinic()
    const before = standing(desk)
    const said = { kind: 'client', read: 'Lee', said: { name: 'Bo' } } as const
    await sayOfReading({ catalogue: desk.catalogue, now: () => NOW }, desk.folder, [said])
    const { former, formerSaid } = sayAlike(
      desk.catalogue,
      idOf(desk, 'Ray/2026-01-02 Stage two/front.jpg'),
      { client: 'Cy' },
      NOW,
    )
    expect(standing(desk)['Lee/2026-04-02/front.jpg']).toMatch(/^Lee,/)
    unsayAlike(desk.catalogue, formerSaid, NOW)
    placeBack(desk.catalogue, former, NOW)
    const second = sayAlike(desk.catalogue, idOf(desk, 'Lee/2026-04-02/front.jpg'), { client: 'Di' }, NOW)
    unsayAlike(desk.catalogue, second.formerSaid, NOW)
    placeBack(desk.catalogue, second.former, NOW)
    expect(standing(desk)).toEqual(before)
    expect(await desk.preview()).toMatchObject({ saidSinceImport: 1, said: [{ saidOf: said }] })
  })
})

describe('a client whose last photo was moved away', () => {
  test('is in no list, and is whole again when that is undone', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, {
      'Lee/IMG_1.jpg': photoWithExif({ taken: '2026:01:02 10:00:00' }, 1),
      'Ray/2026-01-02/front.jpg': jpeg(2),
    })
    await desk.run()
    const { catalogue } = desk
    const photo = idOf(desk, 'Lee/IMG_1.jpg')
    const { clientId, visitId } = catalogue.photos.find(photo) ?? {}
    if (clientId === undefined || visitId === undefined) throw new Error('The photo is there')
    catalogue.clients.rename(clientId, 'Ann Lee')
    shiftClock(catalogue, visitId, { minutes: 60 }, NOW)
    const former = placePhotos(catalogue, [photo], { client: 'Ray' }, NOW)
    expect(catalogue.clients.list().map(({ name }) => name)).toEqual(['Ray'])
    expect(catalogue.clients.find(clientId)).toBeNull()

    placeBack(catalogue, former, NOW)
    expect(catalogue.photos.find(photo)).toMatchObject({ clientId, client: 'Ann Lee' })
    expect(catalogue.clocks.shiftsOf(catalogue.visits.ofPhoto(photo))).toMatchObject([{ minutes: 60 }])
    await writeFiles(desk.folder, { 'Lee/2026-05-02/front.jpg': jpeg(3) })
    await desk.run()
    expect(standing(desk)['Lee/2026-05-02/front.jpg']).toMatch(/^Ann Lee,/)
  })

  test('is forgotten once the program has ended', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, { 'Lee/2026-01-02/front.jpg': jpeg(1) })
    await desk.run()
    const { clientId } = desk.catalogue.photos.find(idOf(desk, 'front.jpg')) ?? {}
    placePhotos(desk.catalogue, [idOf(desk, 'front.jpg')], { client: 'Ray' }, NOW)
    desk.catalogue.close()
    const again = openCatalogue(desk.catalogueFolder)
    expect(clientId === undefined || again.moves.hasClient(clientId)).toBe(false)
    expect(again.clients.list().map(({ name }) => name)).toEqual(['Ray'])
    again.close()
  })
})
