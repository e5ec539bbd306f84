import { lstat } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../../contract/errors.ts'
import type { PhotoId } from '../../../contract/ids.ts'
import type { CatalogueHealth } from '../../../contract/upkeep.ts'
import { listBackups } from '../../catalogue/backups.ts'
import { isRootThere } from '../../catalogue/root-state.ts'
import { newestSoundBackup } from '../../catalogue/newest-sound-backup.ts'
import type { Catalogue } from '../../catalogue/open-catalogue.ts'
import type { StoredOriginal } from '../../catalogue/upkeep-repository.ts'
import { hashFile } from '../../imaging/hash-file.ts'
import type { PhotoReader } from '../../imaging/photo-reader.ts'
import { holdImports } from '../import/hold-imports.ts'
import type { ImportContext } from '../import/import-dependencies.ts'
import { absolutePath } from '../import/known-files.ts'
import { createProgressReporter } from '../import/progress-reporter.ts'
import { nameOf } from '../import/read-names.ts'
import { checkSmallPictures } from './check-small-pictures.ts'
import { makeSmallPictures } from './make-small-pictures.ts'

const DEFAULT_SAMPLE = 200

type BadOriginal = CatalogueHealth['originals']['problems'][number]

/**
 * Checks the catalogue's file, hashes some originals by chance, and compares the small pictures with the photos. Nothing is
 * changed, except that files in the program's own folder that belong to no photo are removed, and missing ones made again,
 * where asked.
 * @throws AppError busy, cancelled
 */
export async function checkCatalogue(
  deps: { readonly catalogue: Catalogue; readonly catalogueFolder: string; readonly reader: PhotoReader },
  {
    sample = DEFAULT_SAMPLE,
    removeOrphans = false,
    makeMissing = false,
  }: {
    sample?: number | undefined
    removeOrphans?: boolean | undefined
    makeMissing?: boolean | undefined
  },
  { signal, report }: ImportContext,
): Promise<CatalogueHealth> {
  const { catalogue, catalogueFolder } = deps
  const progress = createProgressReporter(report)
  // An import writes small pictures before their rows: meanwhile they would seem to belong to nobody.
  return holdImports(catalogue, async () => {
    const integrity = catalogue.upkeep.integrityProblems()
    const danglingRows = catalogue.upkeep.danglingRows()
    const unreadable = catalogue.upkeep.unreadableRows()
    const isWhole = integrity.length + danglingRows + unreadable.length === 0
    const originals = catalogue.upkeep.sampleOriginals(sample)
    const problems: BadOriginal[] = []
    const online = new Map<string, boolean>()
    let offline = 0
    for (const [index, original] of originals.entries()) {
      if (signal.aborted) throw new AppError('cancelled', 'Cancelled. Nothing was changed.')
      const isOnline = online.get(original.rootPath) ?? isRootThere(original.rootPath)
      online.set(original.rootPath, isOnline)
      const problem = isOnline ? await problemOf(original) : null
      if (!isOnline) offline += 1
      if (problem !== null) {
        const file = nameOf(absolutePath(original.rootPath, original.path))
        problems.push({ photo: original.photoId as PhotoId, file, problem })
      }
      progress({ stage: 'reading', done: index + 1, total: originals.length, current: null })
    }
    const derivedFolder = join(catalogueFolder, 'derived')
    const found = await checkSmallPictures(derivedFolder, catalogue.upkeep.hashes(), { removeOrphans })
    const total = found.missing.length
    const made =
      makeMissing && total > 0
        ? await makeSmallPictures(deps, found.missing, {
            signal,
            onDone: (done) => progress({ stage: 'reading', done, total, current: null }),
          })
        : 0
    return {
      isSound: isWhole && !problems.some(({ problem }) => problem === 'rotten'),
      integrity,
      danglingRows,
      unreadable,
      soundBackup: isWhole ? null : newestSoundBackup(catalogueFolder),
      photos: catalogue.photos.count(),
      originals: { checked: originals.length - offline, offline, problems },
      smallPictures: { ...found, missing: total - made, made },
      newestBackup: listBackups(catalogueFolder)[0]?.madeAt ?? null,
    }
  })
}

async function problemOf(original: StoredOriginal): Promise<BadOriginal['problem'] | null> {
  const file = absolutePath(original.rootPath, original.path)
  let stats
  try {
    stats = await lstat(file, { bigint: true })
  } catch (error) {
    return whyNot(error)
  }
  const isTouched = Number(stats.size) !== original.bytes || stats.mtimeNs.toString() !== original.mtimeNs
  try {
    if ((await hashFile(file)) === original.sha256) return null
  } catch (error) {
    return whyNot(error)
  }
  // Who edits a photo changes its date as well; bytes that changed by themselves do not.
  return isTouched ? 'edited' : 'rotten'
}

function whyNot(error: unknown): BadOriginal['problem'] {
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'gone'
  return code === 'EACCES' || code === 'EPERM' ? 'forbidden' : 'unreadable'
}
