import { mkdirSync, renameSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import type { PhotoId } from '../../../src/contract/ids.ts'
import type { SaidOfReading } from '../../../src/contract/said.ts'
import { lookAtRoot } from '../../../src/backend/services/import/look-at-root.ts'
import { describeNames } from '../../../src/backend/services/import/needs-a-look.ts'
import { placePhotos } from '../../../src/backend/services/import/place-photos.ts'
import { createNeedHandlers } from '../../../src/backend/services/need-handlers.ts'
import { sayOfReading } from '../../../src/backend/services/import/say-of-reading.ts'
import { sayView } from '../../../src/backend/services/import/say-view.ts'
import { setDayOrder } from '../../../src/backend/services/import/set-day-order.ts'
import { noise, photoWithExif } from '../imaging/made-photos.ts'
import { openImportDesk, writeFiles, type ImportDesk } from './import-desk.ts'

const NOW = new Date('2026-06-01T12:00:00Z')
const jpeg = (seed: number): Promise<Buffer> => noise(seed).jpeg().toBuffer()

const say = (desk: ImportDesk, ...said: SaidOfReading[]) =>
  sayOfReading({ catalogue: desk.catalogue, now: () => NOW }, desk.folder, said)

const isClient = (read: string, name: string | null): SaidOfReading => ({
  kind: 'client',
  read,
  said: { name },
})
const takeBack = (said: SaidOfReading): SaidOfReading => ({ ...said, said: null })

const NOTHING = { date: null, kind: null, phase: null } as const

/** Client, day and phase of every photo by its file. */
const standing = (desk: ImportDesk) =>
  Object.fromEntries(
    desk.catalogue.photos
      .list({})
      .map(({ file, client, visitDate, phase, phaseSource }) => [
        file.slice(desk.folder.length + 1),
        `${client}, ${visitDate ?? 'no day'}, ${phase} (${phaseSource})`,
      ]),
  )

const clientsOf = (desk: ImportDesk) =>
  Object.fromEntries(
    desk.catalogue.photos.list({}).map(({ file, client }) => [file.slice(desk.folder.length + 1), client]),
  )

const photoAt = (desk: ImportDesk, name: string) => {
  const found = desk.catalogue.photos.list({}).find(({ file }) => file.endsWith(name))
  if (found === undefined) throw new Error(`No photo at ${name}`)
  return found
}

const visitKey = async (desk: ImportDesk, client: string, index = 0): Promise<string> => {
  const found = (await desk.preview()).clients.find(({ name }) => name === client)
  const key = found?.visits[index]?.readAs[0]
  if (key === undefined) throw new Error(`No such visit of ${client}`)
  return key
}

test('what follows with the next import is read before it is written, so that nothing waits for a large folder', async () => {
  const desk = openImportDesk()
  await writeFiles(desk.folder, { 'Lee/2026-03-14/front.jpg': jpeg(1), 'Ray/2026-03-14/front.jpg': jpeg(2) })
  await desk.run()
  const { catalogue } = desk
  const filesAfter = catalogue.roots.filesAfter.bind(catalogue.roots)
  const reads: ('by turns' | 'in one go')[] = []
  vi.spyOn(catalogue.roots, 'filesAfter').mockImplementation((...asked) => {
    reads.push(catalogue.nameChanges.isCommitted ? 'by turns' : 'in one go')
    return filesAfter(...asked)
  })
  await say(desk, isClient('Lee', 'Ann'), isClient('Ray', null))
  expect((await desk.run()).followed).toBe(2)
  expect(new Set(reads)).toEqual(new Set(['by turns']))
  expect(clientsOf(desk)).toMatchObject({ 'Lee/2026-03-14/front.jpg': 'Ann' })
})

describe('two folders, one in the other, of which each could be the client', () => {
  const FILES = {
    'Kim/Ann/front.jpg': jpeg(1),
    'Kim/Bob/front.jpg': jpeg(2),
    'Lou/Cat/front.jpg': jpeg(3),
  }

  test('are asked about once a folder, and the answer holds for all and for what is added later', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, FILES)
    const { nestedNames, clients, unclear } = await desk.preview()
    expect(nestedNames).toEqual({
      outer: 'Kim',
      inner: 'Ann',
      asOuter: [isClient('Kim', 'Kim'), isClient('Lou', 'Lou')],
      asInner: [isClient('Kim', null), isClient('Lou', null)],
    })
    expect(clients.map(({ name, source, couldBe }) => [name, source, couldBe])).toEqual([
      ['Ann', 'guess', 'Kim'],
      ['Bob', 'guess', 'Kim'],
      ['Cat', 'guess', 'Lou'],
    ])
    expect(unclear.find(({ kind }) => kind === 'client')).toMatchObject({
      files: 3,
      example: 'Kim/Ann/front.jpg',
    })
    await say(desk, ...(nestedNames?.asInner ?? []))
    await writeFiles(desk.folder, { 'Max/Dan/front.jpg': jpeg(4) })
    const answered = await desk.preview()
    expect([answered.nestedNames, answered.clients.map(({ name, source }) => [name, source])]).toEqual([
      null,
      [
        ['Ann', 'folder'],
        ['Bob', 'folder'],
        ['Cat', 'folder'],
        ['Dan', 'folder'],
      ],
    ])
    await desk.run()
    expect(desk.catalogue.needs.count('client')).toBe(0)
  })

  test('need a look where they were imported unanswered, and photos follow the answer', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, FILES)
    await desk.run()
    expect(desk.catalogue.needs.count('client')).toBe(3)
    await say(desk, ...((await desk.preview()).nestedNames?.asOuter ?? []))
    await desk.run()
    expect(clientsOf(desk)).toEqual({
      'Kim/Ann/front.jpg': 'Kim',
      'Kim/Bob/front.jpg': 'Kim',
      'Lou/Cat/front.jpg': 'Lou',
    })
    expect(desk.catalogue.needs.count('client')).toBe(0)
  })

  test('are the outer one’s alone where that was the answer: no namesake elsewhere follows, and whatever comes into it does', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, FILES)
    await say(desk, ...((await desk.preview()).nestedNames?.asOuter ?? []))
    await desk.run()
    await writeFiles(desk.folder, {
      'Ann/2026-03-14/front.jpg': jpeg(4),
      'Kim/Dan/front.jpg': jpeg(5),
      'Max/Eve/front.jpg': jpeg(6),
    })
    desk.catalogue.clients.rename(photoAt(desk, 'Kim/Ann/front.jpg').clientId, 'Kim Smith')
    expect((await desk.preview()).nestedNames).toBeNull()
    await desk.run()
    expect(clientsOf(desk)).toEqual({
      'Ann/2026-03-14/front.jpg': 'Ann',
      'Kim/Ann/front.jpg': 'Kim Smith',
      'Kim/Bob/front.jpg': 'Kim Smith',
      'Kim/Dan/front.jpg': 'Kim Smith',
      'Lou/Cat/front.jpg': 'Lou',
      'Max/Eve/front.jpg': 'Max',
    })
  })

  test('are settled from the work list with one answer, and taken back with one', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, { ...FILES, 'loose.jpg': jpeg(4) })
    await desk.run()
    const { catalogue } = desk
    const before = clientsOf(desk)
    const handlers = createNeedHandlers({ catalogue, now: () => NOW })
    const asked = () => catalogue.needs.first('client', 1000).map((id) => catalogue.photos.find(id)?.file)
    const photo = photoAt(desk, 'Kim/Ann/front.jpg').id
    const context = { signal: new AbortController().signal, report: () => undefined }
    const nestedOf = async (id: PhotoId) => (await describeNames(catalogue, id, NOW)).nestedNames
    expect(await nestedOf(photo)).toEqual({ outer: 'Kim', inner: 'Ann' })
    expect(await nestedOf(photoAt(desk, 'loose.jpg').id)).toBeNull()
    const asInner = await handlers['needs.nestedNames']({ photo, client: 'inner' }, context)
    expect([clientsOf(desk), asked()]).toEqual([before, [join(desk.folder, 'loose.jpg')]])
    await handlers['needs.placeBack'](asInner, context)
    expect(asked()).toHaveLength(4)
    const asOuter = await handlers['needs.nestedNames']({ photo, client: 'outer' }, context)
    expect([clientsOf(desk), asked()]).toEqual([
      {
        'Kim/Ann/front.jpg': 'Kim',
        'Kim/Bob/front.jpg': 'Kim',
        'Lou/Cat/front.jpg': 'Lou',
        'loose.jpg': 'Photos',
      },
      [join(desk.folder, 'loose.jpg')],
    ])
    await handlers['needs.placeBack'](asOuter, context)
    expect([clientsOf(desk), asked().length]).toEqual([before, 4])
  })

  test('are no question any more where the likelier one was confirmed', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, { 'Kim/Ann/front.jpg': jpeg(1) })
    await desk.run()
    const { nestedNames, clients } = await desk.preview()
    expect([nestedNames?.asOuter, clients[0]?.name]).toEqual([[isClient('Kim', 'Kim')], 'Kim'])
    await say(desk, isClient('Kim', 'Kim'))
    expect(await desk.preview()).toMatchObject({ nestedNames: null, said: [{ words: 'Kim', photos: 1 }] })
    await desk.run()
    expect(desk.catalogue.needs.count('client')).toBe(0)
  })
})

