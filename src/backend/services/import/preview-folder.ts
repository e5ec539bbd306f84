import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { AppError } from '../../../contract/errors.ts'
import type { ImportPreview } from '../../../contract/imports.ts'
import { chooseVisitDate } from '../../../domain/reading/choose-visit-date.ts'
import { SNIFF_BYTES } from '../../imaging/image-format.ts'
import { refuseNoImage } from '../../imaging/refuse-no-image.ts'
import { explainFolderError, resolveChosenFolder } from './chosen-folder.ts'
import type { ImportContext, ImportDependencies } from './import-dependencies.ts'
import { isUnchanged, knownFilesBelow, pathKey } from './known-files.ts'
import { arrangePreview, type PreviewedFile } from './arrange-preview.ts'
import { createProgressReporter } from './progress-reporter.ts'
import { nameOf, readNames } from './read-names.ts'
import { walkFolder, type WalkedFile } from './walk-folder.ts'

/** Files looked at together; each costs a read of its start. */
const AT_ONCE = 8

/**
 * Says what an import of this folder would make of it, from names and from what cameras wrote; writes nothing.
 * @throws AppError folder-not-found, folder-not-readable, cancelled
 */
export async function previewFolder(
  deps: ImportDependencies,
  folder: string,
  { signal, report }: ImportContext,
): Promise<ImportPreview> {
  const root = await resolveChosenFolder(folder)
  const progress = createProgressReporter(report)
  const walk = await walkFolder(root, {
    signal,
    ownFolders: [deps.catalogueFolder],
    onProgress: (done) => progress({ stage: 'looking', done, total: 0, current: null }),
  }).catch((error: unknown) => {
    throw explainFolderError(error)
  })
  const known = knownFilesBelow(deps.catalogue, root)
  const said = deps.catalogue.roots.memoryOf(root)
  const names = readNames(root, walk.files, said)
  const today = deps.now().toISOString().slice(0, 10)

  const look = async (file: WalkedFile, index: number): Promise<PreviewedFile> => {
    const name = nameOf(file.relative)
    const reading = names[index]
    if (reading === undefined) throw new Error('Every walked file has a reading')
    try {
      await refuseNoPhoto(file)
      // A day that a folder states needs no look into the file.
      const takenAt = reading.dateSource === 'folder' ? null : (await deps.reader.peek(file.path)).takenAt
      const isKnown = isUnchanged(file, known.get(pathKey(file.path)))
      return {
        kind: 'photo',
        name,
        names: reading,
        visitDate: chooseVisitDate(reading, takenAt, today),
        isKnown,
      }
    } catch (error) {
      if (error instanceof AppError) return { kind: 'no-photo', name, code: error.code }
      throw error
    }
  }

  const files: PreviewedFile[] = []
  for (let from = 0; from < walk.files.length && !signal.aborted; from += AT_ONCE) {
    const batch = walk.files.slice(from, from + AT_ONCE)
    files.push(...(await Promise.all(batch.map((file, offset) => look(file, from + offset)))))
    const current = batch[0] === undefined ? null : basename(nameOf(batch[0].relative))
    progress({ stage: 'reading', done: files.length, total: walk.files.length, current })
  }
  if (signal.aborted) throw new AppError('cancelled', 'Cancelled. Nothing was changed.')
  for (const { relative, code } of walk.unreadable)
    files.push({ kind: 'no-photo', name: nameOf(relative), code })
  return { folder: root, dayOrder: said.dayOrder, ...arrangePreview(files, basename(root)) }
}

async function refuseNoPhoto(file: WalkedFile): Promise<void> {
  const head = Buffer.alloc(Math.min(file.bytes, SNIFF_BYTES))
  try {
    const handle = await open(file.path, 'r')
    try {
      await handle.read(head, 0, head.length, 0)
    } finally {
      await handle.close()
    }
  } catch (cause) {
    throw new AppError('file-not-readable', 'This file could not be read from its disk.', { cause })
  }
  refuseNoImage(head, nameOf(file.relative))
}
