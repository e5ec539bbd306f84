import {
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { derivedFile } from '../../../src/backend/imaging/derive-images.ts'
import { checkCatalogue } from '../../../src/backend/services/upkeep/check-catalogue.ts'
import { snapshotFiles } from '../../support/snapshot-files.ts'
import { noise } from '../imaging/made-photos.ts'
import { openImportDesk, writeFiles, type ImportDesk } from './import-desk.ts'

const jpeg = (seed: number): Promise<Buffer> => noise(seed).jpeg().toBuffer()
const context = { signal: new AbortController().signal, report: () => undefined }
const check = (desk: ImportDesk, options: Parameters<typeof checkCatalogue>[1] = {}) =>
  checkCatalogue(desk, options, context)

async function deskWithPhotos(): Promise<ImportDesk> {
  const desk = openImportDesk()
  await writeFiles(desk.folder, {
    'Lee/2026-03-14/front.jpg': jpeg(1),
    'Lee/2026-03-14/top.jpg': jpeg(2),
    'Lee/2026-03-14/crown.jpg': jpeg(3),
    'Lee/2026-03-14/back.jpg': jpeg(4),
  })
  await desk.run()
  return desk
}

test('a healthy catalogue is sound', async () => {
  const desk = await deskWithPhotos()
  expect(await check(desk)).toEqual({
    isSound: true,
    integrity: [],
    danglingRows: 0,
    unreadable: [],
    soundBackup: null,
    photos: 4,
    originals: { checked: 4, offline: 0, problems: [] },
    smallPictures: { missing: 0, made: 0, orphans: 0, orphanBytes: 0, removed: 0 },
    newestBackup: null,
  })
  expect((await check(desk, { sample: 2 })).originals.checked).toBe(2)
})

test.skipIf(process.platform === 'win32')(
  'an original that cannot be reached is not called gone',
  async () => {
    const desk = await deskWithPhotos()
    const folder = join(desk.folder, 'Lee')
    renameSync(folder, `${folder} elsewhere`)
    // Never ends, as a folder that may not be entered never opens; that would not stop the superuser.
    symlinkSync(folder, folder)
    const { originals } = await check(desk, { sample: 1 })
    expect(originals.problems.map(({ problem }) => problem)).toEqual(['unreadable'])
  },
)

test('originals that rotted, were edited or are gone are told apart', async () => {
  const desk = await deskWithPhotos()
  const at = (name: string): string => join(desk.folder, 'Lee/2026-03-14', name)
  // One bit, and the date as it was: that is a disk and no person.
  const { atime, mtime } = statSync(at('front.jpg'))
  utimesSync(at('front.jpg'), atime, mtime)
  await desk.run()
  const rotten = readFileSync(at('front.jpg'))
  rotten[rotten.length >> 1] ^= 1
  writeFileSync(at('front.jpg'), rotten)
  utimesSync(at('front.jpg'), atime, mtime)
  writeFileSync(at('top.jpg'), await jpeg(9))
  unlinkSync(at('crown.jpg'))
  const { isSound, originals } = await check(desk)
  expect(isSound).toBe(false)
  expect(
    Object.fromEntries(originals.problems.map(({ file, problem }) => [basename(file), problem])),
  ).toEqual({
    'crown.jpg': 'gone',
    'front.jpg': 'rotten',
    'top.jpg': 'edited',
  })
})

test('a drive that is off is no damage', async () => {
  const desk = await deskWithPhotos()
  renameSync(desk.folder, `${desk.folder} away`)
  expect(await check(desk)).toMatchObject({
    isSound: true,
    originals: { checked: 0, offline: 4, problems: [] },
  })
})

test('small pictures of no photo are counted, and removed where asked; others are not touched', async () => {
  const desk = await deskWithPhotos()
  const derived = join(desk.catalogueFolder, 'derived')
  const [photo, other] = desk.catalogue.photos.list({})
  const orphan = derivedFile(derived, 'ab'.repeat(32), 'thumb')
  const note = join(derived, photo.sha256.slice(0, 2), 'note.txt')
  await writeFiles(derived, {
    [orphan.slice(derived.length)]: 'four',
    [`${derivedFile(derived, photo.sha256, 'preview').slice(derived.length)}.1234.part`]: 'half',
    [note.slice(derived.length)]: 'by hand',
    // What alignment keeps goes with its photo.
    [orphan.slice(derived.length).replace('thumb.jpg', 'analysis')]: 'five!',
    [derivedFile(derived, photo.sha256, 'preview').slice(derived.length).replace('preview.jpg', 'analysis')]:
      'kept',
  })
  rmSync(derivedFile(derived, other.sha256, 'preview'))
  expect((await check(desk)).smallPictures).toEqual({
    missing: 1,
    made: 0,
    orphans: 3,
    orphanBytes: 13,
    removed: 0,
  })
  expect((await check(desk, { removeOrphans: true })).smallPictures).toMatchObject({ orphans: 3, removed: 3 })
  expect((await check(desk)).smallPictures).toMatchObject({ missing: 1, orphans: 0 })
  expect(readFileSync(note, 'utf8')).toBe('by hand')
})

test('small pictures that are lost are made again where asked, from the originals that are there', async () => {
  const desk = await deskWithPhotos()
  rmSync(join(desk.catalogueFolder, 'derived'), { recursive: true })
  unlinkSync(join(desk.folder, 'Lee/2026-03-14/top.jpg'))
  const originals = snapshotFiles(desk.folder)
  expect((await check(desk)).smallPictures).toMatchObject({ missing: 4, made: 0 })
  const reported: number[] = []
  const made = await checkCatalogue(
    desk,
    { sample: 0, makeMissing: true },
    { ...context, report: ({ done }) => reported.push(done) },
  )
  expect(made.smallPictures).toMatchObject({ missing: 1, made: 3, orphans: 0 })
  expect(reported.at(-1)).toBe(4)
  expect((await check(desk)).smallPictures).toMatchObject({ missing: 1, made: 0 })
  expect(snapshotFiles(desk.folder)).toEqual(originals)
})