describe('a client that is put right before the import', () => {
  test('shows at once with what was read, writes to no photo, and is kept to by the import and the next one', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, {
      'Smith, John/2026-01-02/front.jpg': jpeg(1),
      'John Smith/2026-02-03/front.jpg': jpeg(2),
      'Ray/2026-02-03/front.jpg': jpeg(3),
    })
    const before = await desk.preview()
    expect(before.clients.map(({ name, sameAs }) => [name, sameAs])).toEqual([
      ['John Smith', null],
      ['Ray', null],
      ['Smith, John', 'John Smith'],
    ])
    const { former } = await say(desk, isClient('John Smith', 'Smith, John'))
    expect(former).toEqual([takeBack(isClient('John Smith', null))])
    const after = await desk.preview({ isSameLook: true })
    expect(after).toMatchObject({
      clients: [
        { name: 'Ray' },
        {
          name: 'Smith, John',
          source: 'folder',
          readAs: [
            { name: 'John Smith', photos: 1, isSaid: true },
            { name: 'Smith, John', photos: 1, isSaid: false },
          ],
          sameAs: null,
          visits: [{ date: '2026-01-02' }, { date: '2026-02-03' }],
        },
      ],
      said: [{ words: 'John Smith', photos: 1, saidOf: isClient('John Smith', 'Smith, John') }],
    })
    await desk.run()
    await writeFiles(desk.folder, { 'John Smith/2026-03-04/front.jpg': jpeg(4) })
    await desk.run()
    expect(clientsOf(desk)).toEqual({
      'Smith, John/2026-01-02/front.jpg': 'Smith, John',
      'John Smith/2026-02-03/front.jpg': 'Smith, John',
      'John Smith/2026-03-04/front.jpg': 'Smith, John',
      'Ray/2026-02-03/front.jpg': 'Ray',
    })
    expect(desk.catalogue.roots.list()).toMatchObject([{ corrections: 1 }])
  })

  test('is taken back by saying what had been said before', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, { 'Lee/2026-01-02/front.jpg': jpeg(1) })
    const before = { ...(await desk.preview()), look: expect.any(String) as string }
    await say(desk, isClient('Lee', 'Ann Lee'))
    const second = await say(desk, isClient('Lee', 'Anna'))
    expect(second.former).toEqual([isClient('Lee', 'Ann Lee')])
    await say(desk, ...second.former)
    expect((await desk.preview()).clients).toMatchObject([{ name: 'Ann Lee', source: 'person' }])
    await say(desk, takeBack(isClient('Lee', null)))
    expect(await desk.preview()).toEqual(before)
    await say(desk, isClient('Lee', 'Anna'))
    await say(desk, isClient('Lee', 'Lee'))
    expect(await desk.preview()).toEqual(before)
  })

  test('can be no client at all: what stands in the folder is read, the rest is asked about', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, {
      'Downtown/Lee/2026-01-02/front.jpg': jpeg(1),
      'Downtown/top.jpg': jpeg(2),
    })
    expect((await desk.preview()).clients.map(({ name }) => name)).toEqual(['Downtown'])
    await say(desk, isClient('Downtown', null))
    expect(await desk.preview()).toMatchObject({
      clients: [{ name: 'Lee' }, { name: 'Photos', source: 'guess' }],
      said: [{ words: 'Downtown', photos: 2 }],
    })
    await desk.run()
    expect(clientsOf(desk)).toEqual({
      'Downtown/Lee/2026-01-02/front.jpg': 'Lee',
      'Downtown/top.jpg': 'Photos',
    })
    expect(desk.catalogue.needs.count('client')).toBe(1)
  })

  test('follows a client that is called otherwise later', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, {
      'Lee/2026-01-02/front.jpg': jpeg(1),
      'Ann/2026-01-03/front.jpg': jpeg(2),
    })
    await say(desk, isClient('Lee', 'Ann'))
    await desk.run()
    desk.catalogue.clients.rename(photoAt(desk, 'Lee/2026-01-02/front.jpg').clientId, 'Ann Grey')
    await writeFiles(desk.folder, { 'Lee/2026-02-02/front.jpg': jpeg(3) })
    expect((await desk.preview()).clients).toMatchObject([{ name: 'Ann Grey' }])
    expect((await desk.preview()).said).toMatchObject([{ saidOf: isClient('Lee', 'Ann Grey') }])
    await desk.run()
    expect(new Set(Object.values(clientsOf(desk)))).toEqual(new Set(['Ann Grey']))
    await say(desk, isClient('Lee', 'Ann Grey'))
    await writeFiles(desk.folder, { 'Lee/2026-03-02/front.jpg': jpeg(4) })
    await desk.run()
    expect(desk.catalogue.clients.list()).toHaveLength(1)
  })
})

