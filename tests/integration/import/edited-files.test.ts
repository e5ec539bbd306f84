import { copyFileSync, readdirSync, renameSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import type { FoundRegistration } from '../../../src/backend/catalogue/registrations-repository.ts'
import type { PhotoId } from '../../../src/contract/ids.ts'
import { Registration } from '../../../src/contract/registrations.ts'
import { noise, photoWithExif } from '../imaging/made-photos.ts'
import { openImportDesk, writeFiles, type ImportDesk } from './import-desk.ts'

const TAKEN = '2026:03:14 10:22:05'
const SQUARE: [number, number][] = [
  [10, 10],
  [30, 10],
  [30, 30],
]

const taken = (seed: number, time = TAKEN): Promise<Buffer> => photoWithExif({ taken: time }, seed)

/** The same photo as a program saves it after its light was turned up, with what the camera wrote. */
async function brightened(photo: Promise<Buffer>): Promise<Buffer> {
  return sharp(await photo)
    .linear(1.1, 8)
    .keepExif()
    .jpeg({ quality: 92 })
    .toBuffer()
}

async function cropped(photo: Promise<Buffer>): Promise<Buffer> {
  return sharp(await photo)
    .extract({ left: 8, top: 8, width: 80, height: 40 })
    .keepExif()
    .jpeg()
    .toBuffer()
}

/** Says everything of the first photo that a person can say. */
function work(desk: ImportDesk) {
  const [photo] = desk.catalogue.photos.list({})
  desk.catalogue.photos.correct(photo.id, { view: 'crown', phase: 'healed' })
  desk.catalogue.fade.setRegions({ photo: photo.id, treated: [SQUARE], bare: [SQUARE] })
  desk.catalogue.scales.set({ photo: photo.id, pixelsPerMm: 6 }, '2026-06-01')
  return photo
}

const alignment = (beforeId: PhotoId, afterId: PhotoId): FoundRegistration => ({
  ...Registration.parse({
    beforeId,
    afterId,
    verdict: 'aligned',
    method: 'points',
    kind: 'similarity',
    confidence: 0.9,
    afterToBefore: [1, 0, 3, 0, 1, 4, 0, 0, 1],
    measuringWarp: null,
    residualPercent: 0.2,
    poseDiffers: false,
    reasons: [],
    points: [],
    madeBy: 'person',
    elapsedMs: 1,
  }),
  engineVersion: 3,
})

const versionsOf = (desk: ImportDesk, id: Parameters<ImportDesk['catalogue']['photos']['find']>[0]) =>
  desk.catalogue.versions.othersOf(id).map(({ width, height, places }) => ({
    width,
    height,
    places: places.map((file) => file.slice(desk.folder.length + 1)),
  }))

describe('a file that was edited in its place', () => {
  test('stays the same photo with all work on it, and shows as it is now', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, { 'Lee/IMG_1.jpg': taken(1), 'Lee/IMG_2.jpg': taken(2) })
    await desk.run()
    const photo = work(desk)
    await writeFiles(desk.folder, { 'Lee/IMG_1.jpg': brightened(taken(1)) })
    expect(await desk.run()).toMatchObject({ photos: 2, added: 0, moved: 0, duplicates: 0, edited: 1 })
    const now = desk.catalogue.photos.find(photo.id)
    expect(now).toEqual({
      ...photo,
      view: 'crown',
      viewSource: 'person',
      phase: 'healed',
      phaseSource: 'person',
      hasRegions: true,
      sha256: expect.not.stringMatching(photo.sha256),
    })
    expect(versionsOf(desk, photo.id)).toEqual([{ width: 96, height: 72, places: [] }])
    expect(desk.catalogue.imports.history()[0]).toMatchObject({ added: 0, edited: 1 })
    // It is known from now on.
    expect(await desk.run()).toMatchObject({ photos: 2, added: 0, edited: 0 })
  })

  test('is told by its looks where nothing says when it was taken', async () => {
    const desk = openImportDesk()
    const photo = noise(1).blur(3).jpeg().toBuffer()
    await writeFiles(desk.folder, { 'Lee/front.jpg': photo })
    await desk.run()
    await writeFiles(desk.folder, { 'Lee/front.jpg': brightened(photo) })
    expect(await desk.run()).toMatchObject({ photos: 1, added: 0, edited: 1 })
  })

  test('loses no work to a crop: what does not fit comes back with the old pixels', async () => {
    const desk = openImportDesk()
    const original = taken(1)
    await writeFiles(desk.folder, { 'Lee/IMG_1.jpg': original, 'Lee/IMG_2.jpg': taken(2) })
    await desk.run()
    const photo = work(desk)
    const [, other] = desk.catalogue.photos.list({})
    const aligned = alignment(photo.id, other.id)
    desk.catalogue.registrations.save(aligned, '2026-06-01')
    const stored = desk.catalogue.registrations.find(photo.id, other.id)
    expect(stored).toMatchObject({ verdict: 'aligned', madeBy: 'person' })

    await writeFiles(desk.folder, { 'Lee/IMG_1.jpg': brightened(original) })
    await desk.run()
    expect(desk.catalogue.registrations.find(photo.id, other.id)).toEqual(stored)

    await writeFiles(desk.folder, { 'Lee/IMG_1.jpg': cropped(original) })
    expect(await desk.run()).toMatchObject({ photos: 2, added: 0, edited: 1 })
    expect(desk.catalogue.photos.find(photo.id)).toMatchObject({
      view: 'crown',
      width: 80,
      height: 40,
      hasRegions: false,
    })
    expect(desk.catalogue.registrations.find(photo.id, other.id)).toBeNull()
    expect(desk.catalogue.scales.find(photo.id).pixelsPerMm).toBeNull()

    await writeFiles(desk.folder, { 'Lee/IMG_1.jpg': brightened(original) })
    expect(await desk.run()).toMatchObject({ photos: 2, added: 0, edited: 1 })
    expect(desk.catalogue.photos.find(photo.id)).toMatchObject({ width: 96, hasRegions: true })
    expect(desk.catalogue.fade.regions(photo.id).treated).toEqual([SQUARE])
    expect(desk.catalogue.registrations.find(photo.id, other.id)).toEqual(stored)
    expect(desk.catalogue.scales.find(photo.id).pixelsPerMm).toBe(6)
    // Three versions, of which the camera's own and the crop are in no file now.
    expect(versionsOf(desk, photo.id).map(({ places }) => places)).toEqual([[], []])
  })

  test('carries regions and scale over to another size of the same picture', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, { 'Lee/IMG_1.jpg': taken(1) })
    await desk.run()
    const photo = work(desk)
    const half = sharp(await taken(1))
      .resize(48)
      .keepExif()
      .jpeg()
      .toBuffer()
    await writeFiles(desk.folder, { 'Lee/IMG_1.jpg': half })
    await desk.run()
    expect(desk.catalogue.fade.regions(photo.id).treated).toEqual([SQUARE.map(([x, y]) => [x / 2, y / 2])])
    expect(desk.catalogue.scales.find(photo.id).pixelsPerMm).toBe(3)
  })

  test('is the same photo also where its folder was renamed meanwhile', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, {
      'Lee/pre op/IMG_1.jpg': taken(1),
      'Lee/pre op/IMG_2.jpg': taken(2, '2026:03:14 10:23:00'),
      'Ray/IMG_1.jpg': taken(3, '2026:04:01 09:00:00'),
    })
    await desk.run()
    const photo = work(desk)
    renameSync(join(desk.folder, 'Lee/pre op'), join(desk.folder, 'Lee/before'))
    await writeFiles(desk.folder, { 'Lee/before/IMG_1.jpg': brightened(taken(1)) })
    expect(await desk.run()).toMatchObject({ photos: 3, added: 0, moved: 1, edited: 1 })
    expect(desk.catalogue.photos.find(photo.id)).toMatchObject({
      view: 'crown',
      hasRegions: true,
      status: 'ok',
      file: join(desk.folder, 'Lee/before/IMG_1.jpg'),
      sha256: expect.not.stringMatching(photo.sha256),
    })
    await desk.undo()
    expect(desk.catalogue.photos.find(photo.id)).toMatchObject({ sha256: photo.sha256, view: 'crown' })
    expect(await desk.run()).toMatchObject({ photos: 3, added: 0 })
  })

  test('is another photo where one of its name was taken at another time and is gone', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, { 'Lee/pre op/IMG_1.jpg': taken(1), 'Lee/IMG_2.jpg': taken(2) })
    await desk.run()
    unlinkSync(join(desk.folder, 'Lee/pre op/IMG_1.jpg'))
    await writeFiles(desk.folder, { 'Lee/after/IMG_1.jpg': brightened(taken(1, '2026:03:15 10:22:05')) })
    expect(await desk.run()).toMatchObject({ added: 1, edited: 0 })
  })

  test('is another photo where it was taken at another time', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, { 'Lee/IMG_1.jpg': taken(1) })
    await desk.run()
    await writeFiles(desk.folder, { 'Lee/IMG_1.jpg': taken(2, '2026:05:01 09:00:00') })
    expect(await desk.run()).toMatchObject({ added: 1, edited: 0 })
    expect(desk.catalogue.photos.list({}).map(({ status }) => status)).toEqual(['missing', 'ok'])
  })

  test('is another photo where the old one was moved and a new one put in its place', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, { 'Lee/front.jpg': noise(1).jpeg().toBuffer() })
    await desk.run()
    renameSync(join(desk.folder, 'Lee/front.jpg'), join(desk.folder, 'Lee/front old.jpg'))
    await writeFiles(desk.folder, { 'Lee/front.jpg': noise(2).jpeg().toBuffer() })
    expect(await desk.run()).toMatchObject({ photos: 2, added: 1, edited: 0 })
    expect(desk.photos().map(({ status }) => status)).toEqual(['ok', 'ok'])
  })
})

