import { mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import type { DayOrder } from '../../../src/contract/imports.ts'
import type { View } from '../../../src/contract/vocabulary.ts'
import { correctAlike, countNamedAlike } from '../../../src/backend/services/import/correct-alike.ts'
import { sayView } from '../../../src/backend/services/import/say-view.ts'
import { takeBackCorrection } from '../../../src/backend/services/import/take-back-correction.ts'
import { noise } from '../imaging/made-photos.ts'
import { openImportDesk, writeFiles, type ImportDesk } from './import-desk.ts'

const jpeg = (seed: number): Promise<Buffer> => noise(seed).jpeg().toBuffer()

const viewsOf = (desk: ImportDesk) =>
  Object.fromEntries(
    desk.catalogue.photos
      .list({})
      .map(({ file, view, viewSource }) => [file.slice(desk.folder.length + 1), `${view} (${viewSource})`]),
  )

const photoAt = (desk: ImportDesk, name: string) => {
  const found = desk.catalogue.photos.list({}).find(({ file }) => file.endsWith(name))
  if (found === undefined) throw new Error(`No photo at ${name}`)
  return found
}

describe('a view that a person gives to all alike', () => {
  test('holds for them, not for others, and for the next import of the folder', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, {
      'Lee/2026-03-14/fh 1.jpg': jpeg(1),
      'Ray/2026-03-15/FH_2.jpg': jpeg(2),
      'Ray/2026-03-15/IMG_7.jpg': jpeg(3),
      'Ray/2026-04-15/fh.jpg': jpeg(4),
    })
    await desk.run()
    const said = photoAt(desk, 'Ray/2026-04-15/fh.jpg')
    desk.catalogue.photos.correct(said.id, { view: 'scar' })
    const first = photoAt(desk, 'fh 1.jpg')
    expect(await countNamedAlike(desk.catalogue, first.id)).toEqual({ word: 'fh', photos: 1, otherwise: 0 })
    const { former, formerWord, changed } = await correctAlike(desk.catalogue, first.id, 'front')
    expect(changed).toBe(2)
    await takeBackCorrection(desk.catalogue, { readings: former, word: formerWord })
    expect(viewsOf(desk)).toMatchObject({
      'Lee/2026-03-14/fh 1.jpg': 'unknown (none)',
      'Ray/2026-03-15/FH_2.jpg': 'unknown (none)',
    })
    expect(desk.catalogue.roots.list()).toMatchObject([{ corrections: 0 }])

    await correctAlike(desk.catalogue, first.id, 'front')
    await writeFiles(desk.folder, { 'New/2026-05-01/fh 1.jpg': jpeg(5) })
    await desk.run()
    expect(viewsOf(desk)).toEqual({
      'Lee/2026-03-14/fh 1.jpg': 'front (person)',
      'New/2026-05-01/fh 1.jpg': 'front (derived)',
      'Ray/2026-03-15/FH_2.jpg': 'front (derived)',
      'Ray/2026-03-15/IMG_7.jpg': 'unknown (none)',
      'Ray/2026-04-15/fh.jpg': 'scar (person)',
    })
    expect(desk.catalogue.roots.list()).toMatchObject([{ photos: 5, missing: 0, corrections: 1 }])
  })

  test('is counted anew whenever files come, go or are called otherwise, each photo once', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, {
      'Lee/fh 1.jpg': jpeg(1),
      'Ray/fh 2.jpg': jpeg(2),
      'Ray/again/FH.jpg': jpeg(2),
      'Ray/vtx.jpg': jpeg(3),
    })
    await desk.run()
    const { id } = photoAt(desk, 'Lee/fh 1.jpg')
    const counted = async () => {
      const [one, other] = await Promise.all([1, 2].map(() => countNamedAlike(desk.catalogue, id)))
      expect(other).toEqual(one)
      return [one?.photos, one?.otherwise]
    }
    expect(await counted()).toEqual([1, 0])
    desk.catalogue.photos.correct(id, { view: 'front' })
    expect(await counted()).toEqual([1, 1])
    await writeFiles(desk.folder, { 'New/fh 3.jpg': jpeg(4) })
    renameSync(join(desk.folder, 'Ray/vtx.jpg'), join(desk.folder, 'Ray/fh.jpg'))
    await desk.run()
    expect(await counted()).toEqual([3, 3])
    await correctAlike(desk.catalogue, id, 'top')
    expect(await counted()).toEqual([3, 0])
  })

  test('shows in the lists of clients and in suggestions, and is gone from them when it is taken back', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, {
      'Lee/fh 1.jpg': jpeg(1),
      'Ray/fh 2.jpg': jpeg(2),
      'Ray/IMG_3.jpg': jpeg(3),
      'Sam/IMG_4.jpg': jpeg(4),
    })
    await desk.run()
    const { catalogue } = desk
    for (const name of ['fh 1.jpg', 'fh 2.jpg', 'IMG_3.jpg', 'IMG_4.jpg'])
      catalogue.views.savePictured(photoAt(desk, name).id, 'from-behind')
    const shown = () => [viewsOf(desk), catalogue.clients.list()] as const
    const before = shown()
    const { former, formerWord } = await correctAlike(catalogue, photoAt(desk, 'fh 1.jpg').id, 'crown')
    expect(viewsOf(desk)).toEqual({
      'Lee/fh 1.jpg': 'crown (person)',
      'Ray/fh 2.jpg': 'crown (derived)',
      'Ray/IMG_3.jpg': 'crown (guess)',
      'Sam/IMG_4.jpg': 'unknown (none)',
    })
    expect(catalogue.clients.list().map(({ name, views }) => [name, views])).toEqual([
      ['Lee', ['crown']],
      ['Ray', ['crown']],
      ['Sam', ['unknown']],
    ])
    await takeBackCorrection(catalogue, { readings: former, word: formerWord })
    expect(shown()).toEqual(before)
  })

  test('is said of all or of none', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, { 'Lee/fh 1.jpg': jpeg(1), 'Ray/fh 2.jpg': jpeg(2) })
    await desk.run()
    const before = viewsOf(desk)
    const settle = vi.spyOn(desk.catalogue.views, 'suggestedOf').mockImplementation(() => {
      throw new Error('cut off')
    })
    await expect(correctAlike(desk.catalogue, photoAt(desk, 'fh 1.jpg').id, 'front')).rejects.toThrow(
      'cut off',
    )
    settle.mockRestore()
    expect(viewsOf(desk)).toEqual(before)
    expect(desk.catalogue.roots.list()).toMatchObject([{ corrections: 0 }])
  })

  test('is this photo’s alone where its name tells nothing', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, { 'Lee/IMG_1.jpg': jpeg(1), 'Lee/IMG_2.jpg': jpeg(2) })
    await desk.run()
    expect(await correctAlike(desk.catalogue, photoAt(desk, 'IMG_1.jpg').id, 'front')).toMatchObject({
      changed: 1,
    })
    expect(viewsOf(desk)).toEqual({
      'Lee/IMG_1.jpg': 'front (person)',
      'Lee/IMG_2.jpg': 'unknown (none)',
    })
  })
})

