import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { openCatalogue } from '../../../src/backend/catalogue/open-catalogue.ts'
import { snapshotFiles } from '../../support/snapshot-files.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { noise, photoWithExif, pngBomb } from '../imaging/made-photos.ts'
import { storedPreview, tiffRaw } from '../imaging/made-raws.ts'
import { openImportDesk, writeFiles } from './import-desk.ts'

const jpeg = (seed: number): Promise<Buffer> => noise(seed).jpeg().toBuffer()

const whatHappened = ({
  added,
  moved,
  duplicates,
  skipped,
}: Awaited<ReturnType<ReturnType<typeof openImportDesk>['run']>>) => ({
  added,
  moved,
  duplicates,
  skipped,
})
const NOTHING = { added: 0, moved: 0, duplicates: 0, skipped: [] }

describe('an import', () => {
  test('puts photos into clients and visits as their names and cameras say', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, {
      'Surname, First/2026-01-15 Before/front.jpg': jpeg(1),
      'Surname, First/2026-01-15 Session 1/front.png': noise(2).png().toBuffer(),
      'Surname, First/2026-02-02/top.webp': noise(3).webp().toBuffer(),
      'Surname, First/2026-03-20/crown.tif': noise(4).tiff().toBuffer(),
      '0042 AB/before/left.jpg': jpeg(5),
      'Lopez/IMG_2031.jpg': photoWithExif({ taken: '2026:03:14 23:58:00', offset: '-08:00' }, 6),
      'Lopez/IMG_2032.jpg': photoWithExif({ taken: '1970:01:01 00:00:00' }, 7),
    })
    const report = await desk.run()
    expect(report).toMatchObject({ clients: 3, visits: 7, photos: 7, ...NOTHING, added: 7 })
    expect(desk.photos()).toEqual([
      { client: '0042 AB', visitDate: null, phase: 'pre-treatment', view: 'left-profile', status: 'ok' },
      { client: 'Lopez', visitDate: '2026-03-14', phase: 'unknown', view: 'unknown', status: 'ok' },
      { client: 'Lopez', visitDate: null, phase: 'unknown', view: 'unknown', status: 'ok' },
      {
        client: 'Surname, First',
        visitDate: '2026-01-15',
        phase: 'pre-treatment',
        view: 'front',
        status: 'ok',
      },
      { client: 'Surname, First', visitDate: '2026-01-15', phase: 'fresh', view: 'front', status: 'ok' },
      { client: 'Surname, First', visitDate: '2026-02-02', phase: 'healing', view: 'top', status: 'ok' },
      { client: 'Surname, First', visitDate: '2026-03-20', phase: 'healed', view: 'crown', status: 'ok' },
    ])
  })

  test('makes "after" on the day of "before" the session', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, {
      'Lee/2026-03-14/after/front.jpg': jpeg(1),
      'Lee/2026-03-14/before/front.jpg': jpeg(2),
    })
    await desk.run()
    const [client] = desk.catalogue.clients.list()
    expect(desk.catalogue.visits.listOf(client.id)).toMatchObject([
      { kind: 'before' },
      { kind: 'session', label: 'After' },
    ])
    expect(desk.photos().map(({ phase }) => phase)).toEqual(['fresh', 'pre-treatment'])
    // The word is met again when another photo comes.
    await writeFiles(desk.folder, { 'Lee/2026-03-14/after/top.jpg': jpeg(3) })
    expect(await desk.run()).toMatchObject({ visits: 2, added: 1 })
  })

  test('adds nothing and opens nothing the second time', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, { 'Lee/2026-03-14/front.jpg': jpeg(1), 'Lee/2026-03-14/top.jpg': jpeg(2) })
    await desk.run()
    expect(desk.reads).toHaveLength(2)
    expect(await desk.run()).toMatchObject({ clients: 1, visits: 1, photos: 2, ...NOTHING })
    expect(desk.reads).toHaveLength(2)
  })

  test('leaves every original as it is: bytes, time of change and mode', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, {
      'Lee/front.jpg': jpeg(1),
      'Lee/top.tif': noise(2).tiff().toBuffer(),
      'Lee/cut.jpg': (await jpeg(3)).subarray(0, 900),
      'Lee/note.txt': 'Dear client',
    })
    chmodSync(join(desk.folder, 'Lee/front.jpg'), 0o444)
    const before = snapshotFiles(desk.folder)
    await desk.preview()
    await desk.run()
    await desk.run()
    expect(snapshotFiles(desk.folder)).toEqual(before)
  })

  test('lists what it cannot read and imports the rest', async () => {
    const desk = openImportDesk()
    const photo = await noise(1, 640, 480).jpeg().toBuffer()
    await writeFiles(desk.folder, {
      'Lee/bomb.png': pngBomb(60_000, 60_000),
      'Lee/called photo.jpg': 'Dear client',
      'Lee/cut off.jpg': photo.subarray(0, photo.length / 2),
      'Lee/empty.jpg': '',
      'Lee/film.mp4': Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isom', 'latin1'),
      'Lee/header only.jpg': Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]),
      'Lee/note.txt': 'Dear client',
      'Lee/really a png.jpg': noise(2).png().toBuffer(),
      'Lee/sub/letter.pdf': '%PDF-1.7',
      'Lee/.hidden.jpg': jpeg(3),
      'Lee/IMG_1.XMP': '<x/>',
      'Lee/IMG_2.xmp': '<x/>',
      'Lee/thumbs.db': 'system',
      'Lee/@eaDir/x.jpg': jpeg(4),
    })
    const report = await desk.run()
    expect(whatHappened(report)).toEqual({
      added: 2,
      moved: 0,
      duplicates: 0,
      skipped: [
        { file: 'Lee/bomb.png', code: 'image-too-large' },
        { file: 'Lee/called photo.jpg', code: 'unreadable-image' },
        { file: 'Lee/empty.jpg', code: 'empty-file' },
        { file: 'Lee/film.mp4', code: 'unsupported-format' },
        { file: 'Lee/header only.jpg', code: 'truncated-image' },
        { file: 'Lee/note.txt', code: 'unsupported-format' },
        { file: 'Lee/sub/letter.pdf', code: 'unsupported-format' },
      ],
    })
    expect(report.passedOver.toSorted((one, other) => (one.name < other.name ? -1 : 1))).toEqual([
      { name: '.xmp', count: 2 },
      { name: '@eaDir', count: 1 },
      { name: 'Thumbs.db', count: 1 },
      { name: 'hidden', count: 1 },
    ])
    expect(desk.photos().map(({ status }) => status)).toEqual(['damaged', 'ok'])
    expect(desk.catalogue.imports.history()).toMatchObject([
      {
        state: 'finished',
        added: 2,
        skipped: report.skipped.toSorted((one, other) => (one.file < other.file ? -1 : 1)),
      },
    ])
  })

  test('follows no symbolic link, and says so', async () => {
    const desk = openImportDesk()
    const elsewhere = temporaryFolder()
    await writeFiles(elsewhere, { 'secret.jpg': jpeg(1) })
    await writeFiles(desk.folder, { 'Lee/front.jpg': jpeg(2) })
    symlinkSync(elsewhere, join(desk.folder, 'Lee/elsewhere'))
    symlinkSync(desk.folder, join(desk.folder, 'Lee/loop'))
    symlinkSync(join(elsewhere, 'secret.jpg'), join(desk.folder, 'Lee/link.jpg'))
    const skipped = ['elsewhere', 'link.jpg', 'loop'].map((name) => ({
      file: `Lee/${name}`,
      code: 'not-a-file',
    }))
    expect(await desk.run()).toMatchObject({ photos: 1, added: 1, skipped })
  })

  test.skipIf(process.platform !== 'linux')('reads files whose names are no UTF-8', async () => {
    const desk = openImportDesk()
    mkdirSync(join(desk.folder, 'Lee'))
    const name = Buffer.from('fa\xe7ade front.jpg', 'latin1')
    writeFileSync(Buffer.concat([Buffer.from(`${desk.folder}/Lee/`), name]), await jpeg(1))
    expect(await desk.run()).toMatchObject({ photos: 1, added: 1, skipped: [] })
    expect(await desk.run()).toMatchObject({ photos: 1, ...NOTHING })
    expect(desk.photos()).toMatchObject([{ client: 'Lee', view: 'front' }])
  })

  test('never imports its own pictures', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, { 'Lee/front.jpg': jpeg(1) })
    await desk.run()
    expect(await desk.run({ folder: desk.catalogueFolder })).toMatchObject({ photos: 0, ...NOTHING })
  })
})

