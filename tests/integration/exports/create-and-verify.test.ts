import { createHash } from 'node:crypto'
import { link, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readEmbeddedRecord } from '../../../src/backend/services/exports/record-file.ts'
import { createExport } from '../../../src/backend/services/exports/create-export.ts'
import type {
  ExportDependencies,
  ExportPhoto,
} from '../../../src/backend/services/exports/export-dependencies.ts'
import { verifyExport } from '../../../src/backend/services/exports/verify-export.ts'
import { ExportRecord } from '../../../src/contract/exports.ts'
import { ExportId, PhotoId } from '../../../src/contract/ids.ts'
import type { Registration } from '../../../src/contract/registrations.ts'
import { IDENTITY, type Matrix3 } from '../../../src/domain/transform.ts'
import { paintScene, photoOf } from './synthetic-pair.ts'

const WIDTH = 480
const HEIGHT = 400
const AFTER_TO_BEFORE: Matrix3 = [0.99, -0.03, 12.5, 0.03, 0.99, -6.5, 0, 0, 1]
const BEFORE = PhotoId.parse(1)
const AFTER = PhotoId.parse(2)

let folder: string
let photos: ExportPhoto[]
let registration: Registration | null
let dependencies: ExportDependencies

const context = { signal: new AbortController().signal, report: () => undefined }

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fadeline-exports-'))
  photos = [
    await storePhoto(BEFORE, 'Anna Secret before.png', IDENTITY, '2024-01-15', 'pre-treatment'),
    await storePhoto(AFTER, 'Anna Secret after.png', AFTER_TO_BEFORE, '2024-02-19', 'healed'),
  ]
  registration = {
    verdict: 'aligned',
    method: 'by-hand',
    kind: 'similarity',
    confidence: 40,
    afterToBefore: [...AFTER_TO_BEFORE],
    residualPercent: 0.2,
    poseDiffers: false,
    reasons: [],
    elapsedMs: 1,
    beforeId: BEFORE,
    afterId: AFTER,
    measuringWarp: null,
    points: [],
    madeBy: 'person',
  }
  dependencies = {
    program: 'Fadeline 0.1.0',
    exportsFolder: join(folder, 'exports'),
    now: () => new Date('2026-03-14T10:22:05Z'),
    findPhoto: (id) => photos.find((photo) => photo.id === id) ?? null,
    findPhotoBySha256: (sha256) => photos.find((photo) => photo.sha256 === sha256) ?? null,
    alignPair: () => registration,
    isPlaceOfOriginal: (file) => photos.some((photo) => photo.places.includes(file)),
    keepExport: () => ExportId.parse(7),
  }
})

afterEach(() => rm(folder, { recursive: true }))

async function storePhoto(
  id: PhotoId,
  name: string,
  toScene: Matrix3,
  date: string,
  phase: ExportPhoto['phase'],
): Promise<ExportPhoto> {
  const bytes = await photoOf(paintScene(WIDTH, HEIGHT, toScene), WIDTH, HEIGHT).toBuffer()
  const file = join(folder, name)
  await writeFile(file, bytes)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return { id, sha256, places: [file], widthPx: WIDTH, heightPx: HEIGHT, date, phase, view: 'top' }
}

const create = (more: { readonly file?: string; readonly layout?: 'side-by-side' | 'wipe' } = {}) =>
  createExport(dependencies, { beforeId: BEFORE, afterId: AFTER, layout: 'side-by-side', ...more }, context)

