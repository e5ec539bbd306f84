import type { PhotoId } from '../../../contract/ids.ts'
import { originalStem } from '../../../domain/reading/edited-name.ts'
import type { Catalogue } from '../../catalogue/open-catalogue.ts'
import type { KnownPlace, Place } from '../../catalogue/places-repository.ts'
import type { ReadOutcome } from './import-outcome.ts'
import { groupBy } from './group-by.ts'
import type { ImportRun } from './import-run.ts'
import type { KnownFiles } from './known-files.ts'
import { nameOf, stemOf } from './read-names.ts'
import type { WalkedFile } from './walk-folder.ts'

/** An edit without a time to go by looks like what it was made from; another photo of the same head does not. */
const LEAST_LIKENESS = 0.9
/** Where the times differ, only a picture that is all but the same one is believed to be. */
const LEAST_LIKENESS_AGAINST_TIMES = 0.97

/** Files that are gone, by what a file that was moved and edited at once may share with them. */
interface GoneFiles {
  readonly byName: ReadonlyMap<string, readonly KnownPlace[]>
  readonly byNumber: ReadonlyMap<string, KnownPlace>
}

/** Photos that may be versions of others are held back until all files of an import are read, and told apart then. */
export interface HeldVersions {
  /** Keeps an outcome for the end where it may be a version; answers whether it did. */
  hold(outcome: ReadOutcome): boolean
  /** Adds what was held: as another version of a photo, or as a photo of its own. */
  settle(): Promise<void>
}

/**
 * The ways in which a photo comes edited: other bytes in the file that held it, also where that was moved meanwhile, or a copy
 * beside it whose name says so and that was taken at the same time or looks like it. While the camera's own file is there, it
 * is the one that is shown and measured.
 */
export function holdVersions(options: {
  readonly catalogue: Catalogue
  readonly run: ImportRun
  readonly files: readonly WalkedFile[]
  readonly known: KnownFiles
  /** Those of the known files that are not there any more. */
  readonly gone: readonly KnownPlace[]
  /** How alike the pictures of two hashes look; null where one of them is not there. */
  readonly likeness: (sha256: string, other: string) => Promise<number | null>
}): HeldVersions {
  const { catalogue, run, known, likeness } = options
  const siblings = groupByOriginal(options.files)
  const gone = groupGone(known, options.gone)
  const held: ReadOutcome[] = []

  const placeBefore = (file: WalkedFile): KnownPlace | undefined => known.get(file.key)

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

  const taken = new Map<string, ReadonlyMap<string, readonly KnownPlace[]>>()
  /** Gone files of a name by when they were taken, asked once a name: thousands may be called front.jpg. */
  const goneCalled = (name: string): ReadonlyMap<string, readonly KnownPlace[]> => {
    const known = taken.get(name)
    if (known !== undefined) return known
    const found = groupBy(
      gone.byName.get(name) ?? [],
      (place) => catalogue.versions.takenAt(place.photoId) ?? '',
    )
    taken.set(name, found)
    return found
  }

  /** The file that a moved and edited one was: of its number or name, gone with all its copies, and taken at that very time. */
  const movedFrom = async ({ file, photo }: ReadOutcome): Promise<Place | null> => {
    if (photo.kind !== 'read') return null
    const { takenAt } = photo.facts
    const found = new Map<PhotoId, Place>()
    const sameFile = gone.byNumber.get(file.inode)
    const sameName = takenAt === null ? [] : (goneCalled(fileNameOf(file)).get(takenAt) ?? [])
    for (const { id } of [...(sameFile === undefined ? [] : [sameFile]), ...sameName]) {
      const place = catalogue.places.find(id)
      if (place === null || catalogue.places.ofPhoto(place.photoId).some(({ isPresent }) => isPresent))
        continue
      const then = catalogue.versions.takenAt(place.photoId)
      const isIt =
        takenAt !== null && then !== null
          ? takenAt === then
          : id === sameFile?.id && ((await likeness(place.sha256, photo.sha256)) ?? 0) >= LEAST_LIKENESS
      if (isIt && !found.has(place.photoId)) found.set(place.photoId, place)
    }
    const [only] = found.values()
    return found.size === 1 && only !== undefined ? only : null
  }

  const besideWhich = async ({ file, photo }: ReadOutcome): Promise<PhotoId | null> => {
    if (photo.kind !== 'read') return null
    const { takenAt } = photo.facts
    for (const sibling of siblings.get(familyOf(file)) ?? []) {
      if (sibling === file || isEdited(sibling) === isEdited(file)) continue
      const other = photoIn(sibling)
      if (other === null) continue
      const then = catalogue.versions.takenAt(other.photoId)
      // Programs that write no time into their copies leave the looks to go by.
      const isIt =
        takenAt !== null && then !== null
          ? takenAt === then
          : ((await likeness(catalogue.versions.shown(other.photoId).sha256, photo.sha256)) ?? 0) >=
            LEAST_LIKENESS
      if (isIt) return other.photoId
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
    const former = await movedFrom(outcome)
    if (former !== null) {
      if (former.rootId === run.rootId) run.moved.push({ from: former.path, to: outcome.file.relative })
      const { photoId, sha256 } = former
      return run.addVersion(photoId, outcome, {
        isShown: sha256 === catalogue.versions.shown(photoId).sha256,
      })
    }
    const original = await besideWhich(outcome)
    if (original !== null) return run.addVersion(original, outcome, { isShown: !isEdited(outcome.file) })
    run.add(outcome)
    run.flush()
  }

  return {
    hold(outcome) {
      const { file, photo } = outcome
      if (run.knows(photo.sha256)) return false
      const mayBeVersion =
        placeBefore(file) !== undefined ||
        (siblings.get(familyOf(file))?.length ?? 0) > 1 ||
        gone.byNumber.has(file.inode) ||
        gone.byName.has(fileNameOf(file))
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

const fileNameOf = (file: WalkedFile): string => nameOf(file.relative).split('/').at(-1) ?? ''

function groupGone(known: KnownFiles, places: readonly KnownPlace[]): GoneFiles {
  const isGone = new Set(places)
  const gone = places.length === 0 ? [] : [...known].filter(([, place]) => isGone.has(place))
  const named = groupBy(gone, ([key]) => key.split('/').at(-1) ?? '')
  return {
    byName: new Map([...named].map(([name, own]) => [name, own.map(([, place]) => place)])),
    byNumber: new Map(places.map((place) => [place.inode, place] as const)),
  }
}

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