describe('photos of earlier imports', () => {
  const made = async (): Promise<ImportDesk> => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, {
      'Lee/2026-01-02/front.jpg': jpeg(1),
      'Lee/2026-01-02/top.jpg': jpeg(2),
      'Ray/2026-01-02/front.jpg': jpeg(3),
    })
    await desk.run()
    return desk
  }

  test('follow with the next import, not before; one that a person moved stays', async () => {
    const desk = await made()
    placePhotos(desk.catalogue, [photoAt(desk, 'Lee/2026-01-02/top.jpg').id], { client: 'Ray' }, NOW)
    await say(desk, isClient('Lee', 'Ann'))
    expect(await desk.preview()).toMatchObject({ known: 3, saidSinceImport: 1 })
    expect(clientsOf(desk)['Lee/2026-01-02/front.jpg']).toBe('Lee')
    expect(await desk.run()).toMatchObject({ added: 0, followed: 1 })
    expect(clientsOf(desk)).toEqual({
      'Lee/2026-01-02/front.jpg': 'Ann',
      'Lee/2026-01-02/top.jpg': 'Ray',
      'Ray/2026-01-02/front.jpg': 'Ray',
    })
    expect((await desk.preview()).saidSinceImport).toBe(0)
    expect(desk.catalogue.clients.list().map(({ name }) => name)).toEqual(['Ann', 'Ray'])
  })

  test('go back with the next import once it was taken back', async () => {
    const desk = await made()
    const before = standing(desk)
    const key = await visitKey(desk, 'Lee')
    const visit = { ...NOTHING, date: '2026-01-09', kind: 'session' } as const
    await say(desk, isClient('Lee', 'Ann'), { kind: 'visit', read: key, said: visit })
    await desk.run()
    expect(standing(desk)).toMatchObject({
      'Lee/2026-01-02/front.jpg': 'Ann, 2026-01-09, fresh (derived)',
      'Lee/2026-01-02/top.jpg': 'Ann, 2026-01-09, fresh (derived)',
    })
    await say(desk, takeBack(isClient('Lee', null)), { kind: 'visit', read: key, said: null })
    expect(await desk.preview()).toMatchObject({ saidSinceImport: 2, said: [] })
    await desk.run()
    expect(standing(desk)).toEqual(before)
    expect((await desk.preview()).saidSinceImport).toBe(0)
    expect(desk.catalogue.roots.list()).toMatchObject([{ corrections: 0 }])
  })

  test('that a person moved by hand do not drag the later photos of their folder', async () => {
    const desk = await made()
    placePhotos(desk.catalogue, [photoAt(desk, 'Lee/2026-01-02/top.jpg').id], { client: 'Ray' }, NOW)
    await writeFiles(desk.folder, { 'Lee/2026-01-02/crown.jpg': jpeg(4) })
    await desk.run()
    expect(clientsOf(desk)['Lee/2026-01-02/crown.jpg']).toBe('Lee')
  })

  test('come back as they were said when an import is undone and the folder imported again', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, { 'Lee/2026-01-02/front.jpg': jpeg(1) })
    const key = await visitKey(desk, 'Lee')
    await say(desk, isClient('Lee', 'Ann'), {
      kind: 'visit',
      read: key,
      said: { ...NOTHING, phase: 'healed' },
    })
    await desk.run()
    const after = standing(desk)
    expect(after).toEqual({ 'Lee/2026-01-02/front.jpg': 'Ann, 2026-01-02, healed (person)' })
    await desk.undo()
    expect(desk.catalogue.clients.list()).toEqual([])
    await desk.run()
    expect(standing(desk)).toEqual(after)
  })
})

