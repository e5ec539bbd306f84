import { AppError } from '../../../contract/errors.ts'
import type { PhotoId } from '../../../contract/ids.ts'
import { PREVIEW_PX } from '../../../contract/media.ts'
import type { Photo } from '../../../contract/photos.ts'
import type { PointPair, Registration } from '../../../contract/registrations.ts'
import { rescaleRegistration } from '../../../domain/rescale-registration.ts'
import type { Point } from '../../../domain/transform.ts'
import { isOriginalThere } from '../../../domain/is-original-there.ts'
import { pathBytes } from '../../../domain/path-text.ts'
import { hashFile } from '../../imaging/hash-file.ts'
import { isWholeJpegFile } from '../../imaging/is-whole-jpeg.ts'
import type { Aligner } from '../../alignment/alignment-types.ts'
import type { Catalogue } from '../../catalogue/open-catalogue.ts'

export interface RegistrationDeps {
  readonly catalogue: Catalogue
  readonly aligner: Aligner
  /** Where a photo's preview stands, whether or not it is there. */
  readonly previewFile: (sha256: string) => string
  readonly now: () => Date
}

export interface ByHand {
  readonly points: readonly PointPair[]
  readonly snap: boolean
}

/** The file of a photo that is looked at, and full-size pixels per pixel of it. */
export interface Source {
  readonly file: string
  readonly scale: number
}

/** The photo, or AppError not-found. */
export function requirePhoto(catalogue: Catalogue, id: PhotoId): Photo {
  const photo = catalogue.photos.find(id)
  if (photo === null) throw new AppError('not-found', `There is no photo with the number ${id}.`)
  return photo
}

/** Finds how the after photo lies on the before photo; stores nothing. */
export async function registerPair(
  deps: RegistrationDeps,
  beforeId: PhotoId,
  afterId: PhotoId,
  options: {
    readonly byHand?: ByHand
    /** The head on the before photo, in place of what is found. */
    readonly headRegion?: readonly Point[]
    readonly signal?: AbortSignal
  },
): Promise<{ readonly registration: Registration; readonly engineVersion: number }> {
  const before = await sourceOf(deps, requirePhoto(deps.catalogue, beforeId))
  const after = await sourceOf(deps, requirePhoto(deps.catalogue, afterId))
  const { byHand, headRegion, signal } = options
  const found = await deps.aligner.align(
    {
      before: before.file,
      after: after.file,
      ...(byHand === undefined
        ? {}
        : { points: shrinkPoints(byHand.points, before, after), snap: byHand.snap }),
      ...(headRegion === undefined
        ? {}
        : { headRegion: headRegion.map(([x, y]): Point => [x / before.scale, y / before.scale]) }),
    },
    signal === undefined ? {} : { signal },
  )
  const { engineVersion, ...rest } = found
  // Whoever showed the head wants what came of it kept; where nothing did, there is nothing to keep.
  const shownRegion = found.verdict === 'needs-points' ? undefined : headRegion
  return {
    engineVersion,
    registration: {
      ...rest,
      ...rescaleRegistration(found, { before: before.scale, after: after.scale }),
      beforeId,
      afterId,
      points: byHand === undefined ? [] : [...byHand.points],
      madeBy: byHand !== undefined || shownRegion !== undefined ? 'person' : 'program',
      ...(shownRegion === undefined ? {} : { headRegion: shownRegion }),
    },
  }
}

/**
 * The preview serves as well as the original and faster, and it is there when the drive is off. An original is looked at
 * only while it is what was brought in: another picture in its place would be taken for the same photo.
 * @throws AppError original-offline
 */
export async function sourceOf(deps: Pick<RegistrationDeps, 'previewFile'>, photo: Photo): Promise<Source> {
  const preview = deps.previewFile(photo.sha256)
  if (isWholeJpegFile(preview))
    return { file: preview, scale: Math.max(1, Math.max(photo.width, photo.height) / PREVIEW_PX) }
  if (!isOriginalThere(photo)) {
    throw new AppError(
      'original-offline',
      'The drive or folder with this photo cannot be reached. Connect the drive, or allow the folder to be read, and try again.',
    )
  }
  if ((await hashOf(photo)) !== photo.sha256)
    throw new AppError(
      'original-offline',
      'The file of this photo is gone, or holds something else than when it was brought in. Put it back, or look at its folder again.',
    )
  return { file: photo.file, scale: 1 }
}

async function hashOf({ file }: Photo): Promise<string | null> {
  try {
    return await hashFile(Buffer.from(pathBytes(file)))
  } catch {
    // Gone or not to be read since its folder was looked at.
    return null
  }
}

function shrinkPoints(points: readonly PointPair[], before: Source, after: Source): PointPair[] {
  return points.map((pair) => ({
    before: [pair.before[0] / before.scale, pair.before[1] / before.scale],
    after: [pair.after[0] / after.scale, pair.after[1] / after.scale],
  }))
}
