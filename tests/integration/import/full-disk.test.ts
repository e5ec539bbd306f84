import { spawnSync } from 'node:child_process'
import { closeSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { AppError } from '../../../src/contract/errors.ts'
import { openCatalogue } from '../../../src/backend/catalogue/open-catalogue.ts'
import { createPhotoReader } from '../../../src/backend/imaging/photo-reader.ts'
import { importFolder } from '../../../src/backend/services/import/import-folder.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { noise } from '../imaging/made-photos.ts'
import { writeFiles } from './import-desk.ts'

const isDone = (program: string, ...words: readonly string[]): boolean =>
  spawnSync(program, words).status === 0

/** A disk of its own, of a few megabytes; only root on Linux can have one. */
function smallDisk(): { readonly folder: string; readonly grow: () => void } | null {
  const folder = temporaryFolder()
  if (process.platform !== 'linux' || !isDone('mount', '-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', folder))
    return null
  // On a busy machine a file in it may be open a moment longer.
  onTestFinished(() => void isDone('umount', '--lazy', folder))
  return { folder, grow: () => isDone('mount', '-o', 'remount,size=64m', folder) }
}

/** Leaves no room for a single byte. */
function fill(folder: string): void {
  const file = openSync(join(folder, 'filling'), 'w')
  try {
    for (;;) writeSync(file, Buffer.alloc(4096))
  } catch {
    // Full, as it is to be.
  } finally {
    closeSync(file)
  }
}

test('what is in a catalogue can be looked at with no room left on its disk', ({ skip }) => {
  const disk = smallDisk()
  if (disk === null) {
    skip('needs the right to mount a small disk')
    return
  }
  const catalogueFolder = join(disk.folder, 'catalogue')
  const catalogue = openCatalogue(catalogueFolder)
  // An import that a crash ended, which the next opening would note.
  const root = catalogue.imports.ensureRoot('/photos', '2026-01-01')
  catalogue.imports.start(root, '2026-01-01')
  catalogue.close()
  fill(disk.folder)
  const again = openCatalogue(catalogueFolder)
  expect(again.imports.roots()).toMatchObject([{ path: '/photos' }])
  again.close()
  disk.grow()
  const later = openCatalogue(catalogueFolder)
  expect(later.imports.history()).toMatchObject([{ state: 'interrupted' }])
  later.close()
})

test('a full disk ends the import with what was done kept, and it goes on once there is room', async ({
  skip,
}) => {
  const disk = smallDisk()
  if (disk === null) {
    skip('needs the right to mount a small disk')
    return
  }
  const folder = temporaryFolder()
  for (let index = 10; index < 30; index++) {
    await writeFiles(folder, {
      [`Lee/2026-03-14/IMG_${index}.jpg`]: noise(index, 800, 600).jpeg().toBuffer(),
    })
  }
  const catalogueFolder = join(disk.folder, 'catalogue')
  const run = async () => {
    const catalogue = openCatalogue(catalogueFolder)
    const reader = createPhotoReader({ derivedFolder: join(catalogueFolder, 'derived'), threads: 2 })
    const signal = new AbortController().signal
    try {
      return await importFolder({ catalogue, reader, catalogueFolder, now: () => new Date() }, folder, {
        signal,
        report: () => undefined,
      })
    } finally {
      await reader.close()
      catalogue.close()
    }
  }
  const failure = await run().then(
    () => null,
    (error: unknown) => error as AppError,
  )
  expect(failure?.code).toBe('disk-full')
  disk.grow()
  const catalogue = openCatalogue(catalogueFolder)
  const added = catalogue.photos.count()
  catalogue.close()
  const words =
    added === 0
      ? 'No photo was added yet'
      : added === 1
        ? '1 photo was added and is kept'
        : `${added} photos were added and are kept`
  expect(failure?.message).toContain(words)
  const report = await run()
  expect(report).toMatchObject({ photos: 20, skipped: [], duplicates: 0, moved: 0 })
})
