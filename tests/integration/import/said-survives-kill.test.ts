import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { importFolder } from '../../../src/backend/services/import/import-folder.ts'
import { sayOfReading } from '../../../src/backend/services/import/say-of-reading.ts'
import { openCatalogue } from '../../../src/backend/catalogue/open-catalogue.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { noise } from '../imaging/made-photos.ts'
import { openImportDesk, writeFiles, type ImportDesk } from './import-desk.ts'

const sourceOf = (path: string): string =>
  JSON.stringify(new URL(`../../../src/backend/${path}`, import.meta.url).href)

/** A program of its own that says something of a desk's folder and imports it, and is killed when it says `at`. */
async function killedImport(desk: ImportDesk, at: 'said' | 'reading'): Promise<void> {
  const script = `
    const { openCatalogue } = await import(${sourceOf('catalogue/open-catalogue.ts')})
    const { createPhotoReader } = await import(${sourceOf('imaging/photo-reader.ts')})
    const { importFolder } = await import(${sourceOf('services/import/import-folder.ts')})
    const { sayOfReading } = await import(${sourceOf('services/import/say-of-reading.ts')})
    const catalogueFolder = ${JSON.stringify(desk.catalogueFolder)}
    const folder = ${JSON.stringify(desk.folder)}
    const catalogue = openCatalogue(catalogueFolder)
    const now = () => new Date('2026-06-01T12:00:00Z')
    await sayOfReading({ catalogue, now }, folder, [{ kind: 'client', read: 'Lee', said: { name: 'Ann' } }])
    if (${JSON.stringify(at)} === 'said') {
      console.log('here')
      await new Promise((resolve) => setTimeout(resolve, 600_000))
    }
    const threads = createPhotoReader({ derivedFolder: catalogueFolder + '/derived', threads: 1 })
    let reads = 0
    const reader = {
      ...threads,
      read: (path, how) => {
        reads += 1
        if (reads < 30) return threads.read(path, how)
        console.log('here')
        return new Promise(() => undefined)
      },
    }
    const { signal } = new AbortController()
    await importFolder({ catalogue, reader, catalogueFolder, now }, folder, { signal, report: () => undefined })`
  // A file, because what a script on the command line needs would be handed on to its threads.
  const file = join(temporaryFolder(), 'import.mjs')
  writeFileSync(file, script)
  const program = spawn(process.execPath, [file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void program.kill('SIGKILL'))
  const ended = once(program, 'exit')
  const isHere = await Promise.race([once(program.stdout, 'data').then(() => true), ended.then(() => false)])
  if (!isHere) throw new Error('The program ended by itself')
  program.kill('SIGKILL')
  await ended
}

test.each(['said', 'reading'] as const)(
  'what was said is there after the program was killed (%s), and the import goes on with it',
  async (at) => {
    const desk = openImportDesk()
    await writeFiles(desk.folder, {
      'Lee/2026-01-01/front.jpg': noise(1).jpeg().toBuffer(),
      'Ray/2026-01-01/front.jpg': noise(2).jpeg().toBuffer(),
    })
    await desk.run()
    const more = Array.from({ length: 40 }, (_, index) => [
      `Lee/2026-02-01/IMG_${index}.jpg`,
      noise(index + 10)
        .jpeg()
        .toBuffer(),
    ])
    await writeFiles(desk.folder, Object.fromEntries(more))
    desk.catalogue.close()
    await killedImport(desk, at)

    const catalogue = openCatalogue(desk.catalogueFolder)
    const clients = () => catalogue.clients.list().map(({ name, photos }) => [name, photos])
    // All photos that were there have followed, or none of them.
    expect(clients()).toEqual(
      at === 'said'
        ? [
            ['Lee', 1],
            ['Ray', 1],
          ]
        : [
            ['Ann', 25],
            ['Ray', 1],
          ],
    )
    await importFolder(
      {
        catalogue,
        reader: desk.reader,
        catalogueFolder: desk.catalogueFolder,
        now: () => new Date('2026-06-01'),
      },
      desk.folder,
      { signal: new AbortController().signal, report: () => undefined },
    )
    expect(clients()).toEqual([
      ['Ann', 41],
      ['Ray', 1],
    ])
    // Said again, it is what was said before.
    const said = { kind: 'client', read: 'Lee', said: { name: 'Ann' } } as const
    const { former } = await sayOfReading({ catalogue, now: () => new Date('2026-06-01') }, desk.folder, [
      said,
    ])
    expect(former).toEqual([said])
    catalogue.close()
  },
)