describe('photos that moved or stand twice', () => {
  test('are linked again where they moved to, with what a person said of them, and not decoded', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, {
      'Lee/2026-03-14/IMG_1.jpg': jpeg(1),
      'Lee/2026-03-14/IMG_2.jpg': jpeg(2),
    })
    await desk.run()
    const [photo] = desk.catalogue.photos.list({})
    desk.catalogue.photos.correct(photo.id, { view: 'crown' })
    renameSync(join(desk.folder, 'Lee'), join(desk.folder, 'Lee, Ann'))
    expect(await desk.run()).toMatchObject({ clients: 1, visits: 1, photos: 2, ...NOTHING, moved: 2 })
    expect(desk.catalogue.photos.find(photo.id)).toMatchObject({
      client: 'Lee',
      view: 'crown',
      viewSource: 'person',
      status: 'ok',
      file: join(desk.folder, 'Lee, Ann/2026-03-14/IMG_1.jpg'),
    })
    expect(await desk.run()).toMatchObject({ photos: 2, ...NOTHING })
  })

  test('are found when only a part of the folder moved elsewhere', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, { 'Lee/front.jpg': jpeg(1), 'Ray/front.jpg': jpeg(2) })
    await desk.run()
    const archive = join(temporaryFolder(), 'Archive')
    mkdirSync(archive)
    renameSync(join(desk.folder, 'Lee'), join(archive, 'Lee'))
    expect(await desk.run({ folder: archive })).toMatchObject({ photos: 1, ...NOTHING, moved: 1 })
    expect(await desk.run()).toMatchObject({ photos: 1, ...NOTHING })
  })

  test('are kept once with every place, also when both copies are new', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, { 'Lee/front.jpg': jpeg(1), 'Lee/copies/front (2).jpg': jpeg(1) })
    expect(await desk.run()).toMatchObject({ photos: 1, added: 1, duplicates: 1, moved: 0 })
    copyFileSync(join(desk.folder, 'Lee/front.jpg'), join(desk.folder, 'Lee/third.jpg'))
    expect(await desk.run()).toMatchObject({ photos: 1, added: 0, duplicates: 1, moved: 0 })
    const [photo] = desk.catalogue.photos.list({})
    expect(desk.catalogue.photos.places(photo.id)).toHaveLength(3)
  })

  test('are called missing once their file is gone, and found again when it is back', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, { 'Lee/front.jpg': jpeg(1), 'Lee/top.jpg': jpeg(2) })
    await desk.run()
    unlinkSync(join(desk.folder, 'Lee/top.jpg'))
    expect(await desk.run()).toMatchObject({ photos: 1, ...NOTHING })
    expect(
      desk
        .photos()
        .map(({ status }) => status)
        .toSorted(),
    ).toEqual(['missing', 'ok'])
    await writeFiles(desk.folder, { 'Lee/top.jpg': jpeg(2) })
    await desk.run()
    expect(desk.photos().map(({ status }) => status)).toEqual(['ok', 'ok'])
  })

  test('are not called missing where the whole folder is suddenly empty', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, { 'Lee/front.jpg': jpeg(1) })
    await desk.run()
    rmSync(join(desk.folder, 'Lee'), { recursive: true })
    await expect(desk.run()).rejects.toMatchObject({
      code: 'folder-not-found',
      message: expect.stringContaining('drive seems to be off'),
    })
    expect(desk.photos().map(({ status }) => status)).toEqual(['offline'])
  })

  test('are not offline where another drive has them too', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, { 'Lee/front.jpg': jpeg(1), 'Lee/top.jpg': jpeg(2) })
    await desk.run()
    const copies = join(temporaryFolder(), 'Copies')
    await writeFiles(copies, { 'Lee/front.jpg': jpeg(1) })
    await desk.run({ folder: copies })
    renameSync(desk.folder, `${desk.folder} away`)
    expect(desk.catalogue.photos.list({}).map(({ file, status }) => [file, status])).toEqual([
      [join(copies, 'Lee/front.jpg'), 'ok'],
      [join(desk.folder, 'Lee/top.jpg'), 'offline'],
    ])
    renameSync(copies, `${copies} away`)
    expect(desk.photos().map(({ status }) => status)).toEqual(['offline', 'offline'])
  })

  test('are the same through a folder inside one that was imported', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, {
      'Lee/2026-03-14/front.jpg': jpeg(1),
      'Ray/2026-03-14/front.jpg': jpeg(2),
    })
    await desk.run()
    expect(await desk.run({ folder: join(desk.folder, 'Lee') })).toMatchObject({
      clients: 1,
      photos: 1,
      ...NOTHING,
    })
  })

  test('change into another photo where the file has new content', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, { 'Lee/front.jpg': jpeg(1) })
    await desk.run()
    await writeFiles(desk.folder, { 'Lee/front.jpg': jpeg(2) })
    expect(await desk.run()).toMatchObject({ photos: 1, ...NOTHING, added: 1 })
    expect(desk.catalogue.photos.list({}).map(({ status }) => status)).toEqual(['missing', 'ok'])
  })
})

