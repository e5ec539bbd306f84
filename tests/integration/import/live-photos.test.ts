import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readMetadata } from '../../../src/backend/imaging/read-metadata.ts'
import { PROGRAM_FOLDER } from '../../support/program-folder.ts'
import { liveFilm, liveJpeg } from '../imaging/made-live-photos.ts'
import { noise } from '../imaging/made-photos.ts'
import { openImportDesk, writeFiles, type ImportDesk } from './import-desk.ts'

const ONE = '3BE1F4C4-7C5A-4E2A-A1A0-0D8D9F6B1A01'
const TWO = '9A0F2B54-1111-4E2A-A1A0-0D8D9F6B1A02'

const photo = async (seed: number, liveId: string): Promise<Buffer> =>
  liveJpeg(await noise(seed).jpeg().toBuffer(), { taken: '2026:03:14 10:22:05', liveId })

const filmsOf = ({ catalogue, folder }: ImportDesk) =>
  catalogue.photos
    .list({})
    .map(({ id, file }) => [
      file.slice(folder.length + 1),
      catalogue.otherFiles.filmsOf(id).map((film) => film.slice(folder.length + 1)),
    ])

describe('the film of a Live Photo', () => {
  test('belongs to the photo with its identifier, whatever the two are called, and is not skipped', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, {
      // By name it would belong to the other one.
      'Lee/IMG_1.MOV': liveFilm(TWO),
      'Lee/IMG_1.jpg': photo(1, ONE),
      'Lee/IMG_2.jpg': photo(2, TWO),
      'Lee/IMG_3.MOV': liveFilm(ONE),
    })
    expect(await desk.run()).toMatchObject({ photos: 2, added: 2, films: 2, skipped: [] })
    expect(filmsOf(desk)).toEqual([
      ['Lee/IMG_1.jpg', ['Lee/IMG_3.MOV']],
      ['Lee/IMG_2.jpg', ['Lee/IMG_1.MOV']],
    ])
    // Neither is opened again, and both are still no skipped files.
    const reads = desk.reads.length
    expect(await desk.run()).toMatchObject({ photos: 2, added: 0, films: 2, skipped: [] })
    expect(desk.reads).toHaveLength(reads)
  })

  test('is listed where its photo is not there, and belongs to it once it is', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, { 'Lee/IMG_1.MOV': liveFilm(ONE), 'Lee/IMG_2.MOV': liveFilm(null) })
    const skipped = (name: string) => ({ file: name, code: 'unsupported-format' })
    expect(await desk.run()).toMatchObject({
      films: 0,
      skipped: [skipped('Lee/IMG_1.MOV'), skipped('Lee/IMG_2.MOV')].toReversed(),
    })
    await writeFiles(desk.folder, { 'Lee/IMG_7.jpg': photo(1, ONE) })
    expect(await desk.run()).toMatchObject({ added: 1, films: 1, skipped: [skipped('Lee/IMG_2.MOV')] })
    expect(filmsOf(desk)).toEqual([['Lee/IMG_7.jpg', ['Lee/IMG_1.MOV']]])
  })

  test('costs nothing where it is damaged or a bomb', async () => {
    const desk = openImportDesk()
    const film = liveFilm(ONE)
    const lying = Buffer.from(film)
    // The description claims four gigabytes.
    lying.writeUInt32BE(0xffffffff, film.indexOf('moov') - 4)
    await writeFiles(desk.folder, {
      'Lee/IMG_1.jpg': photo(1, ONE),
      'Lee/cut.MOV': film.subarray(0, film.length - 30),
      'Lee/lying.MOV': lying,
      'Lee/empty box.MOV': Buffer.concat([film.subarray(0, 20), Buffer.alloc(64)]),
    })
    expect(await desk.run()).toMatchObject({ added: 1, films: 0 })
  })

  test('a file that is no photo is not opened again until it changes', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, { 'Lee/note.txt': 'Dear client', 'Lee/front.jpg': 'Dear client' })
    const first = await desk.run()
    const reads = desk.reads.length
    expect((await desk.run()).skipped.toSorted((one, other) => (one.file < other.file ? -1 : 1))).toEqual(
      first.skipped.toSorted((one, other) => (one.file < other.file ? -1 : 1)),
    )
    expect(desk.reads).toHaveLength(reads)
    await writeFiles(desk.folder, { 'Lee/front.jpg': noise(1).jpeg().toBuffer() })
    expect(await desk.run()).toMatchObject({ added: 1, skipped: [{ file: 'Lee/note.txt' }] })
  })
})

const HEIC = join(PROGRAM_FOLDER, '../shared/data/photos/heic/metadata-extractor-images__heic__IMG_2927.HEIC')

test.skipIf(!existsSync(HEIC))('a real phone’s identifier is read (../shared/data/photos)', async () => {
  expect((await readMetadata(readFileSync(HEIC))).liveId).toMatch(/^[0-9A-F-]{36}$/)
})
