import { join } from 'node:path'
import { AppError } from '../../contract/errors.ts'
import { createAligner } from '../alignment/create-aligner.ts'
import { createHeadFinder } from '../alignment/create-head-finder.ts'
import { explainSqliteError } from '../catalogue/explain-sqlite-error.ts'
import { finishBackups } from '../catalogue/finish-backups.ts'
import { openCatalogue, type Catalogue } from '../catalogue/open-catalogue.ts'
import { analysisFile, derivedFile } from '../imaging/derive-images.ts'
import { createPhotoReader } from '../imaging/photo-reader.ts'
import { createFolderPreviews } from './import/preview-folder.ts'
import { isImporting } from './import/hold-imports.ts'
import { watchRoots } from './import/watch-roots.ts'
import { createMeasurer } from './fade/create-measurer.ts'
import { createHandlers } from './create-handlers.ts'
import type { Handlers } from './handlers.ts'
import { drawPictures } from './media/draw-pictures.ts'
import { createMediaHandler } from './media/handle-media.ts'
import { renderPhoto } from './media/render-photo.ts'
import { createPairReader } from './registrations/create-pair-reader.ts'
import { recordFileOf } from './exports/record-file.ts'

export interface BackendOptions {
  /** Holds the database, the derived images and the exports; made where it is not there. */
  readonly catalogueFolder: string
  readonly resourcesFolder: string
  readonly version: string
  /** Whether imported folders are looked after while it is open, as a window wants and a command does not. */
  readonly watchesRoots?: boolean
}

/** How soon a new day has its copy. */
const LOOK_FOR_DAY_MS = 3_600_000

/** The whole program behind its contract; a host adds a way in. */
export interface Backend {
  readonly handlers: Handlers
  readonly handleMedia: (request: Request) => Promise<Response>
  close(): Promise<void>
}

/**
 * Opens the catalogue and everything that works on it.
 * @throws AppError catalogue-newer, catalogue-damaged, catalogue-in-use, catalogue-not-writable, disk-full
 */
export async function openBackend(options: BackendOptions): Promise<Backend> {
  const { catalogueFolder } = options
  const catalogue = openCatalogue(catalogueFolder)
  const closing = new AbortController()
  let backedUp = keepBackups(catalogue, catalogueFolder, closing.signal)
  // A machine at the desk may never be switched off.
  const daily = setInterval(() => {
    backedUp = backedUp.then(() =>
      keepBackups(catalogue, catalogueFolder, closing.signal, { isNewDayOnly: true }),
    )
  }, LOOK_FOR_DAY_MS).unref()
  const derivedFolder = join(catalogueFolder, 'derived')
  const previewFile = (sha256: string) => derivedFile(derivedFolder, sha256, 'preview')
  const reader = createPhotoReader({ derivedFolder })
  const aligner = createAligner({ analysisFile: (file) => analysisFile(derivedFolder, file) })
  const measurer = createMeasurer()
  const heads = createHeadFinder()
  const now = (): Date => new Date()
  const rootWatch = watchRoots({ catalogue, catalogueFolder, now })
  if (options.watchesRoots === true) rootWatch.start()
  const pairReader = createPairReader()
  const previews = createFolderPreviews({ catalogue, catalogueFolder, reader, now })
  return {
    handlers: createHandlers({
      ...options,
      catalogue,
      reader,
      aligner,
      measurer,
      heads,
      previews,
      rootWatch,
      pairReader,
      previewFile,
      now,
    }),
    handleMedia: createMediaHandler({
      findPhoto: (id) => catalogue.photos.find(id),
      render: (photo, variant) => renderPhoto({ reader, derivedFolder }, photo, variant),
      ...drawPictures({ pairReader, previewFile }),
      glimpse: (look, file) =>
        previews.glimpse(look, file)?.then((bytes) => ({ bytes, contentType: 'image/jpeg' })) ?? null,
      findExport: (id) => {
        const file = catalogue.exports.file(id)
        return file === null ? null : { file, recordFile: recordFileOf(file) }
      },
    }),
    close: async () => {
      rootWatch.close()
      clearInterval(daily)
      closing.abort()
      await backedUp
      await Promise.all([
        reader.close(),
        aligner.close(),
        measurer.close(),
        heads.close(),
        pairReader.close(),
      ])
      catalogue.close()
    },
  }
}

/** Makes the daily copy and removes old ones; closing waits for the copy alone. */
async function keepBackups(
  catalogue: Catalogue,
  catalogueFolder: string,
  signal: AbortSignal,
  { isNewDayOnly = false }: { readonly isNewDayOnly?: boolean } = {},
): Promise<void> {
  if (signal.aborted) return
  // Half an import would be the copy of its whole day.
  if (isNewDayOnly && isImporting(catalogue)) return
  // Nothing to lose yet; and looking at two files on the command line opens an empty catalogue each time.
  if (catalogue.photos.count() === 0) return
  try {
    const copy = catalogue.upkeep.beginDailyCopy(catalogueFolder, new Date())
    if (copy === null && isNewDayOnly) return
    await finishBackups({ catalogueFolder, copy }, signal)
  } catch (error) {
    // A full disk must not keep the catalogue closed; the age of the newest copy stands in the settings.
    const explained = explainSqliteError(error)
    console.error(
      'The copies of the catalogue were not kept up:',
      explained instanceof AppError ? explained.message : error,
    )
  }
}
