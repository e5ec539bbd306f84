import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  openSync,
  closeSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import { noise, photoWithExif } from '../imaging/made-photos.ts'
import { openImportDesk, writeFiles } from './import-desk.ts'

const jpeg = (seed: number): Promise<Buffer> => noise(seed).jpeg().toBuffer()

test.skipIf(process.platform !== 'linux')(
  'what is no file of its own, or no photo, is listed with its reason, and nothing waits for it',
  async () => {
    const desk = openImportDesk()
    const at = (name: string): string => join(desk.folder, 'Lee', name)
    await writeFiles(desk.folder, {
      'Lee/front.jpg': jpeg(1),
      'Lee/folder.jpg/top.jpg': jpeg(2),
      'Lee/zip.jpg': Buffer.concat([
        Buffer.from('PK\x03\x04\x14\0\0\0\x08\0', 'latin1'),
        deflateRawSync(Buffer.alloc(5000)),
      ]),
      'Lee/page.jpg': '<!doctype html><title>Not found</title>',
      'Lee/half.jpg': (await jpeg(3)).subarray(0, 40),
      'Lee/soi.jpg': Buffer.from([0xff, 0xd8, 0xff, 0xd9]),
    })
    execFileSync('/bin/sh', ['-c', 'mkfifo "$0"', at('pipe.jpg')])
    const server = createServer().listen(at('socket.jpg'))
    onTestFinished(() => void server.close())
    await new Promise((resolve) => server.once('listening', resolve))
    symlinkSync('..', at('loop'))
    symlinkSync('self.jpg', at('self.jpg'))
    symlinkSync('/dev/zero', at('zero.jpg'))
    // Four gigabytes of nothing, which take no room, without and with a photo's first bytes.
    writeFileSync(at('sparse.jpg'), '')
    truncateSync(at('sparse.jpg'), 2 ** 32)
    writeFileSync(at('huge.jpg'), (await jpeg(4)).subarray(0, 500))
    truncateSync(at('huge.jpg'), 2 ** 32)

    await desk.preview()
    const report = await desk.run()
    expect(desk.photos()).toHaveLength(2)
    expect(
      Object.fromEntries(report.skipped.map(({ file, code }) => [file.slice('Lee/'.length), code])),
    ).toEqual({
      'pipe.jpg': 'not-a-file',
      'socket.jpg': 'not-a-file',
      loop: 'not-a-file',
      'self.jpg': 'not-a-file',
      'zero.jpg': 'not-a-file',
      'sparse.jpg': 'unreadable-image',
      'huge.jpg': 'image-too-large',
      'zip.jpg': 'unreadable-image',
      'page.jpg': 'unreadable-image',
      'half.jpg': 'truncated-image',
      'soi.jpg': 'unreadable-image',
    })
  },
)

test.skipIf(process.platform !== 'linux')(
  'names with line breaks, marks of direction and 255 bytes are kept',
  async () => {
    const desk = openImportDesk()
    const names = [
      'front\nback.jpg',
      'front\u202Egpj.exe.jpg',
      `${'é'.repeat(125)}x.jpg`,
      ' front .jpg',
      'front\t\\"\'`$(x).jpg',
      '-rf.jpg',
      'CON.jpg',
      '😀 top.jpg',
    ]
    mkdirSync(join(desk.folder, 'Lee\nRay'))
    for (const [index, name] of names.entries())
      writeFileSync(join(desk.folder, 'Lee\nRay', name), await jpeg(index))
    const report = await desk.run()
    expect(report).toMatchObject({ added: names.length, skipped: [] })
    const files = desk.catalogue.photos.list({}).map(({ file }) => file.split('/').at(-1))
    expect(new Set(files)).toEqual(new Set(names))
    expect(await desk.run()).toMatchObject({ added: 0, skipped: [] })
  },
)

test.skipIf(process.getuid?.() === 0)('a file and a folder without permission are listed', async () => {
  const desk = openImportDesk()
  await writeFiles(desk.folder, { 'Lee/front.jpg': jpeg(1), 'Lee/shut.jpg': jpeg(2), 'Ray/top.jpg': jpeg(3) })
  chmodSync(join(desk.folder, 'Lee/shut.jpg'), 0)
  chmodSync(join(desk.folder, 'Ray'), 0)
  onTestFinished(() => chmodSync(join(desk.folder, 'Ray'), 0o755))
  expect((await desk.run()).skipped).toEqual([
    { file: 'Ray', code: 'folder-not-readable' },
    { file: 'Lee/shut.jpg', code: 'file-not-readable' },
  ])
})

test('a file that grows while it is read is brought in whole by the next import', async () => {
  const desk = openImportDesk()
  const file = join(desk.folder, 'Lee/front.jpg')
  const bytes = await noise(1, 800, 600).jpeg({ quality: 95 }).toBuffer()
  await writeFiles(desk.folder, {
    'Lee/front.jpg': bytes.subarray(0, bytes.length / 2),
    'Lee/top.jpg': jpeg(2),
  })
  const growing = openSync(file, 'a')
  let written = Math.floor(bytes.length / 2)
  await desk.run({
    onRead: () => {
      written += writeSync(growing, bytes, written, 1000)
    },
  })
  closeSync(growing)
  appendFileSync(file, bytes.subarray(written))
  await desk.run()
  const front = desk.catalogue.photos.list({}).filter(({ file: name }) => name === file)
  expect(front).toMatchObject([{ status: 'ok', width: 800 }])
})

test.each([
  ['0000:00:00 00:00:00', '+99:99', null, null],
  ['9999:12:31 23:59:59', '+99:99', '9999-12-31T23:59:59', null],
  ['0001:01:01 00:00:00', '-25:00', '0001-01-01T00:00:00', null],
  ['2026:02:30 10:00:00', '+01:00', null, null],
  ['2026:03:14 24:60:61', '+01:00', null, null],
  ['2026:03:14 10:00:00', '+14:00', '2026-03-14T10:00:00', '+14:00'],
  ['2026:03:14 10:00:00', '-12:00', '2026-03-14T10:00:00', '-12:00'],
  ['2026:03:14 10:00:00', '+01:75', '2026-03-14T10:00:00', null],
])('of the camera’s %s %s is kept what can be true', async (taken, offset, takenAt, kept) => {
  const desk = openImportDesk()
  await writeFiles(desk.folder, { 'Lee/front.jpg': photoWithExif({ taken, offset }) })
  await desk.run()
  const [photo] = desk.catalogue.photos.list({})
  expect(photo).toMatchObject({
    takenAt,
    offset: kept,
    visitDate: takenAt?.startsWith('2026') ? '2026-03-14' : null,
  })
})