describe('creating an export', () => {
  test('writes the picture, its record beside it and the same record inside it', async () => {
    const made = await create()
    expect(made.id).toBe(7)
    expect(await readdir(join(folder, 'exports'))).toEqual([
      'top_2024-01-15_2024-02-19_side-by-side.jpg',
      'top_2024-01-15_2024-02-19_side-by-side.record.json',
    ])
    const beside = ExportRecord.parse(JSON.parse(await readFile(made.recordFile, 'utf8')))
    expect(beside).toEqual(made.record)
    expect(readEmbeddedRecord(await readFile(made.file))).toEqual(made.record)
    expect(beside).toMatchObject({
      format: 'fadeline-record',
      program: 'Fadeline 0.1.0',
      madeAt: '2026-03-14T10:22:05.000Z',
      originals: [
        { role: 'before', sha256: photos[0].sha256, date: '2024-01-15', phase: 'pre-treatment', view: 'top' },
        { role: 'after', sha256: photos[1].sha256, date: '2024-02-19', phase: 'healed', view: 'top' },
      ],
    })
    expect(beside.operations.map(({ kind }) => kind)).toEqual([
      'register',
      'crop',
      'scale',
      'arrange',
      'caption',
    ])
    expect(beside.operations.at(-1)).toEqual({
      kind: 'caption',
      lines: ['Before · 15 Jan 2024', 'After · 19 Feb 2024 · healed'],
    })
  })

  test('claims no closeness of what a person placed by points that always fit', async () => {
    const closeness = async (): Promise<unknown> => {
      const { record, file } = await create()
      expect((await verifyExport(dependencies, file)).ok).toBe(true)
      return record.operations.find(({ kind }) => kind === 'register')
    }
    expect(await closeness()).toMatchObject({ residualPercent: 0.2 })
    if (registration === null) throw new Error('The pair is aligned')
    registration = { ...registration, residualPercent: 0 }
    expect(await closeness()).toMatchObject({ residualPercent: null })
  })

  test('lets no name and no folder into the picture or the record', async () => {
    const made = await create()
    const written = Buffer.concat([await readFile(made.file), await readFile(made.recordFile)])
    expect(written.includes('Secret')).toBe(false)
    expect(written.includes(folder)).toBe(false)
  })

  test('leaves the originals as they were', async () => {
    const before = await Promise.all(photos.map((photo) => stat(photo.places[0])))
    await create()
    const after = await Promise.all(photos.map((photo) => stat(photo.places[0])))
    expect(after.map(({ mtimeMs, size }) => [mtimeMs, size])).toEqual(
      before.map(({ mtimeMs, size }) => [mtimeMs, size]),
    )
  })

  test('gives a second picture of the pair another name', async () => {
    const [first, second] = [await create(), await create()]
    expect(second.file).not.toBe(first.file)
  })

  test('replaces an earlier export of the same name', async () => {
    const file = join(folder, 'result.jpg')
    await create({ file })
    const again = await create({ file, layout: 'wipe' })
    expect(readEmbeddedRecord(await readFile(file))).toEqual(again.record)
  })

  test('adds .jpg where the name has no extension', async () => {
    expect((await create({ file: join(folder, 'result') })).file).toBe(join(folder, 'result.jpg'))
  })

  test('never writes over an original, by path, hard link, symbolic link or copy', async () => {
    const original = await readFile(photos[0].places[0])
    const asJpeg = join(folder, 'original.jpg')
    await writeFile(asJpeg, original)
    await link(photos[1].places[0], join(folder, 'hard.jpg'))
    await symlink(photos[1].places[0], join(folder, 'soft.jpg'))
    const known = { ...photos[0], places: [join(folder, 'gone.jpg')] }
    photos = [...photos, { ...known, id: PhotoId.parse(3), sha256: 'f'.repeat(64) }]
    const kept = await readdir(folder)
    for (const name of ['original.jpg', 'hard.jpg', 'soft.jpg', 'gone.jpg']) {
      await expect(create({ file: join(folder, name) })).rejects.toMatchObject({ code: 'file-not-writable' })
    }
    expect(await readdir(folder)).toEqual(kept)
    expect((await readFile(asJpeg)).equals(original)).toBe(true)
  })

  test('never writes over a file that is no export, nor over a record file that is none', async () => {
    await writeFile(join(folder, 'unknown.jpg'), 'not ours')
    await writeFile(join(folder, 'new.record.json'), '{"not":"ours"}')
    for (const name of ['unknown.jpg', 'new.jpg']) {
      await expect(create({ file: join(folder, name) })).rejects.toMatchObject({ code: 'file-not-writable' })
    }
    expect(await readFile(join(folder, 'unknown.jpg'), 'utf8')).toBe('not ours')
  })

  test.each([
    ['missing/result.jpg', 'folder-not-found'],
    ['result.png', 'invalid-input'],
  ])('refuses the name %s', async (name, code) => {
    await expect(create({ file: join(folder, name) })).rejects.toMatchObject({ code })
  })

  test('refuses a pair that cannot be aligned, or that still needs points', async () => {
    registration = { ...registration!, verdict: 'needs-points' }
    await expect(create()).rejects.toMatchObject({ code: 'not-registered' })
    registration = null
    await expect(create()).rejects.toMatchObject({ code: 'not-registered' })
  })

  test('refuses a photo with itself, and one that is not there', async () => {
    const twice = { beforeId: BEFORE, afterId: BEFORE, layout: 'wipe' as const }
    await expect(createExport(dependencies, twice, context)).rejects.toMatchObject({ code: 'invalid-input' })
    const gone = { ...twice, afterId: PhotoId.parse(99) }
    await expect(createExport(dependencies, gone, context)).rejects.toMatchObject({ code: 'not-found' })
  })

  test('refuses an original that changed since it was imported', async () => {
    await writeFile(photos[0].places[0], 'something else')
    await expect(create()).rejects.toMatchObject({ code: 'original-offline' })
  })

  test('leaves nothing behind when it is cancelled', async () => {
    const cancelled = { signal: AbortSignal.abort(), report: () => undefined }
    const input = {
      beforeId: BEFORE,
      afterId: AFTER,
      layout: 'wipe' as const,
      file: join(folder, 'result.jpg'),
    }
    const kept = await readdir(folder)
    await expect(createExport(dependencies, input, cancelled)).rejects.toMatchObject({ code: 'cancelled' })
    expect(await readdir(folder)).toEqual(kept)
  })
})

