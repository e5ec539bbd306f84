import { existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { ImportId } from '../../../src/contract/ids.ts'
import { derivedFile } from '../../../src/backend/imaging/derive-images.ts'
import { undoImport } from '../../../src/backend/services/import/undo-import.ts'
import { snapshotFiles } from '../../support/snapshot-files.ts'
import { noise } from '../imaging/made-photos.ts'
import { openImportDesk, writeFiles, type ImportDesk } from './import-desk.ts'

const jpeg = (seed: number): Promise<Buffer> => noise(seed).jpeg().toBuffer()

const listed = ({ catalogue, folder }: ImportDesk) => ({
  clients: catalogue.clients.list().map(({ name, visits, photos }) => ({ name, visits, photos })),
  places: catalogue.photos.list({}).map(({ id, view }) => ({
    view,
    places: catalogue.photos.places(id).map((file) => file.slice(folder.length)),
  })),
})

describe('an import that is undone', () => {
  test('leaves the catalogue as it was before, and every original as it is', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, { 'Lee/2026-03-14/front.jpg': jpeg(1) })
    await desk.run()
    const before = listed(desk)
    await writeFiles(desk.folder, {
      'Lee/2026-03-14/front copy.jpg': jpeg(1),
      'Lee/2026-04-20/front.jpg': jpeg(2),
      'Ray/2026-03-14/top.jpg': jpeg(3),
    })
    const originals = snapshotFiles(desk.folder)
    expect(await desk.run()).toMatchObject({ added: 2, duplicates: 1 })
    const hashes = desk.catalogue.photos.list({}).map(({ sha256 }) => sha256)
    expect(await desk.undo()).toEqual({ forgotten: 2, kept: 0 })

    expect(listed(desk)).toEqual(before)
    expect(snapshotFiles(desk.folder)).toEqual(originals)
    const derived = (sha256: string) =>
      (['thumb', 'preview'] as const).map((variant) =>
        existsSync(derivedFile(join(desk.catalogueFolder, 'derived'), sha256, variant)),
      )
    const [stays] = desk.catalogue.photos.list({})
    for (const sha256 of hashes) {
      expect(derived(sha256)).toEqual(sha256 === stays.sha256 ? [true, true] : [false, false])
    }
    expect(desk.catalogue.imports.history().map(({ state }) => state)).toEqual(['undone', 'finished'])
    expect(await desk.undo()).toEqual({ forgotten: 0, kept: 0 })
    expect(await desk.run()).toMatchObject({ photos: 3, added: 2, duplicates: 1 })
  })

  test('keeps the place of a photo that it found moved', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, { 'Lee/2026-03-14/front.jpg': jpeg(1) })
    await desk.run()
    renameSync(join(desk.folder, 'Lee'), join(desk.folder, 'Leigh'))
    expect(await desk.run()).toMatchObject({ moved: 1 })
    await desk.undo()
    expect(listed(desk).places).toEqual([{ view: 'front', places: ['/Leigh/2026-03-14/front.jpg'] }])
  })

  test('keeps photos of which a picture was exported', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, {
      'Lee/2026-03-14/front.jpg': jpeg(1),
      'Lee/2026-04-20/front.jpg': jpeg(2),
      'Lee/2026-04-20/top.jpg': jpeg(3),
    })
    await desk.run()
    const [before, after] = desk.catalogue.photos.list({ view: 'front' })
    // The record's content plays no part here.
    const record = { madeAt: '2026-06-01T12:00:00Z' } as Parameters<
      typeof desk.catalogue.exports.add
    >[0]['record']
    desk.catalogue.exports.add({ beforeId: before.id, afterId: after.id, file: '/out.jpg', record })
    expect(await desk.undo()).toEqual({ forgotten: 1, kept: 2 })
    expect(listed(desk).places.map(({ view }) => view)).toEqual(['front', 'front'])
  })

  test('counts phases anew where it brought the session', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, { 'Lee/2026-03-14/front.jpg': jpeg(1) })
    await desk.run()
    await writeFiles(desk.folder, { 'Lee/2026-03-10 Session/front.jpg': jpeg(2) })
    await desk.run()
    expect(desk.photos().map(({ phase }) => phase)).toEqual(['fresh', 'fresh'])
    await desk.undo()
    expect(desk.photos().map(({ phase }) => phase)).toEqual(['unknown'])
  })

  test('must exist', async () => {
    const desk = openImportDesk()
    await expect(undoImport(desk, 7 as ImportId)).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('a drive that is off', () => {
  test('leaves its photos and their small pictures, and comes back by itself', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, { 'Lee/2026-03-14/front.jpg': jpeg(1) })
    await desk.run()
    renameSync(desk.folder, `${desk.folder} away`)
    const [photo] = desk.catalogue.photos.list({})
    expect(photo.status).toBe('offline')
    expect(existsSync(derivedFile(join(desk.catalogueFolder, 'derived'), photo.sha256, 'thumb'))).toBe(true)
    await expect(desk.run()).rejects.toMatchObject({ code: 'folder-not-found' })
    expect(desk.photos()).toMatchObject([{ status: 'offline' }])
    renameSync(`${desk.folder} away`, desk.folder)
    expect(desk.photos()).toMatchObject([{ status: 'ok' }])
  })

  test('is off also where the empty folder that it was mounted in is there', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, { 'Lee/2026-03-14/front.jpg': jpeg(1) })
    await desk.run()
    renameSync(desk.folder, `${desk.folder} away`)
    await writeFiles(desk.folder, { '.Trashes': '' })
    expect(desk.photos()).toMatchObject([{ status: 'offline' }])
    // A copy elsewhere is a second place and no move: the drive still holds its photos.
    const copy = `${desk.folder} copy`
    await writeFiles(copy, { 'Lee/2026-03-14/front.jpg': jpeg(1) })
    expect(await desk.run({ folder: copy })).toMatchObject({ moved: 0, duplicates: 1 })
  })
})
