import { randomUUID } from 'node:crypto'
import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { AppError, type ErrorCode } from '../../../contract/errors.ts'
import type { ImportPreview } from '../../../contract/imports.ts'
import { chooseVisit } from '../../../domain/reading/choose-visit.ts'
import { SNIFF_BYTES } from '../../imaging/image-format.ts'
import { refuseNoImage } from '../../imaging/refuse-no-image.ts'
import { adoptMemory } from './adopt-memory.ts'
import { byTurns } from './by-turns.ts'
import { explainFolderError, resolveChosenFolder } from './chosen-folder.ts'
import type { ImportContext, ImportDependencies } from './import-dependencies.ts'
import { isUnchanged, knownFilesBelow } from './known-files.ts'
import { arrangePreview, type PreviewedFile } from './arrange-preview.ts'
import { memoryOf } from './memory-of.ts'
import { createProgressReporter } from './progress-reporter.ts'
import { nameOf, readNames } from './read-names.ts'
import { walkFolder, type WalkedFile } from './walk-folder.ts'

/** Files looked at together; each costs a read of its start. */
const AT_ONCE = 8

/** What looking at a folder found, whatever is said of its names. */
interface LookedAt {
  readonly id: string
  readonly root: string
  readonly files: readonly LookedAtFile[]
}

interface LookedAtFile {
  /** Relative to the folder; of what could not be looked at too. */
  readonly relative: Buffer
  readonly found:
    | { readonly kind: 'photo'; readonly takenAt: string | null; readonly isKnown: boolean }
    | { readonly kind: 'no-photo'; readonly code: ErrorCode }
  /** False for what has no reading, because it could not even be listed. */
  readonly isListed: boolean
}

/** Previews of folders; the last look is kept, because what is said of names is to show at once. */
export interface FolderPreviews {
  /**
   * Says what an import of this folder would make of it, from names and from what cameras wrote; imports nothing.
   * @throws AppError folder-not-found, folder-not-readable, cancelled
   */
  preview(
    folder: string,
    context: ImportContext,
    options?: { readonly isSameLook?: boolean | undefined },
  ): Promise<ImportPreview>
  /** A small picture of a file of the last look, a JPEG; null where it was another look or the file is no photo. */
  glimpse(look: string, file: number): Promise<Uint8Array> | null
  /** Lets go of what was found: an import makes it out of date. */
  forget(): void
}

/** Makes previews of folders. */
export function createFolderPreviews(deps: ImportDependencies): FolderPreviews {
  let last: LookedAt | null = null
  return {
    async preview(folder, context, { isSameLook = false } = {}) {
      const root = await resolveChosenFolder(folder)
      const looked = isSameLook && last?.root === root ? last : await lookInto(deps, root, context)
      last = looked
      return arrange(deps, looked)
    },
    glimpse(look, file) {
      const found = last?.id === look ? last.files[file] : undefined
      if (last === null || found?.found.kind !== 'photo') return null
      return deps.reader.glimpse(Buffer.concat([Buffer.from(`${last.root}/`), found.relative]))
    },
    forget() {
      last = null
    },
  }
}

async function lookInto(
  deps: ImportDependencies,
  root: string,
  { signal, report }: ImportContext,
): Promise<LookedAt> {
  const progress = createProgressReporter(report)
  const walk = await walkFolder(root, {
    signal,
    ownFolders: [deps.catalogueFolder],
    onProgress: (done) => progress({ stage: 'looking', done, total: 0, current: null }),
  }).catch((error: unknown) => {
    throw explainFolderError(error)
  })
  adoptMemory(deps.catalogue, root, walk.files, deps.now())
  const known = await byTurns(knownFilesBelow(deps.catalogue, root))
  const names = readNames(root, walk.files, memoryOf(deps.catalogue, root))

  const look = async (file: WalkedFile, index: number): Promise<LookedAtFile> => {
    const { relative } = file
    try {
      await refuseNoPhoto(file)
      // A day that a folder states needs no look into the file.
      const isStated = names[index]?.dateSource === 'folder'
      const takenAt = isStated ? null : (await deps.reader.peek(file.path)).takenAt
      const isKnown = isUnchanged(file, known.get(file.key))
      return { relative, found: { kind: 'photo', takenAt, isKnown }, isListed: true }
    } catch (error) {
      if (error instanceof AppError)
        return { relative, found: { kind: 'no-photo', code: error.code }, isListed: true }
      throw error
    }
  }

  const files: LookedAtFile[] = []
  for (let from = 0; from < walk.files.length && !signal.aborted; from += AT_ONCE) {
    const batch = walk.files.slice(from, from + AT_ONCE)
    files.push(...(await Promise.all(batch.map((file, offset) => look(file, from + offset)))))
    const current = batch[0] === undefined ? null : basename(nameOf(batch[0].relative))
    progress({ stage: 'reading', done: files.length, total: walk.files.length, current })
  }
  if (signal.aborted) throw new AppError('cancelled', 'Cancelled. Nothing was changed.')
  for (const { relative, code } of walk.unreadable)
    files.push({ relative, found: { kind: 'no-photo', code }, isListed: false })
  return { id: randomUUID(), root, files }
}

function arrange(deps: ImportDependencies, { id, root, files }: LookedAt): ImportPreview {
  const { catalogue } = deps
  const said = memoryOf(catalogue, root)
  const listed = files.filter(({ isListed }) => isListed)
  const readings = readNames(root, listed, said)
  const today = deps.now().toISOString().slice(0, 10)
  const previewed = files.map(({ relative, found }, index): PreviewedFile => {
    const name = nameOf(relative)
    const names = readings[index]
    if (found.kind === 'no-photo' || names === undefined)
      return { kind: 'no-photo', name, code: found.kind === 'no-photo' ? found.code : 'file-not-readable' }
    const { takenAt, isKnown } = found
    return { kind: 'photo', index, name, names, visit: chooseVisit(names, takenAt, today, said), isKnown }
  })
  const roots = catalogue.imports.roots()
  const own = roots.find(({ path }) => path === root)
  const within = roots.filter(({ path }) => path === root || path.startsWith(`${root}/`))
  return {
    folder: root,
    look: id,
    dayOrder: said.dayOrder,
    ...arrangePreview(previewed, {
      folderName: basename(root),
      clientNames: catalogue.clients.names(),
      said: own === undefined ? [] : catalogue.said.listOf(own.id),
    }),
    saidSinceImport: catalogue.said.countNew(within.map(({ id }) => id)),
  }
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