describe('a word that a person gives a view before the import', () => {
  const say = (desk: ImportDesk, view: View | null) =>
    sayView(
      { catalogue: desk.catalogue, now: () => new Date('2026-06-01') },
      { folder: desk.folder, word: 'vtx', view },
    )

  test('is offered by the preview with its files, and kept to by preview and import', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, {
      'Lee/2026-03-14/vtx 1.jpg': jpeg(1),
      'Lee/2026-03-14/front.jpg': jpeg(2),
      'Ray/2026-03-14/VTX_2.jpg': jpeg(3),
      'Ray/2026-03-14/IMG_4.jpg': jpeg(4),
    })
    const offered = { word: 'vtx', files: 2, example: 'Lee/2026-03-14/vtx 1.jpg' }
    expect((await desk.preview()).words).toEqual([{ ...offered, view: 'unknown' }])
    await say(desk, 'crown')
    expect((await desk.preview()).words).toEqual([{ ...offered, view: 'crown' }])
    await desk.run()
    expect(viewsOf(desk)).toMatchObject({
      'Lee/2026-03-14/vtx 1.jpg': 'crown (derived)',
      'Lee/2026-03-14/front.jpg': 'front (file-name)',
    })
  })

  test('holds for what was imported before, and is taken back from it', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, { 'Lee/vtx 1.jpg': jpeg(1), 'Lee/vtx 2.jpg': jpeg(2) })
    await desk.run()
    desk.catalogue.photos.correct(photoAt(desk, 'vtx 2.jpg').id, { view: 'top' })
    await say(desk, 'crown')
    expect(viewsOf(desk)).toEqual({ 'Lee/vtx 1.jpg': 'crown (derived)', 'Lee/vtx 2.jpg': 'top (person)' })
    await say(desk, null)
    expect(viewsOf(desk)).toEqual({ 'Lee/vtx 1.jpg': 'unknown (none)', 'Lee/vtx 2.jpg': 'top (person)' })
  })
})

describe('the order of day and month', () => {
  const choose = (desk: ImportDesk, order: DayOrder | null): void => {
    desk.catalogue.roots.setDayOrder(desk.catalogue.imports.ensureRoot(desk.folder, '2026-06-01'), order)
  }

  test('is asked once a folder, and kept to by previews and imports of it and of folders in it', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, { 'Lee/03-04-2026/front.jpg': jpeg(1) })
    expect(await desk.preview()).toMatchObject({
      asksDayOrder: true,
      dayOrderExample: { words: '03-04-2026', dayFirst: '2026-04-03', monthFirst: '2026-03-04' },
      clients: [{ visits: [{ date: '2026-03-04' }] }],
    })
    choose(desk, 'day-first')
    expect(await desk.preview()).toMatchObject({
      asksDayOrder: false,
      dayOrder: 'day-first',
      dayOrderExample: null,
      clients: [{ visits: [{ date: '2026-04-03' }] }],
    })
    await desk.run()
    await writeFiles(desk.folder, { 'Lee/05-04-2026/front.jpg': jpeg(2) })
    await desk.run({ folder: join(desk.folder, 'Lee') })
    expect(desk.photos().map(({ visitDate }) => visitDate)).toEqual(['2026-04-03', '2026-04-05'])
    choose(desk, null)
    expect((await desk.preview()).asksDayOrder).toBe(true)
  })

  test('is not asked where another name settles it', async () => {
    const desk = openImportDesk()
    mkdirSync(join(desk.folder, 'Lee'))
    await writeFiles(desk.folder, { 'Lee/03-04-2026/front.jpg': jpeg(1), 'Lee/x/front.jpg': jpeg(2) })
    renameSync(join(desk.folder, 'Lee/x'), join(desk.folder, 'Lee/23-04-2026'))
    expect((await desk.preview()).asksDayOrder).toBe(false)
  })
})
