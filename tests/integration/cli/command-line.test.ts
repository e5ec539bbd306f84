import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { openDatabase } from '../../../src/backend/catalogue/open-database.ts'
import { openCatalogue } from '../../../src/backend/catalogue/open-catalogue.ts'
import { sayOfReading } from '../../../src/backend/services/import/say-of-reading.ts'
import { runFadeline, runFadelineJson } from '../../support/run-fadeline.ts'
import { snapshotFiles } from '../../support/snapshot-files.ts'

const SAMPLE = fileURLToPath(new URL('../../../resources/sample-clinic', import.meta.url))

const PhotoRow = z.object({
  id: z.int(),
  file: z.string(),
  phase: z.string(),
  visitDate: z.string().nullable(),
  view: z.string(),
})
const Figure = z.object({ date: z.string(), phase: z.string(), retentionPercent: z.number().nullable() })

let work: string
let clinic: string
let catalogue: string
let originals: Readonly<Record<string, string>>

function fadeline(...args: string[]) {
  return runFadelineJson(['--catalogue', catalogue, ...args])
}

async function frontPhotos(client = 'Hartmann, Jonas'): Promise<z.infer<typeof PhotoRow>[]> {
  const { answer } = await fadeline('photos', '--client', client, '--view', 'front')
  return z.array(PhotoRow).parse(answer)
}

beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'fadeline-cli-'))
  clinic = join(work, 'clinic')
  catalogue = join(work, 'catalogue')
  cpSync(SAMPLE, clinic, { recursive: true, preserveTimestamps: true })
  originals = snapshotFiles(clinic)
})

afterAll(() => rmSync(work, { recursive: true, force: true }))