describe('a visit that is put right before the import', () => {
  test('takes its photos and later ones with it, and what follows from it', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, {
      'Lee/2026-01-02 Before/front.jpg': jpeg(1),
      'Lee/2026-03-02/front.jpg': jpeg(2),
      'Lee/IMG_1.jpg': photoWithExif({ taken: '2020:01:01 10:00:00' }, 3),
    })
    const wrongClock = await visitKey(desk, 'Lee', 0)
    const unknown = await visitKey(desk, 'Lee', 2)
    await say(
      desk,
      { kind: 'visit', read: wrongClock, said: { ...NOTHING, date: '2026-01-05', kind: 'session' } },
      { kind: 'visit', read: unknown, said: { ...NOTHING, phase: 'healing' } },
    )
    expect((await desk.preview()).clients).toMatchObject([
      {
        visits: [
          { date: '2026-01-02', kind: 'before', kindSource: 'folder' },
          { date: '2026-01-05', dateSource: 'person', kind: 'session', kindSource: 'person', phase: 'fresh' },
          { date: '2026-03-02', phase: 'healing', phaseSource: 'person' },
        ],
      },
    ])
    await desk.run()
    await writeFiles(desk.folder, {
      'Lee/IMG_2.jpg': photoWithExif({ taken: '2020:01:01 11:00:00' }, 4),
      'Lee/IMG_3.jpg': photoWithExif({ taken: '2026:05:05 11:00:00' }, 5),
      'Lee/2026-03-02/top.jpg': jpeg(6),
    })
    await desk.run()
    expect(standing(desk)).toEqual({
      'Lee/2026-01-02 Before/front.jpg': 'Lee, 2026-01-02, pre-treatment (folder)',
      'Lee/2026-03-02/front.jpg': 'Lee, 2026-03-02, healing (person)',
      'Lee/2026-03-02/top.jpg': 'Lee, 2026-03-02, healing (person)',
      'Lee/IMG_1.jpg': 'Lee, 2026-01-05, fresh (derived)',
      'Lee/IMG_2.jpg': 'Lee, 2026-01-05, fresh (derived)',
      'Lee/IMG_3.jpg': 'Lee, 2026-05-05, healed (derived)',
    })
  })

  test('keeps what was said when the order of day and month is settled, which waits for no import', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, { 'Lee/03-04-2026/front.jpg': jpeg(1) })
    await desk.run()
    await say(
      desk,
      { kind: 'visit', read: await visitKey(desk, 'Lee'), said: { ...NOTHING, kind: 'session' } },
      isClient('Lee', 'Ann'),
    )
    await setDayOrder({ catalogue: desk.catalogue, now: () => NOW }, desk.folder, 'day-first')
    expect(standing(desk)).toEqual({ 'Lee/03-04-2026/front.jpg': 'Lee, 2026-04-03, unknown (none)' })
    expect((await desk.preview()).clients).toMatchObject([
      { name: 'Ann', visits: [{ date: '2026-04-03', kind: 'session' }] },
    ])
    await desk.run()
    expect(standing(desk)).toEqual({ 'Lee/03-04-2026/front.jpg': 'Ann, 2026-04-03, fresh (derived)' })
  })

  test('holds for all that are called the same where a person wants it so', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, {
      'Lee/2026-01-02 Stage two/front.jpg': jpeg(1),
      'Ray/2026-02-02 Stage two/front.jpg': jpeg(2),
    })
    const preview = await desk.preview()
    expect(preview.clients[0]?.visits[0]?.labelKey).toBe('stage two')
    expect(preview.labels).toEqual([{ key: 'stage two', visits: 2, photos: 2 }])
    await say(desk, {
      kind: 'label',
      read: 'stage two',
      said: { ...NOTHING, kind: 'review', phase: 'healed' },
    })
    await desk.run()
    await writeFiles(desk.folder, { 'Ann/2026-03-02 STAGE TWO/front.jpg': jpeg(3) })
    await desk.run()
    expect(Object.values(standing(desk))).toEqual([
      'Ann, 2026-03-02, healed (person)',
      'Lee, 2026-01-02, healed (person)',
      'Ray, 2026-02-02, healed (person)',
    ])
  })
})