describe('an edited copy beside its original', () => {
  test.each(['IMG_0001 (edited).jpg', 'IMG_E0001.jpg', 'IMG_0001-Edit.png', 'img_0001_bearbeitet.jpg'])(
    '%s is the same photo, and the camera’s own file is shown',
    async (name) => {
      const desk = openImportDesk()
      const edit = sharp(await brightened(taken(1))).keepExif()
      await writeFiles(desk.folder, {
        'Lee/IMG_0001.jpg': taken(1),
        [`Lee/${name}`]: name.endsWith('png') ? edit.png().toBuffer() : edit.jpeg().toBuffer(),
      })
      expect(await desk.run()).toMatchObject({ photos: 1, added: 1, edited: 1, duplicates: 0 })
      const [photo] = desk.catalogue.photos.list({})
      expect(photo.file).toBe(join(desk.folder, 'Lee/IMG_0001.jpg'))
      expect(versionsOf(desk, photo.id)).toEqual([{ width: 96, height: 72, places: [`Lee/${name}`] }])
      expect(await desk.run()).toMatchObject({ photos: 1, added: 0, edited: 0 })
    },
  )

  test('is found also when it comes later, or before its original', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, {
      'Lee/IMG_0001.jpg': taken(1),
      'Ray/IMG_E0002.jpg': brightened(taken(2)),
    })
    expect(await desk.run()).toMatchObject({ photos: 2, added: 2 })
    const work = desk.catalogue.photos.list({}).find(({ client }) => client === 'Ray')
    if (work === undefined) throw new Error('Ray has a photo')
    desk.catalogue.photos.correct(work.id, { view: 'top' })
    await writeFiles(desk.folder, {
      'Lee/IMG_0001 edited.jpg': brightened(taken(1)),
      'Ray/IMG_0002.jpg': taken(2),
    })
    expect(await desk.run()).toMatchObject({ photos: 2, added: 0, edited: 2 })
    expect(desk.catalogue.photos.find(work.id)).toMatchObject({
      view: 'top',
      file: join(desk.folder, 'Ray/IMG_0002.jpg'),
    })
  })

  test('is told by its looks where it was saved without a time', async () => {
    const desk = openImportDesk()
    const bare = async (photo: Promise<Buffer>): Promise<Buffer> =>
      sharp(await photo)
        .linear(1.1, 8)
        .jpeg()
        .toBuffer()
    await writeFiles(desk.folder, {
      'Lee/front.jpg': taken(1),
      'Lee/front (edited).jpg': bare(taken(1)),
      'Lee/top.jpg': taken(2),
      'Lee/top-edited.jpg': bare(taken(3)),
    })
    expect(await desk.run()).toMatchObject({ added: 3, edited: 1 })
  })

  test('is a photo of its own where it was taken at another time, or where there is no original', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, {
      'Lee/IMG_0001.jpg': taken(1),
      'Lee/IMG_E0001.jpg': taken(2, '2026:03:15 11:00:00'),
      'Lee/IMG_E0003.jpg': taken(3),
    })
    expect(await desk.run()).toMatchObject({ photos: 3, added: 3, edited: 0 })
  })

  test('goes when the import that met it is undone, and its original stays', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, { 'Lee/IMG_0001.jpg': taken(1) })
    await desk.run()
    await writeFiles(desk.folder, { 'Lee/IMG_E0001.jpg': brightened(taken(1)) })
    await desk.run()
    const pictures = () => readdirSync(join(desk.catalogueFolder, 'derived'), { recursive: true }).length
    const before = pictures()
    await desk.undo()
    // The copy's two small pictures went with it.
    expect(pictures()).toBeLessThanOrEqual(before - 2)
    const [photo] = desk.catalogue.photos.list({})
    expect(desk.catalogue.photos.places(photo.id)).toEqual([join(desk.folder, 'Lee/IMG_0001.jpg')])
    expect(versionsOf(desk, photo.id)).toEqual([])
    expect(await desk.run()).toMatchObject({ photos: 1, edited: 1 })
  })

  test('is met again wherever it is copied or moved to', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, {
      'Lee/IMG_0001.jpg': taken(1),
      'Lee/IMG_E0001.jpg': brightened(taken(1)),
    })
    await desk.run()
    copyFileSync(join(desk.folder, 'Lee/IMG_E0001.jpg'), join(desk.folder, 'Lee/best.jpg'))
    expect(await desk.run()).toMatchObject({ photos: 1, added: 0, duplicates: 1, moved: 0 })
    unlinkSync(join(desk.folder, 'Lee/best.jpg'))
    renameSync(join(desk.folder, 'Lee/IMG_E0001.jpg'), join(desk.folder, 'Lee/better.jpg'))
    expect(await desk.run()).toMatchObject({ photos: 1, added: 0, duplicates: 0, moved: 1 })
    expect(desk.photos().map(({ status }) => status)).toEqual(['ok'])
  })
})

