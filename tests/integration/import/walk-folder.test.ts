import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { walkFolder, type Walk } from '../../../src/backend/services/import/walk-folder.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const never = new AbortController().signal

function makeTree(names: readonly string[]): string {
  const root = temporaryFolder()
  for (const name of names) {
    mkdirSync(join(root, name, '..'), { recursive: true })
    writeFileSync(join(root, name), name)
  }
  return root
}

const walk = async (root: string, signal: AbortSignal = never, ownFolders: readonly string[] = []) => {
  const counts: number[] = []
  const found = await walkFolder(root, { signal, ownFolders, onProgress: (files) => counts.push(files) })
  return { ...found, counts }
}

const keysOf = ({ files }: Walk): string[] => files.map(({ key }) => key)

test('names every file once, a folder’s own before those of the folders in it, each in the order of names', async () => {
  const root = makeTree(['b/2.jpg', 'b/10.jpg', 'b/a/1.jpg', 'a/3.jpg', 'c.jpg', 'b.jpg'])
  symlinkSync(join(root, 'b'), join(root, 'z'))
  const found = await walk(root)
  expect(keysOf(found)).toEqual(['b.jpg', 'c.jpg', 'a/3.jpg', 'b/10.jpg', 'b/2.jpg', 'b/a/1.jpg'])
  expect(found.files.map(({ path }) => path.toString())).toEqual(keysOf(found).map((key) => `${root}/${key}`))
  expect(found.files.map(({ bytes }) => bytes)).toEqual(keysOf(found).map((key) => key.length))
  expect(found.folders.map(String)).toEqual(['a', 'b', 'b/a'].map((name) => `${root}/${name}`))
  expect(found.unreadable).toEqual([{ relative: Buffer.from('z'), code: 'not-a-file' }])
})

test('tells of every file of a folder that is larger than what is handed on at once', async () => {
  const names = Array.from({ length: 4500 }, (_, index) => `${index >> 6}/${index}.jpg`)
  const found = await walk(makeTree(names))
  expect(keysOf(found).toSorted()).toEqual(names.toSorted())
  expect(found.counts.at(-1)).toBe(4500)
  expect(found.counts.length).toBeGreaterThan(2)
})

test('keeps the bytes of names that are no text, beside one that has the sign for such bytes in it', async () => {
  const root = temporaryFolder()
  const odd = Buffer.concat([Buffer.from('Andr'), Buffer.from([0xe9])])
  mkdirSync(Buffer.concat([Buffer.from(`${root}/`), odd]))
  const names = [Buffer.from([0xff, 0x2e, 0x6a]), Buffer.from('\uFFFD.j')]
  for (const name of names) {
    writeFileSync(Buffer.concat([Buffer.from(`${root}/`), odd, Buffer.from('/'), name]), 'x')
  }
  const found = await walk(root)
  const relative = found.files.map((file) => file.relative.toString('hex')).toSorted()
  const expected = names.map((name) => Buffer.concat([odd, Buffer.from('/'), name]).toString('hex'))
  expect(relative).toEqual(expected.toSorted())
  expect(new Set(keysOf(found)).size).toBe(2)
})

test('leaves the program’s own folder out, and counts what systems put beside photos', async () => {
  const root = makeTree(['a.jpg', 'own/b.jpg', '.c.jpg', 'Thumbs.db', 'd.XMP', 'e.xmp'])
  const found = await walk(root, never, [join(root, 'own')])
  expect(keysOf(found)).toEqual(['a.jpg'])
  expect(found.passedOver).toEqual(
    new Map([
      ['hidden', 1],
      ['Thumbs.db', 1],
      ['.xmp', 2],
    ]),
  )
})

test('says what the file system says where the folder itself is not there', async () => {
  await expect(walk(join(temporaryFolder(), 'gone'))).rejects.toMatchObject({ code: 'ENOENT' })
})

test('called off, it ends without waiting for the folder', async () => {
  const root = makeTree(Array.from({ length: 4500 }, (_, index) => `${index >> 6}/${index}.jpg`))
  const before = new AbortController()
  before.abort()
  expect(keysOf(await walk(root, before.signal))).toEqual([])
  const meanwhile = new AbortController()
  const found = await walkFolder(root, { signal: meanwhile.signal, onProgress: () => meanwhile.abort() })
  expect(found.files.length).toBeGreaterThan(0)
  expect(found.files.length).toBeLessThan(4500)
})