describe('a folder that is renamed', () => {
  const said = async (desk: ImportDesk): Promise<void> => {
    await writeFiles(desk.folder, {
      'John Smith/2026-01-02/front.jpg': jpeg(1),
      'John Smith/2026-02-02/front.jpg': jpeg(2),
      'Ray/2026-01-02/front.jpg': jpeg(3),
    })
    const read = await visitKey(desk, 'John Smith')
    await say(desk, isClient('John Smith', 'Ann'), {
      kind: 'visit',
      read,
      said: { ...NOTHING, phase: 'healed' },
    })
    await desk.run()
    renameSync(join(desk.folder, 'John Smith'), join(desk.folder, 'J. Smith (old)'))
    await writeFiles(desk.folder, { 'J. Smith (old)/2026-01-02/top.jpg': jpeg(4) })
  }
  const expected = {
    'J. Smith (old)/2026-01-02/front.jpg': 'Ann, 2026-01-02, healed (person)',
    'J. Smith (old)/2026-01-02/top.jpg': 'Ann, 2026-01-02, healed (person)',
    'J. Smith (old)/2026-02-02/front.jpg': 'Ann, 2026-02-02, unknown (none)',
    'Ray/2026-01-02/front.jpg': 'Ray, 2026-01-02, unknown (none)',
  }

  test('takes along what was said of it, when the import finds its photos there', async () => {
    const desk = openImportDesk()
    await said(desk)
    await desk.run()
    expect(standing(desk)).toEqual(expected)
    expect(desk.catalogue.roots.list()).toMatchObject([{ corrections: 2 }])
  })

  test('takes it along before the import too, once it was looked at', async () => {
    const desk = openImportDesk()
    await said(desk)
    await lookAtRoot(desk.catalogue, desk.folder, {
      signal: new AbortController().signal,
      ownFolder: desk.catalogueFolder,
      now: NOW,
    })
    expect((await desk.preview()).clients.map(({ name }) => name)).toEqual(['Ann', 'Ray'])
    await desk.run()
    expect(standing(desk)).toEqual(expected)
  })

  test('leaves it where something is still read so', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, {
      'Lee/2026-01-02/front.jpg': jpeg(1),
      'Lee/2026-02-02/front.jpg': jpeg(2),
    })
    await say(desk, isClient('Lee', 'Ann'))
    await desk.run()
    mkdirSync(join(desk.folder, 'Bo'))
    mkdirSync(join(desk.folder, 'Bo/2026-02-02'))
    renameSync(join(desk.folder, 'Lee/2026-02-02/front.jpg'), join(desk.folder, 'Bo/2026-02-02/front.jpg'))
    await writeFiles(desk.folder, { 'Bo/2026-03-02/front.jpg': jpeg(3) })
    await desk.run()
    expect(clientsOf(desk)['Bo/2026-03-02/front.jpg']).toBe('Bo')
    expect((await desk.preview()).said).toMatchObject([{ saidOf: isClient('Lee', 'Ann') }])
  })
})

