import { existsSync } from 'node:fs'
import { realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../contract/errors.ts'
import type { ClientId, PhotoId } from '../../contract/ids.ts'
import type { HeadFinder } from '../alignment/create-head-finder.ts'
import { explainSqliteError } from '../catalogue/explain-sqlite-error.ts'
import type { Catalogue } from '../catalogue/open-catalogue.ts'
import type { PhotoReader } from '../imaging/photo-reader.ts'
import { clientPage } from './clients/client-page.ts'
import { createExport } from './exports/create-export.ts'
import type { ExportDependencies, ExportPhoto } from './exports/export-dependencies.ts'
import { verifyExport } from './exports/verify-export.ts'
import { canBeCompared } from '../../domain/can-be-compared.ts'
import { byVisitDate } from '../../domain/fade/fade-series.ts'
import { fadeSeriesOf, fadeTimeline, type FadeDeps } from './fade/fade-timeline.ts'
import { measureFiles } from './fade/measure-files.ts'
import { listFolders } from './folders/list-folders.ts'
import type { Handlers } from './handlers.ts'
import { describeClock, shiftClock, undoClockShift } from './import/clock-shift.ts'
import { resolveChosenFolder } from './import/chosen-folder.ts'
import { correctAlike, countNamedAlike } from './import/correct-alike.ts'
import { cameraSettings } from './media/camera-settings.ts'
import { sayView } from './import/say-view.ts'
import { forgetMissing } from './import/forget-missing.ts'
import { holdImports } from './import/hold-imports.ts'
import { importFolder } from './import/import-folder.ts'
import type { FolderPreviews } from './import/preview-folder.ts'
import { sayOfReading } from './import/say-of-reading.ts'
import { setDayOrder } from './import/set-day-order.ts'
import type { RootWatch } from './import/watch-roots.ts'
import { undoImport } from './import/undo-import.ts'
import { settleSuggestions } from './import/suggest-views.ts'
import { createNeedHandlers } from './need-handlers.ts'
import { alignByHand, alignPair, asRegistration, bringBack, preparePair } from './registrations/align-pair.ts'
import { alignFiles } from './registrations/align-files.ts'
import { alignSeries } from './registrations/align-series.ts'
import { comparePair, type ComparabilityDeps } from './registrations/comparability.ts'
import { placeWhole } from './registrations/place-whole.ts'
import { reshootCard } from './registrations/reshoot-card.ts'
import { requirePhoto } from './registrations/register-pair.ts'
import { backUpCatalogue } from './upkeep/back-up-catalogue.ts'
import { checkCatalogue } from './upkeep/check-catalogue.ts'
import { createClosedHandlers } from './upkeep/closed-handlers.ts'
import { keepBackup } from './upkeep/keep-backup.ts'
import { drawSampleRegions, sampleClinicFolder } from './sample/draw-sample-regions.ts'

export interface ServiceDeps extends FadeDeps, ComparabilityDeps {
  readonly catalogueFolder: string
  readonly resourcesFolder: string
  readonly version: string
  readonly reader: PhotoReader
  readonly heads: HeadFinder
  readonly previews: FolderPreviews
  /** Looks after the folders that were imported. */
  readonly rootWatch: RootWatch
}

/** One use case a call of the contract. */
export function createHandlers(deps: ServiceDeps): Handlers {
  const { catalogue, aligner, previews, resourcesFolder } = deps
  const sample = sampleClinicFolder(resourcesFolder)
  const exports = exportDependencies(deps)
  const closed = createClosedHandlers(deps.catalogueFolder)

  return explainFailures({
    'app.info': () => ({
      version: deps.version,
      catalogueFolder: deps.catalogueFolder,
      photos: catalogue.photos.count(),
      hasSampleClinic: existsSync(sample),
    }),
    'folders.list': ({ folder }) => listFolders(folder),

    'clients.list': ({ search }) => catalogue.clients.list(search),
    'clients.get': ({ id }) => clientPage(catalogue, id),
    'clients.rename': ({ id, name }) => {
      requireClient(catalogue, id)
      catalogue.clients.rename(id, name)
      return requireClient(catalogue, id)
    },

    'photos.list': (filter) => catalogue.photos.list(filter),
    'photos.get': ({ id }) => photoPage(catalogue, id),
    'photos.cameraSettings': ({ id }) => cameraSettings(deps.reader, requirePhoto(catalogue, id)),
    'photos.correct': ({ id, ...correction }) => {
      const { clientId } = requirePhoto(catalogue, id)
      catalogue.photos.correct(id, correction)
      // What a person calls one photo from behind, the client's others are likely to be.
      settleSuggestions(catalogue, [clientId])
      return requirePhoto(catalogue, id)
    },

    'imports.preview': ({ folder, isSameLook }, context) => previews.preview(folder, context, { isSameLook }),
    'imports.correct': ({ folder, said }) => sayOfReading(deps, folder, said),
    'imports.run': async ({ folder }, context) => {
      previews.forget()
      const report = await importFolder(deps, folder, context)
      const imported = await resolveChosenFolder(folder)
      deps.rootWatch.noteImported(imported)
      // The sample's import, where it was cut short, is gone on with as any folder's is.
      if (existsSync(sample) && imported === (await realpath(sample)))
        await drawSampleRegions(catalogue, resourcesFolder)
      return report
    },
    'imports.sample': async (_, context) => {
      const report = await importFolder(deps, sample, context)
      await drawSampleRegions(catalogue, resourcesFolder)
      return report
    },
    'imports.undo': ({ id }) => undoImport(deps, id),
    'imports.roots': () => deps.rootWatch.list(),
    'imports.lookAgain': ({ folder }, { signal }) => deps.rootWatch.lookAgain(folder, signal),
    'imports.setDayOrder': ({ folder, order }) => setDayOrder(deps, folder, order),
    'imports.sayView': (said) => sayView(deps, said),
    'imports.alike': ({ photo }) => countNamedAlike(catalogue, photo),
    'imports.correctAlike': ({ photo, view }) => correctAlike(catalogue, photo, view),
    'imports.newest': () => catalogue.imports.newestPhotos(),
    'imports.history': () => catalogue.imports.history(),
    ...createNeedHandlers(deps),
    'missing.list': () => catalogue.missing.list(),
    'missing.forget': ({ photos }) => forgetMissing(deps, photos),

    'visits.clock': ({ visit }) => describeClock(catalogue, visit),
    'visits.shiftClock': ({ visit, ...by }) => shiftClock(catalogue, visit, by, deps.now()),
    'visits.undoClockShift': ({ shift }) => undoClockShift(catalogue, shift, deps.now()),

    'registrations.get': ({ beforeId, afterId }) => {
      const stored = catalogue.registrations.find(beforeId, afterId)
      return stored === null ? null : asRegistration(stored)
    },
    'registrations.prepare': ({ beforeId, afterId }) => preparePair(deps, beforeId, afterId),
    'registrations.align': ({ beforeId, afterId, again, headRegion, keep }, { signal }) =>
      alignPair(deps, beforeId, afterId, {
        signal,
        keep: keep ?? true,
        again: again ?? headRegion !== undefined,
        ...(headRegion === undefined ? {} : { headRegion }),
      }),
    'registrations.alignSeries': ({ clientId, view, baselineId }, context) => {
      const baseline =
        baselineId === undefined
          ? fadeSeriesOf(deps, clientId, view).baseline
          : requirePhoto(catalogue, baselineId)
      if (baseline === null) throw new AppError('no-baseline', 'There is no healed photo of this view yet.')
      // Every photo, though a fade needs one a visit: whoever looks at the others wants them aligned too.
      const others = catalogue.photos
        .list({ clientId, view })
        .filter((photo) => photo.id !== baseline.id && canBeCompared(photo))
        .sort(byVisitDate)
      const ids = others.map(({ id }) => id)
      return alignSeries(deps, baseline.id, ids, context)
    },
    'registrations.byHand': ({ beforeId, afterId, ...byHand }, { signal }) =>
      alignByHand(deps, beforeId, afterId, { ...byHand, signal }),
    'registrations.place': ({ beforeId, afterId, ...placed }, { signal }) =>
      placeWhole(deps, beforeId, afterId, placed, { signal }),
    'registrations.earlier': ({ beforeId, afterId }) => {
      const earlier = catalogue.registrations.earlier(beforeId, afterId)
      return earlier === null ? null : asRegistration(earlier)
    },
    'registrations.bringBack': ({ beforeId, afterId }) => bringBack(deps, beforeId, afterId),
    'registrations.comparability': ({ beforeId, afterId }, { signal }) =>
      comparePair(deps, beforeId, afterId, { signal }),
    'scales.get': ({ photo }) => {
      requirePhoto(catalogue, photo)
      return catalogue.scales.find(photo)
    },
    'scales.set': (scale) => {
      requirePhoto(catalogue, scale.photo)
      catalogue.scales.set(scale, deps.now().toISOString())
      return scale
    },
    'reshoot.card': ({ clientId, view }, { signal }) => {
      requireClient(catalogue, clientId)
      return reshootCard(deps, clientId, view, { signal })
    },
    'registrations.alignFiles': (files, { signal }) => alignFiles(aligner, files, { signal }),

    'regions.get': ({ photo }) => {
      requirePhoto(catalogue, photo)
      return catalogue.fade.regions(photo)
    },
    'regions.set': (regions) => {
      requirePhoto(catalogue, regions.photo)
      catalogue.fade.setRegions(regions)
      return catalogue.fade.regions(regions.photo)
    },
    'fade.baseline': ({ clientId, view }) => {
      const { baseline } = fadeSeriesOf(deps, clientId, view)
      return { photoId: baseline?.id ?? null, hasRegions: baseline?.hasRegions ?? false }
    },
    'fade.timeline': ({ clientId, view }, context) => {
      requireClient(catalogue, clientId)
      return fadeTimeline(deps, clientId, view, context)
    },
    'fade.measureFiles': (request, { signal }) => measureFiles(deps, request, { signal }),

    'exports.create': async ({ position, file, ...input }, context) => {
      // What was never aligned is aligned now; a stored registration, a person's above all, is taken as it is.
      await alignPair(deps, input.beforeId, input.afterId, { signal: context.signal })
      return createExport(
        exports,
        {
          ...input,
          ...(position === undefined ? {} : { position }),
          ...(file === undefined ? {} : { file }),
        },
        context,
      )
    },
    'exports.verify': ({ file }) => verifyExport(exports, file),

    'catalogue.backUp': (where) =>
      'file' in where ? backUpCatalogue(catalogue, where.file) : keepBackup(deps, where.folder),
    ...closed,
    // Laid ready beside a running import, it would take the catalogue's place at the next start without anyone thinking of it.
    'catalogue.restore': (input, context) =>
      holdImports(catalogue, async () => closed['catalogue.restore'](input, context)),
    // The host closes it and opens it anew; what must not be cut off says so here.
    'catalogue.reopen': () => holdImports(catalogue, async () => ({ photos: catalogue.photos.count() })),
    'catalogue.leftOut': () => catalogue.upkeep.leftOutOfLists(),
    'catalogue.check': (options, context) => checkCatalogue(deps, options, context),
  })
}

function requireClient(catalogue: Catalogue, id: ClientId) {
  const client = catalogue.clients.find(id)
  if (client === null) throw new AppError('not-found', `There is no client with the number ${id}.`)
  return client
}

function photoPage(catalogue: Catalogue, id: PhotoId) {
  const photo = requirePhoto(catalogue, id)
  const detail = catalogue.photos.detail(id)
  if (detail === null) throw new AppError('not-found', `There is no photo with the number ${id}.`)
  const { lens, bytes, format, dateSource, cameraTakenAt } = detail
  return {
    photo,
    places: catalogue.photos.places(id),
    lens,
    bytes,
    format,
    dateSource,
    cameraTakenAt,
    versions: catalogue.versions.othersOf(id),
    films: catalogue.otherFiles.filmsOf(id),
  }
}

function exportDependencies(deps: ServiceDeps): ExportDependencies {
  const { catalogue } = deps
  const known = (photo: ReturnType<Catalogue['photos']['find']>): ExportPhoto | null =>
    photo === null
      ? null
      : {
          id: photo.id,
          sha256: photo.sha256,
          places: catalogue.photos.places(photo.id),
          widthPx: photo.width,
          heightPx: photo.height,
          date: photo.visitDate,
          phase: photo.phase,
          view: photo.view,
        }
  return {
    program: `Fadeline ${deps.version}`,
    exportsFolder: join(deps.catalogueFolder, 'exports'),
    now: deps.now,
    findPhoto: (id) => known(catalogue.photos.find(id)),
    findPhotoBySha256: (sha256) => known(catalogue.photos.findBySha256(sha256)),
    alignPair: (beforeId, afterId, options) => alignPair(deps, beforeId, afterId, options),
    isPlaceOfOriginal: (file) => catalogue.photos.isPlace(file),
    keepExport: (made) => catalogue.exports.add(made),
  }
}

/** What SQLite says becomes what the user needs to know, whichever call it happens in. */
function explainFailures(handlers: Handlers): Handlers {
  const explained = Object.entries(handlers).map(([name, handler]) => {
    // One shape for all: a table of calls cannot be mapped call by call.
    const run = handler as (input: unknown, context: unknown) => unknown
    return [
      name,
      async (input: unknown, context: unknown) => {
        try {
          return await run(input, context)
        } catch (error) {
          throw explainSqliteError(error)
        }
      },
    ]
  })
  return Object.fromEntries(explained) as Handlers
}