// One story in order: each command works on what the ones before it left behind, as in a script.
describe('from a clinic folder to an export', () => {
  test('imports the folder', async () => {
    const { exitCode, answer } = await fadeline('import', clinic)
    expect(exitCode).toBe(0)
    expect(answer).toEqual({
      clients: 5,
      visits: 15,
      photos: 55,
      added: 55,
      moved: 0,
      duplicates: 0,
      edited: 0,
      films: 0,
      skipped: [],
      passedOver: [],
      elapsedMs: expect.any(Number),
      // A camera's name in a client's folder with crowns: the picture is from behind.
      followed: 0,
      viewsSuggested: 1,
      peakRssMb: expect.any(Number),
    })
  })

  test('a second import of the same folder adds nothing', async () => {
    const { answer } = await fadeline('import', clinic)
    expect(answer).toMatchObject({
      clients: 5,
      visits: 15,
      photos: 55,
      added: 0,
      moved: 0,
      duplicates: 0,
      skipped: [],
    })
  })

  test('lists the clients', async () => {
    const { answer } = await fadeline('clients')
    const rows = z
      .array(z.strictObject({ id: z.int(), name: z.string(), visits: z.int(), photos: z.int() }))
      .parse(answer)
    expect(rows.map(({ name, visits, photos }) => [name, visits, photos])).toEqual([
      ['0042 RB', 2, 2],
      ['Hartmann, Jonas', 5, 25],
      ['Lindqvist, Erik', 1, 2],
      ['Moreno, Luis', 5, 23],
      ['Novak, Petr', 2, 3],
    ])
  })

  test('lists a view of a client through all phases', async () => {
    const photos = await frontPhotos()
    expect(photos.map(({ visitDate, phase, view }) => [visitDate, phase, view])).toEqual([
      ['2024-01-15', 'pre-treatment', 'front'],
      ['2024-01-15', 'fresh', 'front'],
      ['2024-02-19', 'healed', 'front'],
      ['2024-08-12', 'healed', 'front'],
      ['2025-02-18', 'healed', 'front'],
    ])
  })

  test('aligns two photos by id and by file alike', async () => {
    const photos = await frontPhotos()
    const [before, after] = [photos[2], photos[3]]
    const byId = await fadeline('align', String(before.id), String(after.id))
    expect(byId.answer).toMatchObject({ verdict: 'aligned', poseDiffers: expect.any(Boolean) })
    const pairs = join(work, 'pairs.json')
    writeFileSync(
      pairs,
      JSON.stringify([
        { id: 'a', before: before.file, after: after.file },
        { id: 'b', before: before.file, after: join(work, 'none.jpg') },
      ]),
    )
    const byFile = await fadeline('align', '--pairs', pairs)
    expect(byFile.answer).toMatchObject([
      { id: 'a', verdict: 'aligned' },
      { id: 'b', error: { code: 'file-not-found' } },
    ])
    const Matrix = z.object({ afterToBefore: z.array(z.array(z.number()).length(3)).length(3) })
    const [first] = z.tuple([Matrix, z.unknown()]).parse(byFile.answer)
    const second = Matrix.parse(byId.answer)
    // The centre of the after photo lands within a pixel or two of the same place either way.
    const land = ({ afterToBefore: m }: z.infer<typeof Matrix>): number[] => {
      const [x, y, w] = m.map((row) => row[0] * 576 + row[1] * 500 + row[2])
      return [x / w, y / w]
    }
    expect(Math.hypot(land(first)[0] - land(second)[0], land(first)[1] - land(second)[1])).toBeLessThan(4)
  })

  test('says that a fade needs regions, and measures it once they are set', async () => {
    const without = await fadeline('fade', '--client', 'Hartmann, Jonas', '--view', 'front')
    expect(without).toMatchObject({ exitCode: 1, answer: { error: { code: 'no-regions' } } })

    const drawn = z
      .record(z.string(), z.object({ treated: z.unknown(), bare: z.unknown() }))
      .parse(JSON.parse(readFileSync(join(SAMPLE, '..', 'sample-clinic-regions.json'), 'utf8')))[
      'Hartmann, Jonas/2024-02-19 Review 5 weeks/front.jpg'
    ]
    const [treated, bare] = [join(work, 'treated.json'), join(work, 'bare.json')]
    writeFileSync(treated, JSON.stringify(drawn.treated))
    writeFileSync(bare, JSON.stringify(drawn.bare))
    const baseline = (await frontPhotos())[2]
    const set = await fadeline(
      'regions',
      '--photo',
      String(baseline.id),
      '--treated',
      treated,
      '--bare',
      bare,
    )
    expect(set).toEqual({ exitCode: 0, answer: { photo: baseline.id, ...drawn } })

    const { exitCode, answer } = await fadeline('fade', '--client', 'Hartmann, Jonas', '--view', 'front')
    expect(exitCode).toBe(0)
    const { visits } = z.object({ visits: z.array(Figure) }).parse(answer)
    expect(visits.map(({ phase }) => phase)).toEqual(['pre-treatment', 'fresh', 'healed', 'healed', 'healed'])
    const [, , healed, months7, months13] = visits.map(({ retentionPercent }) => retentionPercent)
    expect(healed).toBe(100)
    // True retention in this region lies between that of the hairline and of the top: 66-80 % and 47-66 %.
    expect(months7).toBeGreaterThan(60)
    expect(months7).toBeLessThan(86)
    expect(months13).toBeGreaterThan(40)
    expect(months13).toBeLessThan(73)
  })

  test('exports with a record that verifies, and notices a change', async () => {
    const photos = await frontPhotos('Moreno, Luis')
    const out = join(work, 'moreno.jpg')
    const made = await fadeline(
      'export',
      '--before',
      String(photos[0].id),
      '--after',
      String(photos[2].id),
      '--layout',
      'wipe',
      '--out',
      out,
    )
    expect(made).toMatchObject({
      exitCode: 0,
      answer: { file: out, record: { layout: 'wipe', format: 'fadeline-record' } },
    })
    const verified = await fadeline('verify', out)
    expect(verified.answer).toMatchObject({ ok: true, originals: [{ found: true }, { found: true }] })

    const bytes = readFileSync(out)
    const forged = join(work, 'forged.jpg')
    writeFileSync(forged, bytes.subarray(0, bytes.length - 2000))
    const refused = await fadeline('verify', forged)
    expect(refused.answer).not.toMatchObject({ ok: true })
  })

  test('an export never replaces an original', async () => {
    const photos = await frontPhotos('Moreno, Luis')
    const { exitCode } = await fadeline(
      'export',
      '--before',
      String(photos[0].id),
      '--after',
      String(photos[2].id),
      '--layout',
      'wipe',
      '--out',
      photos[0].file,
    )
    expect(exitCode).toBe(1)
  })

  test('left every original as it was: bytes, time of change and mode', () => {
    expect(snapshotFiles(clinic)).toEqual(originals)
  })
})

