import { cpSync, mkdirSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { setDayOrder } from '../../../src/backend/services/import/set-day-order.ts'
import { watchFolders } from '../../../src/backend/services/import/watch-folders.ts'
import { watchRoots } from '../../../src/backend/services/import/watch-roots.ts'
import { snapshotFiles } from '../../support/snapshot-files.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { noise } from '../imaging/made-photos.ts'
import { openImportDesk, writeFiles, type ImportDesk } from './import-desk.ts'

const jpeg = (seed: number): Promise<Buffer> => noise(seed).jpeg().toBuffer()

function watchOf({ catalogue, catalogueFolder }: ImportDesk) {
  const watch = watchRoots({
    catalogue,
    catalogueFolder,
    now: () => new Date('2026-06-01T12:00:00Z'),
    startDelayMs: 1,
    quietMs: 50,
  })
  onTestFinished(() => watch.close())
  return watch
}

const look = (watch: ReturnType<typeof watchOf>, folder?: string) =>
  watch.lookAgain(folder, new AbortController().signal)

const statuses = (desk: ImportDesk) => desk.photos().map(({ status }) => status)

describe('looking at an imported folder again', () => {
  test('tells what is new and changed, and imports and opens nothing', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, {
      'Lee/front.jpg': jpeg(1),
      'Lee/top.jpg': jpeg(2),
      'Lee/letter.pdf': '%PDF-1.7',
    })
    await desk.run()
    const watch = watchOf(desk)
    expect(watch.list()).toMatchObject([{ folder: desk.folder, newFiles: 0, lookedAt: null }])
    expect(await look(watch)).toMatchObject([{ newFiles: 0, changedFiles: 0, photos: 2, isLooking: false }])
    await writeFiles(desk.folder, {
      'Lee/2026-05-01/a.jpg': jpeg(3),
      'Lee/2026-05-01/b.HEIC': 'x',
      'Lee/2026-05-01/c.NEF': 'x',
      'Lee/invoice.pdf': '%PDF-1.7',
      'Lee/top.jpg': jpeg(4),
    })
    const before = snapshotFiles(desk.folder)
    expect(await look(watch)).toMatchObject([
      { newFiles: 3, changedFiles: 1, photos: 2, lookedAt: '2026-06-01T12:00:00.000Z' },
    ])
    expect(desk.catalogue.photos.count()).toBe(2)
    expect(snapshotFiles(desk.folder)).toEqual(before)
    await desk.run()
    watch.noteImported(desk.folder)
    expect(watch.list()).toMatchObject([{ newFiles: 0, changedFiles: 0 }])
    // What is no photo was read by that import, so it is not called new.
    expect(await look(watch)).toMatchObject([{ newFiles: 0, changedFiles: 0 }])
  })

  test('notes what is gone and what is back, and finds what was moved within it', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, {
      'Lee/front.jpg': jpeg(1),
      'Lee/top.jpg': jpeg(2),
      'Ray/front.jpg': jpeg(3),
    })
    await desk.run()
    const watch = watchOf(desk)
    renameSync(join(desk.folder, 'Lee'), join(desk.folder, 'Lee, Ann'))
    renameSync(join(desk.folder, 'Ray/front.jpg'), join(desk.folder, '..', 'elsewhere.jpg'))
    expect(await look(watch)).toMatchObject([{ newFiles: 0, missing: 1 }])
    expect(
      desk.catalogue.photos.list({}).map(({ file, status }) => [file.slice(desk.folder.length + 1), status]),
    ).toEqual([
      ['Lee, Ann/front.jpg', 'ok'],
      ['Lee, Ann/top.jpg', 'ok'],
      ['Ray/front.jpg', 'missing'],
    ])
    renameSync(join(desk.folder, '..', 'elsewhere.jpg'), join(desk.folder, 'Ray/front.jpg'))
    expect(await look(watch)).toMatchObject([{ missing: 0 }])
    expect(await desk.run()).toMatchObject({ added: 0, moved: 0 })
  })

  test('leaves everything where the drive is off', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, { 'Lee/front.jpg': jpeg(1) })
    await desk.run()
    const watch = watchOf(desk)
    renameSync(desk.folder, `${desk.folder} off`)
    expect(await look(watch)).toMatchObject([{ isThere: false, missing: 0 }])
    mkdirSync(desk.folder)
    expect(await look(watch)).toMatchObject([{ isThere: false, missing: 0 }])
    rmSync(desk.folder, { recursive: true })
    renameSync(`${desk.folder} off`, desk.folder)
    expect(await look(watch)).toMatchObject([{ isThere: true, missing: 0 }])
    expect(statuses(desk)).toEqual(['ok'])
  })

  test('finds a folder that was moved as a whole, and lists it no more where it was', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, { 'Lee/front.jpg': jpeg(1), 'Ray/front.jpg': jpeg(2) })
    await desk.run()
    const moved = `${desk.folder} 2026`
    renameSync(desk.folder, moved)
    expect(await desk.run({ folder: moved })).toMatchObject({ photos: 2, moved: 2, duplicates: 0, added: 0 })
    expect(watchOf(desk).list()).toMatchObject([{ folder: moved, photos: 2, isThere: true }])
    expect(desk.catalogue.photos.list({}).map(({ file, status }) => [file, status])).toEqual([
      [join(moved, 'Lee/front.jpg'), 'ok'],
      [join(moved, 'Ray/front.jpg'), 'ok'],
    ])
  })

  test('takes a copy for a copy while the drive of the first is off', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, { 'Lee/front.jpg': jpeg(1) })
    await desk.run()
    const copy = `${desk.folder} copy`
    cpSync(desk.folder, copy, { recursive: true, preserveTimestamps: true })
    renameSync(desk.folder, `${desk.folder} off`)
    expect(await desk.run({ folder: copy })).toMatchObject({ moved: 0, duplicates: 1 })
    expect(watchOf(desk).list()).toHaveLength(2)
  })

  test('lists a folder in an imported one only where something was said of it', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, { 'Lee/front.jpg': jpeg(1), 'Ray/front.jpg': jpeg(2) })
    await desk.run()
    const inner = join(desk.folder, 'Lee')
    await desk.run({ folder: inner })
    const watch = watchOf(desk)
    expect(watch.list().map(({ folder }) => folder)).toEqual([desk.folder])
    await setDayOrder({ catalogue: desk.catalogue, now: () => new Date() }, inner, 'day-first')
    expect(watch.list().map(({ folder }) => folder)).toEqual([desk.folder, inner])
  })

  test('never stands against an import, and refuses folders that were never imported', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, { 'Lee/front.jpg': jpeg(1) })
    await desk.run()
    const watch = watchOf(desk)
    await writeFiles(desk.folder, { 'Lee/top.jpg': jpeg(2) })
    const running = desk.run()
    await expect(look(watch)).rejects.toMatchObject({ code: 'busy' })
    await running
    const looking = look(watch).then(
      () => null,
      (error: unknown) => error,
    )
    // And no import waits for it.
    await writeFiles(desk.folder, { 'Lee/crown.jpg': jpeg(3) })
    expect(await desk.run()).toMatchObject({ added: 1 })
    const problem = await looking
    if (problem !== null) expect(problem).toMatchObject({ code: 'busy' })
    await expect(look(watch, temporaryFolder())).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('a watch that was started', () => {
  test('looks at every folder by itself, and again after a hint', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, { 'Lee/front.jpg': jpeg(1), 'Lee/top.jpg': jpeg(2) })
    await desk.run()
    await writeFiles(desk.folder, { 'Lee/crown.jpg': jpeg(3) })
    const watch = watchOf(desk)
    watch.start()
    await vi.waitFor(() => expect(watch.list()).toMatchObject([{ newFiles: 1 }]), { timeout: 10_000 })
    await writeFiles(desk.folder, { 'Lee/2026-05-01/front.jpg': jpeg(4) })
    await vi.waitFor(() => expect(watch.list()).toMatchObject([{ newFiles: 2 }]), { timeout: 10_000 })
    // The folder that came new is watched too.
    writeFileSync(join(desk.folder, 'Lee/2026-05-01/top.jpg'), await jpeg(5))
    await vi.waitFor(() => expect(watch.list()).toMatchObject([{ newFiles: 3 }]), { timeout: 10_000 })
    unlinkSync(join(desk.folder, 'Lee/top.jpg'))
    await vi.waitFor(() => expect(watch.list()).toMatchObject([{ missing: 1 }]), { timeout: 10_000 })
    expect(desk.catalogue.photos.count()).toBe(2)
  })
})

