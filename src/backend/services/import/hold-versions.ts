import type { PhotoId } from '../../../contract/ids.ts'
import { originalStem } from '../../../domain/reading/edited-name.ts'
import type { Catalogue } from '../../catalogue/open-catalogue.ts'
import type { KnownPlace, Place } from '../../catalogue/places-repository.ts'
import type { ReadOutcome } from './import-outcome.ts'
import type { ImportRun } from './import-run.ts'
import { pathKey, type KnownFiles } from './known-files.ts'
import { nameOf, stemOf } from './read-names.ts'
import type { WalkedFile } from './walk-folder.ts'

/** An edit without a time to go by looks like what it was made from; another photo of the same head does not. */
const LEAST_LIKENESS = 0.9
/** Where the times differ, only a picture that is all but the same one is believed to be. */
const LEAST_LIKENESS_AGAINST_TIMES = 0.97

/** Photos that may be versions of others are held back until all files of an import are read, and told apart then. */
export interface HeldVersions {
  /** Keeps an outcome for the end where it may be a version; answers whether it did. */
  hold(outcome: ReadOutcome): boolean
  /** Adds what was held: as another version of a photo, or as a photo of its own. */
  settle(): Promise<void>
}

/**
 * Two ways in which a photo comes edited: other bytes in the file that held it, or a copy beside it whose name says so and that
 * was taken at the same time. While the camera's own file is there, it is the one that is shown and measured.
 */
export function holdVersions(options: {
  readonly catalogue: Catalogue
  readonly run: ImportRun
  readonly files: readonly WalkedFile[]
  readonly known: KnownFiles
  /** How alike the pictures of two hashes look; null where one of them is not there. */
  readonly likeness: (sha256: string, other: string) => Promise<number | null>
}): HeldVersions {
  const { catalogue, run, known, likeness } = options
  const siblings = groupByOriginal(options.files)
  const held: ReadOutcome[] = []

  const placeBefore = (file: WalkedFile): KnownPlace | undefined => known.get(pathKey(file.path))

  /** The photo whose file this is now: as this import placed it, else as it was known before. */
  const photoIn = (file: WalkedFile): Pick<Place, 'photoId'> | null => {
    const place = catalogue.places.at(run.rootId, file.relative) ?? placeBefore(file)
    return place !== undefined && place !== null && place.isPresent ? place : null
  }

  const replaces = async ({ file, photo }: ReadOutcome): Promise<Place | null> => {
    const before = placeBefore(file)
    const place = before === undefined ? null : catalogue.places.find(before.id)
    if (place === null || photo.kind !== 'read') return null
    const [then, now] = [catalogue.versions.takenAt(place.photoId), photo.facts.takenAt]
    if (then !== null && then === now) return place
    const least = then !== null && now !== null ? LEAST_LIKENESS_AGAINST_TIMES : LEAST_LIKENESS
    return ((await likeness(place.sha256, photo.sha256)) ?? 0) >= least ? place : null
  }

  const besideWhich = ({ file, photo }: ReadOutcome): PhotoId | null => {
    if (photo.kind !== 'read' || photo.facts.takenAt === null) return null
    for (const sibling of siblings.get(familyOf(file)) ?? []) {
      if (sibling === file || isEdited(sibling) === isEdited(file)) continue
      const other = photoIn(sibling)
      if (other !== null && catalogue.versions.takenAt(other.photoId) === photo.facts.takenAt)
        return other.photoId
    }
    return null
  }

  const settleOne = async (outcome: ReadOutcome): Promise<void> => {
    // The same bytes may have been added since, from another file that was held.
    if (catalogue.readings.findPhotoId(outcome.photo.sha256) !== null) {
      run.add(outcome)
      return run.flush()
    }
    const replaced = await replaces(outcome)
    if (replaced !== null) {
      const { photoId, sha256 } = replaced
      const shown = catalogue.versions.shown(photoId).sha256
      const isElsewhere = catalogue.places
        .ofPhoto(photoId)
        .some((place) => place.id !== replaced.id && place.isPresent && place.sha256 === shown)
      return run.addVersion(photoId, outcome, { isShown: sha256 === shown && !isElsewhere })
    }
    const original = besideWhich(outcome)
    if (original !== null) return run.addVersion(original, outcome, { isShown: !isEdited(outcome.file) })
    run.add(outcome)
    run.flush()
  }

  return {
    hold(outcome) {
      const { file, photo } = outcome
      if (run.knows(photo.sha256)) return false
      const mayBeVersion = placeBefore(file) !== undefined || (siblings.get(familyOf(file))?.length ?? 0) > 1
      if (mayBeVersion) held.push(outcome)
      return mayBeVersion
    },
    async settle() {
      // Originals first, so that copies find them.
      held.sort((one, other) => Number(isEdited(one.file)) - Number(isEdited(other.file)))
      for (const outcome of held) await settleOne(outcome)
    },
  }
}

const isEdited = (file: WalkedFile): boolean => originalStem(stemOf(file.relative)) !== null

/** The folder and the name that an original and its edited copies have in common. */
function familyOf(file: WalkedFile): string {
  const stem = stemOf(file.relative)
  const folder = nameOf(file.relative).split('/').slice(0, -1).join('/')
  return `${folder}/${(originalStem(stem) ?? stem).toLowerCase()}`
}

/** Files by {@link familyOf}, of families in which there is an edited copy. */
function groupByOriginal(files: readonly WalkedFile[]): ReadonlyMap<string, readonly WalkedFile[]> {
  const families = new Map<string, WalkedFile[]>(
    files.filter(isEdited).map((file) => [familyOf(file), []] as const),
  )
  if (families.size === 0) return families
  for (const file of files) families.get(familyOf(file))?.push(file)
  return families
}