describe('an import that found edits, undone', () => {
  test('shows the photo as before with all work on it, and finds the edit again', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, {
      'Lee/IMG_1.jpg': taken(1),
      'Lee/IMG_2.jpg': taken(2, '2026:03:14 10:30:00'),
    })
    await desk.run()
    const photo = work(desk)
    const regions = desk.catalogue.fade.regions(photo.id)
    await writeFiles(desk.folder, { 'Lee/IMG_1.jpg': cropped(taken(1)) })
    expect(await desk.run()).toMatchObject({ added: 0, edited: 1 })
    const edit = desk.catalogue.versions.shown(photo.id).sha256
    expect(desk.catalogue.photos.find(photo.id)).toMatchObject({ width: 80, hasRegions: false })

    await desk.undo()
    expect(desk.catalogue.photos.find(photo.id)).toMatchObject({
      ...photo,
      view: 'crown',
      phase: 'healed',
      hasRegions: true,
      status: 'missing',
      viewSource: 'person',
      phaseSource: 'person',
    })
    expect(desk.catalogue.fade.regions(photo.id)).toEqual(regions)
    expect(versionsOf(desk, photo.id)).toEqual([])
    const small = readdirSync(join(desk.catalogueFolder, 'derived'), { recursive: true }).join(' ')
    expect(small).toContain(photo.sha256)
    expect(small).not.toContain(edit)

    expect(await desk.run()).toMatchObject({ added: 0, edited: 1 })
    expect(desk.catalogue.photos.find(photo.id)).toMatchObject({ sha256: edit, status: 'ok', view: 'crown' })
    expect(versionsOf(desk, photo.id)).toHaveLength(1)
  })

  test('leaves what a later import shows', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, { 'Lee/IMG_1.jpg': taken(1) })
    await desk.run()
    const [photo] = desk.catalogue.photos.list({})
    await writeFiles(desk.folder, { 'Lee/IMG_1.jpg': cropped(taken(1)) })
    await desk.run()
    const second = desk.catalogue.imports.history()[0].id
    await writeFiles(desk.folder, { 'Lee/IMG_1.jpg': brightened(taken(1)) })
    await desk.run()
    const shown = desk.catalogue.versions.shown(photo.id).sha256
    desk.catalogue.transaction(() => desk.catalogue.undo.forget(second))
    expect(desk.catalogue.photos.find(photo.id)).toMatchObject({ sha256: shown, status: 'ok' })
  })
})