describe('an import that is ended early', () => {
  test('keeps what was done when cancelled, says so, and goes on from there', async () => {
    const desk = openImportDesk()
    const names = Array.from(
      { length: 40 },
      (_, index) => `Lee/2026-03-14/IMG_${String(index).padStart(2, '0')}.jpg`,
    )
    for (const [index, name] of names.entries()) await writeFiles(desk.folder, { [name]: jpeg(index) })
    const controller = new AbortController()
    const ended = desk.run({
      signal: controller.signal,
      onRead: (count) => {
        if (count === 20) controller.abort()
      },
    })
    await expect(ended).rejects.toMatchObject({
      code: 'cancelled',
      message: expect.stringMatching(/\d+ photos were added and are kept/),
    })
    const kept = desk.catalogue.photos.count()
    expect(kept).toBeGreaterThanOrEqual(10)
    expect(kept).toBeLessThan(40)
    expect(desk.catalogue.imports.history()).toMatchObject([{ state: 'cancelled', added: kept }])

    const readsBefore = desk.reads.length
    expect(await desk.run()).toMatchObject({ photos: 40, ...NOTHING, added: 40 - kept })
    expect(desk.reads.length - readsBefore).toBe(40 - kept)
  })

  test('writes photos that take long to read before there are many, so that little is lost by a crash', async () => {
    let seconds = 0
    const desk = openImportDesk({ now: () => new Date(Date.UTC(2026, 5, 1, 12, 0, seconds)) })
    for (let index = 0; index < 20; index++)
      await writeFiles(desk.folder, { [`Lee/IMG_${index}.jpg`]: jpeg(index) })
    const written: number[] = []
    await desk.run({
      onRead: (count) => {
        seconds = count
        written.push(desk.catalogue.photos.count())
      },
    })
    expect(Math.max(...written)).toBeGreaterThanOrEqual(10)
  })

  test('writes what came before a file that hangs while it hangs', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, { 'Lee/IMG_1.jpg': jpeg(1), 'Lee/IMG_2.jpg': jpeg(2) })
    const hung = Promise.withResolvers<undefined>()
    const read = desk.reader.read.bind(desk.reader)
    vi.spyOn(desk.reader, 'read').mockImplementation(async (path, how) => {
      if (Buffer.from(path).toString().endsWith('IMG_2.jpg')) await hung.promise
      return read(path, how)
    })
    const running = desk.run()
    await vi.waitFor(() => expect(desk.catalogue.photos.count()).toBe(1), { timeout: 30_000, interval: 100 })
    hung.resolve(undefined)
    expect(await running).toMatchObject({ photos: 2, added: 2 })
  })

  test('changes nothing when cancelled before it began', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, { 'Lee/front.jpg': jpeg(1) })
    await expect(desk.run({ signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled' })
    expect(desk.catalogue.photos.count()).toBe(0)
  })

  test.each([
    ['the folder went away', ''],
    ['its drive was taken off, which leaves an empty folder', '/Lee'],
  ])('says that %s and keeps what was done', async (_, inside) => {
    const desk = openImportDesk()
    for (let index = 0; index < 40; index++)
      await writeFiles(desk.folder, { [`Lee/IMG_${index}.jpg`]: jpeg(index) })
    const ended = desk.run({
      onRead: (count) => {
        if (count === 20) renameSync(`${desk.folder}${inside}`, `${desk.folder} away`)
      },
    })
    await expect(ended).rejects.toMatchObject({
      code: 'folder-vanished',
      message: expect.stringContaining('are kept'),
    })
    const kept = desk.catalogue.photos.count()
    expect(kept).toBeGreaterThanOrEqual(5)
    expect(desk.catalogue.imports.history()).toMatchObject([{ state: 'failed', added: kept }])
    renameSync(`${desk.folder} away`, `${desk.folder}${inside}`)
    expect(await desk.run()).toMatchObject({ photos: 40, ...NOTHING, added: 40 - kept })
  })

  test('skips a single file that went away', async () => {
    const desk = openImportDesk()
    for (let index = 10; index < 40; index++)
      await writeFiles(desk.folder, { [`Lee/IMG_${index}.jpg`]: jpeg(index) })
    let isGone = false
    const report = await desk.run({
      // The first word of a stage is always said, and before anything is read.
      onProgress: ({ stage }) => {
        if (stage !== 'reading' || isGone) return
        isGone = true
        unlinkSync(join(desk.folder, 'Lee/IMG_39.jpg'))
      },
    })
    expect(whatHappened(report)).toEqual({
      ...NOTHING,
      added: 29,
      skipped: [{ file: 'Lee/IMG_39.jpg', code: 'file-not-found' }],
    })
  })

  test('is called interrupted once the program that died is started again', async () => {
    const folder = temporaryFolder()
    const catalogue = openCatalogue(folder)
    catalogue.imports.start(catalogue.imports.ensureRoot('/photos', 'now'), 'now')
    expect(catalogue.imports.history()).toMatchObject([{ state: 'running' }])
    catalogue.close()
    const again = openCatalogue(folder)
    expect(again.imports.history()).toMatchObject([{ state: 'interrupted' }])
    again.close()
  })

  test('reads in full what was ended between its pictures and its row', async () => {
    const died = openImportDesk()
    await writeFiles(died.folder, {
      'Lee/front.jpg': jpeg(1),
      'Lee/copy.jpg': jpeg(1),
      'Lee/top.jpg': jpeg(2),
    })
    await died.run()
    const again = openImportDesk({ derivedFolder: join(died.catalogueFolder, 'derived') })
    expect(await again.run({ folder: died.folder })).toMatchObject({
      photos: 2,
      ...NOTHING,
      added: 2,
      duplicates: 1,
    })
    expect(again.photos()).toEqual(died.photos())
  })

  test('refuses a second import while one runs', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, { 'Lee/front.jpg': jpeg(1) })
    const first = desk.run()
    await expect(desk.run()).rejects.toMatchObject({ code: 'busy' })
    expect(await first).toMatchObject({ added: 1 })
  })

  test('gives each file its time and not more', async () => {
    const desk = openImportDesk({ timeoutMs: 1 })
    await writeFiles(desk.folder, { 'Lee/a.jpg': jpeg(1), 'Lee/b.jpg': jpeg(2), 'Lee/c.jpg': jpeg(3) })
    expect(whatHappened(await desk.run())).toEqual({
      ...NOTHING,
      skipped: ['a', 'b', 'c'].map((name) => ({ file: `Lee/${name}.jpg`, code: 'decode-timeout' })),
    })
  })
})