describe('an import says in words', () => {
  test('what it added and could not read, and which photos followed what was said since', async () => {
    const folder = join(work, 'said since')
    const folderCatalogue = join(work, 'said catalogue')
    cpSync(join(clinic, '0042 RB'), join(folder, '0042 RB'), { recursive: true })
    writeFileSync(join(folder, '0042 RB', 'notes.txt'), 'no photo')
    const words = async (): Promise<readonly string[]> => {
      const { exitCode, stdout } = await runFadeline(['--catalogue', folderCatalogue, 'import', folder])
      expect(exitCode).toBe(0)
      return stdout
        .split('\n')
        .map((line) => line.replace(/\d+ s and at most \d+ MB/, 'N s and at most N MB'))
    }
    const close = ['Took N s and at most N MB of memory; the originals were only read', '']
    expect(await words()).toEqual([
      '2 photos imported',
      '1 file not read:',
      '  No photos, or of a kind that is not read: 1',
      '    0042 RB/notes.txt',
      'In the catalogue from this folder: 1 client, 2 visits, 2 photos',
      ...close,
    ])

    const said = openCatalogue(folderCatalogue)
    try {
      const saidOf = { kind: 'client', read: '0042 RB', said: { name: 'Brown, Rita' } } as const
      await sayOfReading({ catalogue: said, now: () => new Date() }, folder, [saidOf])
    } finally {
      said.close()
    }
    expect(await words()).toEqual([
      'No new photos in this folder',
      '2 photos put right: now with the client or visit that you said since',
      '1 file not read:',
      '  No photos, or of a kind that is not read: 1',
      '    0042 RB/notes.txt',
      'In the catalogue from this folder: 1 client, 2 visits, 2 photos',
      ...close,
    ])
  })
})

describe('what can go wrong', () => {
  test.each([
    { args: ['import', '/no/such/folder'], code: 'folder-not-found' },
    { args: ['align', '/no/such/a.jpg', '/no/such/b.jpg'], code: 'file-not-found' },
    {
      args: ['align', fileURLToPath(import.meta.url), fileURLToPath(import.meta.url)],
      code: 'unsupported-format',
    },
    { args: ['align', '999999', '999998'], code: 'not-found' },
    { args: ['fade', '--client', 'Nobody', '--view', 'front'], code: 'not-found' },
    { args: ['verify', '/no/such/file.jpg'], code: 'file-not-found' },
    { args: ['measure', '--pairs', '/no/such/file.json'], code: 'file-not-found' },
    { args: ['measure', '--pairs', fileURLToPath(import.meta.url)], code: 'invalid-input' },
  ])('$args is an error with the code $code and exit status 1', async ({ args, code }) => {
    const { exitCode, answer } = await fadeline(...args)
    expect({ exitCode, answer }).toEqual({
      exitCode: 1,
      answer: { error: { code, message: expect.any(String) } },
    })
  })

  test.each([
    [],
    ['dance'],
    ['import'],
    // A script's variable that was not set is not the folder one stands in.
    ['import', ''],
    ['--catalogue', '', 'clients'],
    ['align', 'one.jpg'],
    ['fade', '--client', 'A'],
    ['photos', '--view', 'sideways'],
    ['export', '--before', 'x', '--after', '2', '--layout', 'wipe', '--out', 'a.jpg'],
    ['clients', '--loud'],
  ])('wrong usage %j exits with 2 and says how it goes', async (...args) => {
    const { exitCode, stdout, stderr } = await runFadeline(['--catalogue', catalogue, ...args])
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
    expect(stderr).not.toMatch(/^\s+at /m)
    expect(stderr.trim()).not.toBe('')
  })
})

