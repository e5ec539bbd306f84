import type { PhotoId } from '../../../contract/ids.ts'
import { chooseVisit, type ChosenVisit } from '../../../domain/reading/choose-visit.ts'
import type { PathReading } from '../../../domain/reading/read-paths.ts'
import { NOTHING_SAID, settledNames, type SaidOfNames } from '../../../domain/reading/said-of-names.ts'
import type { Steps } from '../../../domain/steps.ts'
import type { Catalogue } from '../../catalogue/open-catalogue.ts'
import { filesInSteps } from './files-in-steps.ts'
import { KeptOfFolders } from './kept-of-folders.ts'
import { readNamesInSteps } from './read-names.ts'

/** What names and camera say of a photo, whoever a person said that its client is and whatever its visit. */
export interface ReadPhoto {
  readonly names: PathReading
  /** The day on which the camera took it. */
  readonly taken: string | null
  readonly visit: ChosenVisit
}

/** What the files of an imported folder are read as. */
interface FolderReadings {
  /** By the number of the place. */
  readonly places: ReadonlyMap<number, { readonly photoId: PhotoId; readonly read: ReadPhoto }>
  /** Photos by their client's name as it is read; one with several files may stand there more than once. */
  readonly byClient: ReadonlyMap<string, readonly PhotoId[]>
  /** The same by the key of their visit. */
  readonly byVisit: ReadonlyMap<string, readonly PhotoId[]>
}

interface Root {
  readonly id: number
  readonly path: string
}

const kept = new KeptOfFolders<FolderReadings>()

/** What the files of a folder are read as, at once: known from before, or read now, which takes a second for 100,000 of them. */
export function readingsOf(catalogue: Catalogue, root: Root, said: SaidOfNames, now: Date): FolderReadings {
  return kept.now(catalogue, questionOf(catalogue, root, said, now))
}

/** The same by turns with everything else that is asked. */
export async function readingsByTurns(
  catalogue: Catalogue,
  root: Root,
  said: SaidOfNames,
  now: Date,
): Promise<FolderReadings> {
  return kept.byTurns(catalogue, questionOf(catalogue, root, said, now))
}

function questionOf(catalogue: Catalogue, root: Root, said: SaidOfNames, now: Date) {
  const { nobodies, somebodies } = settledNames(said)
  const names = [nobodies, somebodies].map((settled) => [...settled].toSorted())
  return {
    folder: root.id,
    basis: JSON.stringify([root.path, said.dayOrder, names, dayOf(now)]),
    make: () => read(catalogue, root, said, now),
  }
}

const dayOf = (now: Date): string => now.toISOString().slice(0, 10)

/** What a person said that changes how names are read, and not only what is made of it. */
function asRead({ dayOrder, clients }: SaidOfNames): SaidOfNames {
  const { nobodies, somebodies } = settledNames({ clients })
  const settled = [...clients].filter(([name]) => nobodies.has(name) || somebodies.has(name))
  return { ...NOTHING_SAID, dayOrder, clients: new Map(settled) }
}

function* read(catalogue: Catalogue, root: Root, said: SaidOfNames, now: Date): Steps<FolderReadings> {
  const files = yield* filesInSteps(catalogue, root.id)
  const readings = yield* readNamesInSteps(root.path, files, asRead(said))
  const places = new Map<number, { readonly photoId: PhotoId; readonly read: ReadPhoto }>()
  const byClient = new Map<string, PhotoId[]>()
  const byVisit = new Map<string, PhotoId[]>()
  const share = createSharing()
  const known = new Map<PathReading, Map<string | null, ReadPhoto>>()
  for (const [index, { id, photoId, cameraTime }] of files.entries()) {
    const reading = readings[index]
    if (reading === undefined) continue
    const names = share(reading)
    const taken = cameraTime?.slice(0, 10) ?? null
    const ofNames = known.get(names) ?? new Map<string | null, ReadPhoto>()
    const photo = ofNames.get(taken) ?? {
      names,
      taken,
      visit: chooseVisit(names, taken, dayOf(now), NOTHING_SAID),
    }
    known.set(names, ofNames.set(taken, photo))
    places.set(id, { photoId, read: photo })
    addTo(byClient, names.readClient, photoId)
    addTo(byVisit, photo.visit.key, photoId)
    if (index % 64 === 0) yield
  }
  return { places, byClient, byVisit }
}

/** Makes a function that gives readings that say the same as one: names that differ by their counters alone do. */
function createSharing(): (reading: PathReading) => PathReading {
  const shared = new Map<PathReading, PathReading>()
  const bySaying = new Map<string, PathReading>()
  return (reading) => {
    const known = shared.get(reading)
    if (known !== undefined) return known
    const saying = JSON.stringify(reading)
    const one = bySaying.get(saying) ?? reading
    bySaying.set(saying, one)
    shared.set(reading, one)
    return one
  }
}

function addTo(groups: Map<string, PhotoId[]>, key: string, photoId: PhotoId): void {
  const group = groups.get(key)
  if (group === undefined) groups.set(key, [photoId])
  else group.push(photoId)
}