describe('a folder that cannot be imported', () => {
  test('is said to be missing, or to be a file', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, { 'Lee/front.jpg': jpeg(1) })
    await expect(desk.run({ folder: join(desk.folder, 'Ray') })).rejects.toMatchObject({
      code: 'folder-not-found',
    })
    await expect(desk.run({ folder: join(desk.folder, 'Lee/front.jpg') })).rejects.toMatchObject({
      code: 'folder-not-found',
    })
  })

  test.skipIf(process.getuid?.() === 0)('is said to be closed, as a whole or in part', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, { 'Lee/front.jpg': jpeg(1), 'Ray/front.jpg': jpeg(2) })
    chmodSync(join(desk.folder, 'Ray'), 0)
    expect(await desk.run()).toMatchObject({
      added: 1,
      skipped: [{ file: 'Ray', code: 'folder-not-readable' }],
    })
    chmodSync(desk.folder, 0)
    await expect(desk.run()).rejects.toMatchObject({ code: 'folder-not-readable' })
    chmodSync(desk.folder, 0o755)
    chmodSync(join(desk.folder, 'Ray'), 0o755)
  })
})

test('progress tells how many are done of how many', async () => {
  const desk = openImportDesk()
  for (let index = 0; index < 12; index++)
    await writeFiles(desk.folder, { [`Lee/IMG_${index}.jpg`]: jpeg(index) })
  const seen: string[] = []
  await desk.run({ onProgress: ({ stage, done, total }) => seen.push(`${stage} ${done}/${total}`) })
  expect(seen[0]).toMatch(/^looking /)
  expect(seen.at(-1)).toBe('reading 12/12')
})