test('what was said goes with a folder that was moved as a whole, and with no other', async () => {
  const desk = openImportDesk()
  await writeFiles(desk.folder, {
    'Lee/03-04-2026/vtx 1.jpg': jpeg(1),
    'Ray/03-04-2026/front.jpg': jpeg(2),
  })
  const deps = { catalogue: desk.catalogue, now: () => NOW }
  await say(desk, isClient('Lee', 'Ann'))
  await sayView(deps, { folder: desk.folder, word: 'vtx', view: 'crown' })
  await setDayOrder(deps, desk.folder, 'day-first')
  await desk.run()
  const other = join(dirname(desk.folder), 'Other')
  await writeFiles(other, { 'Lee/03-04-2026/vtx 1.jpg': jpeg(3) })
  expect(await desk.preview({ folder: other })).toMatchObject({ asksDayOrder: true, said: [] })

  const moved = join(dirname(desk.folder), 'Moved')
  renameSync(desk.folder, moved)
  await writeFiles(moved, { 'Lee/05-04-2026/vtx 1.jpg': jpeg(4) })
  expect(await desk.preview({ folder: moved })).toMatchObject({
    dayOrder: 'day-first',
    clients: [{ name: 'Ann' }, { name: 'Ray' }],
    words: [{ word: 'vtx', view: 'crown' }],
    said: [{ saidOf: isClient('Lee', 'Ann'), photos: 2 }],
  })
  await desk.run({ folder: moved })
  expect(
    desk.catalogue.photos.list({}).map(({ client, visitDate, view }) => [client, visitDate, view]),
  ).toEqual([
    ['Ann', '2026-04-03', 'crown'],
    ['Ann', '2026-04-05', 'crown'],
    ['Ray', '2026-04-03', 'front'],
  ])
})

