import { renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { forgetMissing } from '../../../src/backend/services/import/forget-missing.ts'
import { noise } from '../imaging/made-photos.ts'
import { openImportDesk, writeFiles, type ImportDesk } from './import-desk.ts'

const jpeg = (seed: number): Promise<Buffer> => noise(seed).jpeg().toBuffer()

const missingOf = ({ catalogue, folder }: ImportDesk) =>
  catalogue.missing
    .list()
    .map(({ client, view, file }) => ({ client, view, file: file.slice(folder.length) }))

async function openWithTwoGone(): Promise<ImportDesk> {
  const desk = openImportDesk()
  await writeFiles(desk.folder, {
    'Lee/2026-03-14 Session/front.jpg': jpeg(1),
    'Lee/2026-04-20/front.jpg': jpeg(2),
    'Ray/2026-03-14/top.jpg': jpeg(3),
    'Ray/2026-03-14/top copy.jpg': jpeg(3),
    'Zoe/2026-03-14/top.jpg': jpeg(4),
  })
  await desk.run()
  rmSync(join(desk.folder, 'Lee/2026-03-14 Session'), { recursive: true })
  rmSync(join(desk.folder, 'Ray/2026-03-14/top copy.jpg'))
  rmSync(join(desk.folder, 'Zoe'), { recursive: true })
  await desk.run()
  return desk
}

describe('photos whose files are gone', () => {
  test('are listed with where they stood, but not those of which a copy is left', async () => {
    const desk = await openWithTwoGone()
    expect(missingOf(desk)).toEqual([
      { client: 'Lee', view: 'front', file: '/Lee/2026-03-14 Session/front.jpg' },
      { client: 'Zoe', view: 'top', file: '/Zoe/2026-03-14/top.jpg' },
    ])
    expect(desk.catalogue.roots.list()).toMatchObject([{ missing: 2 }])
  })

  test('are not missing while their drive is off', async () => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, { 'Lee/2026-03-14/front.jpg': jpeg(1) })
    await desk.run()
    renameSync(desk.folder, `${desk.folder} away`)
    expect(missingOf(desk)).toEqual([])
  })

  test('are forgotten with what only they held, and phases are counted anew; photos that are there stay', async () => {
    const desk = await openWithTwoGone()
    const all = desk.catalogue.photos.list({}).map(({ id }) => id)
    expect(await forgetMissing(desk, all)).toEqual({ forgotten: 2, kept: 2 })
    expect(desk.photos()).toMatchObject([
      { client: 'Lee', visitDate: '2026-04-20', phase: 'unknown', status: 'ok' },
      { client: 'Ray', view: 'top', status: 'ok' },
    ])
    expect(desk.catalogue.clients.list().map(({ name }) => name)).toEqual(['Lee', 'Ray'])
    expect(missingOf(desk)).toEqual([])
  })
})