test('a raw file becomes a photo of its preview, and one without a preview is listed', async () => {
  const desk = openImportDesk()
  const pictures = [await storedPreview(6)]
  await writeFiles(desk.folder, {
    'Lee/front.NEF': tiffRaw({ orientation: 6, pictures }),
    'Lee/top.dng': tiffRaw({ orientation: 1, pictures: [] }, 'II*\0', true),
  })
  expect(whatHappened(await desk.run())).toEqual({
    ...NOTHING,
    added: 1,
    skipped: [{ file: 'Lee/top.dng', code: 'unsupported-format' }],
  })
  expect(desk.catalogue.photos.list({})).toMatchObject([
    { view: 'front', visitDate: '2026-03-14', width: 640, height: 480, status: 'ok' },
  ])
})

test('the photos that the running import brought in last are at hand, as many as one takes in', async () => {
  const desk = openImportDesk()
  for (let seed = 0; seed < 40; seed += 1)
    await writeFiles(desk.folder, {
      [`Lee/${String(seed).padStart(2, '0')}.jpg`]: noise(seed).jpeg().toBuffer(),
    })
  const seen: number[][] = []
  await desk.run({ onRead: () => seen.push(desk.catalogue.imports.newestPhotos().map(({ id }) => id)) })
  expect(seen.at(0)).toEqual([])
  expect(seen.at(-1)).toEqual([24, 23, 22, 21, 20, 19, 18, 17, 16, 15, 14, 13])
  expect(desk.catalogue.imports.newestPhotos()).toEqual([])
})