test('a renamed folder, an order of days and an answer taken back are read by turns before anything is written', async () => {
  const desk = openImportDesk()
  await writeFiles(desk.folder, {
    'Kim/Ann/03-04-2026/front.jpg': jpeg(1),
    'Kim/Bob/03-04-2026/front.jpg': jpeg(2),
    'Lee/03-04-2026/front.jpg': jpeg(3),
  })
  await desk.run()
  const { catalogue } = desk
  const filesAfter = catalogue.roots.filesAfter.bind(catalogue.roots)
  const reads: ('by turns' | 'in one go')[] = []
  vi.spyOn(catalogue.roots, 'filesAfter').mockImplementation((...asked) => {
    reads.push(catalogue.nameChanges.isCommitted ? 'by turns' : 'in one go')
    return filesAfter(...asked)
  })
  const readsOf = async (work: () => Promise<unknown>) => {
    reads.length = 0
    await work()
    return [...new Set(reads)]
  }
  const deps = { catalogue, now: () => NOW }
  expect(await readsOf(() => setDayOrder(deps, desk.folder, 'day-first'))).toEqual(['by turns'])

  const formerSaid = {
    folder: desk.folder,
    said: [isClient('Kim', null)],
    applied: [isClient('Kim', null)],
  }
  const { 'needs.placeBack': placeBack } = createNeedHandlers(deps)
  const context = { signal: new AbortController().signal, report: () => undefined }
  expect(await readsOf(async () => placeBack({ former: [], formerSaid }, context))).toEqual(['by turns'])

  await say(desk, isClient('Lee', 'Ann Lee'))
  await desk.run()
  renameSync(join(desk.folder, 'Lee'), join(desk.folder, 'Leigh'))
  expect(await readsOf(() => desk.run())).toEqual(['by turns'])
  expect(clientsOf(desk)).toMatchObject({ 'Leigh/03-04-2026/front.jpg': 'Ann Lee' })
})