describe('verifying an export', () => {
  test.each(['side-by-side', 'wipe'] as const)(
    'says that an untouched %s is as it was made',
    async (layout) => {
      const { file, record } = await create({ layout })
      expect(await verifyExport(dependencies, file)).toEqual({
        ok: true,
        originals: record.originals.map(({ sha256 }) => ({ sha256, found: true })),
        operations: record.operations,
        problems: [],
      })
    },
  )

  test('needs only one of the two records', async () => {
    const { file, recordFile } = await create()
    await rm(recordFile)
    expect(await verifyExport(dependencies, file)).toMatchObject({ ok: true })
  })

  test('notices a changed pixel', async () => {
    const { file } = await create()
    await retouch(file)
    expect(await verifyExport(dependencies, file)).toMatchObject({
      ok: false,
      originals: [{ found: true }, { found: true }],
      problems: ['The pixels of the picture were changed after it was exported.'],
    })
  })

  test('notices a retouched picture whose record was made to fit', async () => {
    const { file, recordFile, record } = await create()
    const { decodeExportedPicture, hashPixels } =
      await import('../../../src/backend/imaging/exported-picture.ts')
    await retouch(file)
    const forged = { ...record, pixelSha256: hashPixels(await decodeExportedPicture(await readFile(file))) }
    await writeFile(recordFile, JSON.stringify(forged))
    const { ok, problems } = await verifyExport(dependencies, file)
    expect(ok).toBe(false)
    expect(problems).toEqual([expect.stringContaining('looks different')])
  })

  test('notices a record with another date', async () => {
    const { file, recordFile } = await create()
    const text = await readFile(recordFile, 'utf8')
    await writeFile(recordFile, text.replaceAll('2024-02-19', '2025-02-19'))
    const { ok, problems } = await verifyExport(dependencies, file)
    expect(ok).toBe(false)
    expect(problems).toContain('The record beside the picture says something else than the record inside it.')
  })

  test('notices an original that is gone, changed, or not in the catalogue', async () => {
    const { file } = await create()
    await writeFile(photos[0].places[0], 'something else')
    const [before, after] = photos
    photos = [before]
    expect(await verifyExport(dependencies, file)).toMatchObject({
      ok: false,
      originals: [
        { sha256: before.sha256, found: false },
        { sha256: after.sha256, found: false },
      ],
      problems: [
        'The original of the before photo is gone from its folder, or has changed.',
        'The after photo is not in this catalogue.',
      ],
    })
  })

  test('tells a file that is no export, and a file that is not there', async () => {
    await expect(verifyExport(dependencies, photos[0].places[0])).rejects.toMatchObject({
      code: 'not-an-export',
    })
    await expect(verifyExport(dependencies, join(folder, 'nowhere.jpg'))).rejects.toMatchObject({
      code: 'file-not-found',
    })
  })
})

/** Paints a soft spot over a picture, as somebody might over a bald patch; the record beside it stays. */
async function retouch(file: string): Promise<void> {
  const spot = { width: 40, height: 40, channels: 3 as const, background: '#8a6a5a' }
  const painted = await sharp(await readFile(file))
    .composite([{ input: await sharp({ create: spot }).png().toBuffer(), left: 60, top: 60 }])
    .keepIccProfile()
    .jpeg({ quality: 95 })
    .toBuffer()
  await writeFile(file, painted)
}