describe('watching folders', () => {
  const failing = (code: string) => Object.assign(new Error(code), { code })
  const watched = () => ({ on: vi.fn().mockReturnThis(), close: vi.fn() })

  test.each(['ENOSPC', 'EMFILE', 'ENFILE'])('ends quietly where the system has no more (%s)', (code) => {
    const [one, two] = [watched(), watched()]
    const watchOne = vi
      .fn()
      .mockReturnValueOnce(one)
      .mockReturnValueOnce(two)
      .mockImplementation(() => {
        throw failing(code)
      })
    const watch = watchFolders(() => {}, watchOne, false)
    watch.follow(['a', 'b', 'c', 'd'].map((name) => Buffer.from(name)))
    watch.follow([Buffer.from('e')])
    expect([one.close.mock.calls.length, two.close.mock.calls.length]).toEqual([1, 1])
    expect(watchOne).toHaveBeenCalledTimes(3)
  })

  test('follows the folders that are there and lets go of the others', () => {
    const made = new Map<string, ReturnType<typeof watched>>()
    const watch = watchFolders(
      () => {},
      (folder) => {
        if (folder.toString() === 'gone') throw failing('ENOENT')
        const watcher = watched()
        made.set(folder.toString(), watcher)
        return watcher
      },
      false,
    )
    watch.follow(['a', 'gone', 'b'].map((name) => Buffer.from(name)))
    watch.follow(['b', 'c'].map((name) => Buffer.from(name)))
    expect([...made].map(([name, { close }]) => [name, close.mock.calls.length])).toEqual([
      ['a', 1],
      ['b', 0],
      ['c', 0],
    ])
  })

  test('watches the outermost alone where the system looks into it', () => {
    const watchOne = vi.fn().mockReturnValue(watched())
    watchFolders(() => {}, watchOne, true).follow(['a', 'a/b', 'a/c'].map((name) => Buffer.from(name)))
    expect(watchOne.mock.calls.map(([folder]) => String(folder))).toEqual(['a'])
  })
})
