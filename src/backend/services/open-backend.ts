import type { Steps } from '../../domain/steps.ts'
import { join } from 'node:path'
import { createAligner } from '../alignment/create-aligner.ts'
import { createHeadFinder } from '../alignment/create-head-finder.ts'
import { openCatalogue, type Catalogue } from '../catalogue/open-catalogue.ts'
import { analysisFile, derivedFile } from '../imaging/derive-images.ts'
import { createPhotoReader } from '../imaging/photo-reader.ts'
import { watchRoots } from './import/watch-roots.ts'
import { createMeasurer } from './fade/create-measurer.ts'
import { byTurns } from './import/by-turns.ts'
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
  backUpToday(catalogue, catalogueFolder)
  const tidying = new AbortController()
  const tidied = tidyBackups(catalogue, catalogueFolder, tidying.signal)
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
  return {
    handlers: createHandlers({
      ...options,
      catalogue,
      reader,
      aligner,
      measurer,
      heads,
      rootWatch,
      pairReader,
      previewFile,
      now,
    }),
    handleMedia: createMediaHandler({
      findPhoto: (id) => catalogue.photos.find(id),
      render: (photo, variant) => renderPhoto({ reader, derivedFolder }, photo, variant),
      ...drawPictures({ pairReader, previewFile }),
      findExport: (id) => {
        const file = catalogue.exports.file(id)
        return file === null ? null : { file, recordFile: recordFileOf(file) }
      },
    }),
    close: async () => {
      rootWatch.close()
      tidying.abort()
      await tidied
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

/** By turns with all calls; what it does not come to is left to the next start. */
async function tidyBackups(
  catalogue: Catalogue,
  catalogueFolder: string,
  signal: AbortSignal,
): Promise<void> {
  try {
    await byTurns(until(signal, catalogue.upkeep.removeOldBackups(catalogueFolder)))
  } catch (error) {
    console.error('Old copies of the catalogue were not removed:', error)
  }
}

function* until(signal: AbortSignal, steps: Steps<undefined>): Steps<undefined> {
  for (const _ of steps) {
    if (signal.aborted) return undefined
    yield
  }
  return undefined
}

function backUpToday(catalogue: Catalogue, catalogueFolder: string): void {
  // Nothing to lose yet; and looking at two files on the command line opens an empty catalogue each time.
  if (catalogue.photos.count() === 0) return
  try {
    catalogue.upkeep.backUpDaily(catalogueFolder, new Date())
  } catch (error) {
    // A full disk must not keep the catalogue closed; the age of the newest copy stands in the settings.
    console.error('No daily copy of the catalogue was made:', error)
  }
}