describe('the catalogue is looked after', () => {
  test('copied, found sound, and put back', async () => {
    const copy = join(work, 'copy.sqlite')
    const { answer } = await fadeline('backup', copy)
    expect(answer).toMatchObject({ file: copy, photos: 55 })
    expect(readdirSync(join(catalogue, 'backups'))).toEqual([expect.stringMatching(/^daily-.*sqlite$/)])
    expect(await fadeline('backup', copy)).toMatchObject({
      exitCode: 1,
      answer: { error: { code: 'file-not-writable' } },
    })
    expect(await fadeline('doctor', '--sample', '3')).toMatchObject({
      exitCode: 0,
      answer: { isSound: true, photos: 55, originals: { checked: 3, problems: [] } },
    })
    writeFileSync(join(catalogue, 'catalogue.sqlite'), 'a disk that failed '.repeat(500))
    expect(await fadeline('clients')).toMatchObject({
      exitCode: 1,
      answer: {
        error: {
          code: 'catalogue-damaged',
          message: expect.stringMatching(/newest is .*backups.daily-20.*\.sqlite, of 20/),
        },
      },
    })
    expect((await fadeline('restore', copy)).answer).toMatchObject({ photos: 55 })
    expect((await fadeline('doctor')).answer).toMatchObject({ isSound: true, photos: 55 })
    expect(await fadeline('restore', join(clinic, 'no such copy'))).toMatchObject({
      exitCode: 1,
      answer: { error: { code: 'file-not-found' } },
    })
    expect((await runFadeline(['--catalogue', catalogue, 'doctor', '--sample', '2'])).stdout).toMatch(
      /^The catalogue is sound: 55 photos\.\n2 originals read in full, each byte as it was when it was imported\.\nThe newest backup is of 20/,
    )
    expect(await fadeline('doctor', '--sample', 'some')).toMatchObject({ exitCode: 2 })
  })

  test('an entry that cannot be read is left out of the list, which says so, and told by the doctor', async () => {
    const folder = join(work, 'one photo')
    mkdirSync(folder)
    copyFileSync(join(clinic, '0042 RB/before/front.jpg'), join(folder, 'front.jpg'))
    const damagedFolder = join(work, 'damaged catalogue')
    const damaged = ['--catalogue', damagedFolder]
    await runFadelineJson([...damaged, 'import', folder])
    const backup = join(damagedFolder, 'backups', 'by-hand-1.sqlite')
    await runFadelineJson([...damaged, 'backup', backup])
    const database = openDatabase(damagedFolder)
    database.exec("UPDATE photo SET view = 'frond'")
    database.close()
    expect(await runFadelineJson([...damaged, 'photos'])).toMatchObject({ exitCode: 1, answer: [] })
    expect((await runFadeline([...damaged, 'photos'])).stderr).toContain(
      'Entries of the catalogue that cannot be read: 1 photo. Lists leave them out; fadeline doctor',
    )
    expect(await runFadelineJson([...damaged, 'doctor'])).toMatchObject({
      exitCode: 1,
      answer: { isSound: false, integrity: [], unreadable: [{ entry: 'photo', rows: 1 }] },
    })
    const inWords = await runFadeline([...damaged, 'doctor'])
    expect(inWords.stdout).toMatch(/^Something is damaged: 1 photo\.\n/)
    expect(inWords.stdout).toContain('Entries of the catalogue that cannot be read: 1 photo.')
    expect(inWords.stdout).toContain(`fadeline restore "${backup}"`)
    await runFadelineJson([...damaged, 'restore', backup])
    expect(await runFadelineJson([...damaged, 'doctor'])).toMatchObject({
      exitCode: 0,
      answer: { isSound: true },
    })
  })

  test('and a script hears of damage by the exit status', async () => {
    const folder = join(work, 'rot')
    mkdirSync(folder)
    const photo = join(folder, 'front.jpg')
    copyFileSync(join(clinic, '0042 RB/before/front.jpg'), photo)
    const written = new Date('2026-03-14T10:00:00Z')
    utimesSync(photo, written, written)
    const rotten = ['--catalogue', join(work, 'rotten catalogue')]
    await runFadelineJson([...rotten, 'import', folder])
    const bytes = readFileSync(photo)
    bytes[bytes.length >> 1] ^= 0xff
    writeFileSync(photo, bytes)
    utimesSync(photo, written, written)
    expect(await runFadelineJson([...rotten, 'doctor'])).toMatchObject({
      exitCode: 1,
      answer: { isSound: false },
    })
  })
})
