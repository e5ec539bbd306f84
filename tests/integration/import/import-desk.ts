import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Progress } from '../../../src/contract/command.ts'
import type { ImportPreview, ImportReport } from '../../../src/contract/imports.ts'
import type { Photo } from '../../../src/contract/photos.ts'
import { createHeadFinder } from '../../../src/backend/alignment/create-head-finder.ts'
import { openCatalogue, type Catalogue } from '../../../src/backend/catalogue/open-catalogue.ts'
import { createPhotoReader, type PhotoReader } from '../../../src/backend/imaging/photo-reader.ts'
import { importFolder } from '../../../src/backend/services/import/import-folder.ts'
import { createFolderPreviews } from '../../../src/backend/services/import/preview-folder.ts'
import { undoImport } from '../../../src/backend/services/import/undo-import.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

export interface ImportOptions {
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: Progress) => void
  /** Called as each photo is about to be read, with how many were asked for in all; progress is told too seldom to steer by. */
  readonly onRead?: (count: number) => void
}

/** A catalogue of its own and a folder to import, with everything that an import needs. */
export interface ImportDesk {
  readonly folder: string
  readonly catalogueFolder: string
  readonly catalogue: Catalogue
  readonly reader: PhotoReader
  /** Reads asked of the photo threads so far; hashing counts, looking at a date does not. */
  readonly reads: readonly string[]
  /** Pictures that were looked at for their view so far. */
  readonly looks: readonly string[]
  /** How long looking may take from now on. */
  readonly budget: { ms: number }
  run(options?: ImportOptions & { readonly folder?: string }): Promise<ImportReport>
  preview(
    options?: ImportOptions & { readonly isSameLook?: boolean; readonly folder?: string },
  ): Promise<ImportPreview>
  /** A small picture of a file that the last preview looked at. */
  glimpse(look: string, file: number): Promise<Uint8Array | null>
  /** Forgets what the newest import added. */
  undo(): ReturnType<typeof undoImport>
  /** What stands in lists of a photo, in the order of its file. */
  photos(): readonly Pick<Photo, 'client' | 'visitDate' | 'phase' | 'view' | 'status'>[]
}

export function openImportDesk(
  options: {
    readonly timeoutMs?: number
    /** The small pictures of another desk, as after a crash that lost the catalogue's rows of them. */
    readonly derivedFolder?: string
    /** Whether views are suggested from pictures, and how long that may take. */
    readonly suggestsViews?: { readonly budgetMs?: number }
    readonly now?: () => Date
  } = {},
): ImportDesk {
  const folder = join(temporaryFolder(), 'Photos')
  mkdirSync(folder)
  const catalogueFolder = temporaryFolder()
  const catalogue = openCatalogue(catalogueFolder)
  const threads = createPhotoReader({
    derivedFolder: join(catalogueFolder, 'derived'),
    threads: 2,
    ...options,
  })
  onTestFinished(async () => {
    await threads.close()
    catalogue.close()
  })
  const reads: string[] = []
  let onRead: ImportOptions['onRead']
  const reader: PhotoReader = {
    ...threads,
    read: (path, how) => {
      reads.push(
        Buffer.from(path)
          .toString()
          .slice(folder.length + 1),
      )
      onRead?.(reads.length)
      return threads.read(path, how)
    },
  }
  const looks: string[] = []
  const budget = { ms: options.suggestsViews?.budgetMs ?? 60_000 }
  const heads = options.suggestsViews === undefined ? undefined : createHeadFinder()
  onTestFinished(() => heads?.close())
  const deps = {
    catalogue,
    reader,
    catalogueFolder,
    now: options.now ?? (() => new Date('2026-06-01T12:00:00Z')),
    ...(heads && {
      heads: {
        ...heads,
        look: (file: string) => {
          looks.push(file)
          return heads.look(file)
        },
      },
      viewBudgetMs: () => budget.ms,
    }),
  }
  const previews = createFolderPreviews(deps)
  const contextOf = ({ signal, onProgress }: ImportOptions) => ({
    signal: signal ?? new AbortController().signal,
    report: onProgress ?? (() => undefined),
  })
  return {
    folder,
    catalogueFolder,
    catalogue,
    reader,
    reads,
    looks,
    budget,
    run: (run = {}) => {
      onRead = run.onRead
      return importFolder(deps, run.folder ?? folder, contextOf(run))
    },
    undo: () => undoImport(deps, catalogue.imports.history()[0].id),
    preview: (preview = {}) => previews.preview(preview.folder ?? folder, contextOf(preview), preview),
    glimpse: async (look, file) => previews.glimpse(look, file),
    photos: () =>
      catalogue.photos
        .list({})
        .toSorted((one, other) => (one.file < other.file ? -1 : 1))
        .map(({ client, visitDate, phase, view, status }) => ({ client, visitDate, phase, view, status })),
  }
}

/** Writes files below a folder, making folders as needed. */
export async function writeFiles(
  folder: string,
  files: Readonly<Record<string, Uint8Array | string | Promise<Uint8Array>>>,
): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    const file = join(folder, name)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, await content)
  }
}
