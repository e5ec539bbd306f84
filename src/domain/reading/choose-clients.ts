import type { Source } from '../../contract/vocabulary.ts'
import { foldName } from '../fold-name.ts'
import type { Steps } from '../steps.ts'
import type { FolderChain } from './read-folders.ts'
import type { NameReading } from './read-name.ts'

/** Who a file belongs to, and which folder of its chain says so. */
export interface ChosenClient {
  readonly name: string
  readonly source: Source
  readonly level: number | null
  /** True where the same folder also says a view: "Maria Lopez front", "Maria Lopez top". */
  readonly hasView: boolean
}

interface Outer {
  readonly root: NameReading
  readonly parent: NameReading | null
  /** Folded names that a person said are nobody's. */
  readonly nobodies: ReadonlySet<string>
}

/**
 * Learns from all folders, and from how many files are called what, how to find the client of a file: the first folder that is
 * no date, visit, view or drawer, else the chosen folder, else the file's own name.
 */
export function* createClientChooser(
  chains: ReadonlySet<FolderChain>,
  files: ReadonlyMap<NameReading, number>,
  outer: Outer,
): Steps<(chain: FolderChain, file: NameReading) => ChosenClient> {
  const levels = yield* clientLevels(chains, outer.nobodies)
  const isOneClient = chosenFolderIsOneClient(chains, levels, outer.root)
  yield
  const sharedNames = yield* namesOfSeveralFolders(levels)
  const hasClientFolders = [...levels.values()].some((level) => level !== null)
  const stems = yield* countNames(files)

  return (chain, file) => {
    const level = levels.get(chain) ?? null
    const reading = level === null ? undefined : chain.readings[level]
    if (reading !== undefined && level !== null && !isOneClient) {
      const name = reading.client ?? reading.name
      const plain = reading.clientWithoutView
      if (plain !== null && plain !== name && sharedNames.has(foldName(plain))) {
        return { name: plain, source: 'folder', level, hasView: true }
      }
      return { name, source: 'folder', level, hasView: false }
    }
    const nowhere = { level: null, hasView: false }
    if (!hasClientFolders || isOneClient) {
      if (outer.root.client !== null) return { name: outer.root.client, source: 'folder', ...nowhere }
    }
    const stem = file.clientWithoutView
    // A number may be a camera's counter, unless it comes again.
    const wasRead =
      (file.view !== null || file.date !== null || file.kind !== null) && !/^\d+$/.test(stem ?? '')
    if (stem !== null && (wasRead || (stems.get(foldName(stem)) ?? 0) > 1)) {
      return { name: stem, source: 'file-name', ...nowhere }
    }
    if (!hasClientFolders && outer.parent !== null && outer.parent.client !== null && saysVisit(outer.root)) {
      return { name: outer.parent.client, source: 'folder', ...nowhere }
    }
    return { name: outer.root.client ?? outer.root.name, source: 'guess', ...nowhere }
  }
}

const saysVisit = (reading: NameReading | undefined): boolean =>
  reading !== undefined && (reading.date !== null || reading.kind !== null)

/** April, May and June are people where the folders beside them are. */
const isMonthAlone = ({ date }: NameReading): boolean =>
  date !== null && date.year === null && date.month !== null && date.day === null

/** Which folder of each chain names the client. */
function* clientLevels(
  chains: ReadonlySet<FolderChain>,
  nobodies: ReadonlySet<string>,
): Steps<Map<FolderChain, number | null>> {
  const drawers = yield* drawersOf(chains)
  const strongLevels = new Set<number>()
  for (const chain of chains) strongLevels.add(chain.namesClient.indexOf(true))
  const levels = new Map<FolderChain, number | null>()
  for (const chain of chains) {
    const first = chain.namesClient.findIndex(
      (namesClient, level) => namesClient && !drawers.has(pathOf(chain, level)),
    )
    const weak = chain.readings.findIndex(
      (reading, level) =>
        reading.isWeakClient ||
        (isMonthAlone(reading) && strongLevels.has(level) && !nobodies.has(foldName(reading.name))),
    )
    levels.set(chain, first >= 0 ? first : weak < 0 ? null : weak)
    yield
  }
  return levels
}

const pathOf = (chain: FolderChain, level: number): string =>
  chain.readings
    .slice(0, level + 1)
    .map((reading) => reading.name)
    .join('\0')

/** First names and surnames in capitals, "Ann Lee", "de la Cruz María", "Lee, Ann": rarely what a visit is called. */
const FULL_NAME =
  /^(?:\p{Ll}{1,3}\s)*\p{Lu}[\p{L}\p{M}'’.-]*,?(?:\s\p{Ll}{1,3})*(?:\s\p{Lu}[\p{L}\p{M}'’.-]*)+$/u

/** What the folders in a folder are, where all of them name somebody. */
interface Inside {
  readonly names: Set<string>
  readonly withVisits: Set<string>
}

/** Folders that hold several clients, known by their visits or by their full names: a place or a practitioner, not a client. */
function* drawersOf(chains: ReadonlySet<FolderChain>): Steps<ReadonlySet<string>> {
  const insides = new Map<string, Inside>()
  const foldersOfName = new Map<string, Set<string>>()
  const withOwnVisits = new Set<string>()
  for (const chain of chains) {
    for (const [level, namesClient] of chain.namesClient.entries()) {
      if (!namesClient) continue
      const path = pathOf(chain, level)
      const below = chain.readings[level + 1]
      if (below === undefined || !chain.namesClient[level + 1]) {
        // Photos or visits directly in it: this one is a client.
        withOwnVisits.add(path)
        continue
      }
      const inside = insides.get(path) ?? { names: new Set(), withVisits: new Set() }
      insides.set(path, inside)
      inside.names.add(below.name)
      foldersOfName.set(below.name, (foldersOfName.get(below.name) ?? new Set()).add(path))
      if (chain.readings.slice(level + 2).some(saysVisit) || saysVisit(below))
        inside.withVisits.add(below.name)
    }
    yield
  }
  // What stands in several folders alike ("Lips", "Natural Light") is a treatment or a way to take photos.
  const isOnce = (name: string): boolean => foldersOfName.get(name)?.size === 1
  // What stands in several folders alike ("Lips", "Natural Light") is a treatment or a way to take photos.
  const holdsPeople = ({ names }: Inside): boolean =>
    [...names].every((name) => FULL_NAME.test(name) && isOnce(name))
  const seenPeople = ({ withVisits }: Inside): number =>
    [...withVisits].filter((name) => FULL_NAME.test(name) || isOnce(name)).length
  const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('\0')))
  const besideClients = new Set([...withOwnVisits].map(parentOf))
  // "Ann Lee" with "Brows" and "Lips" in it, beside other clients, is one.
  const isClientOfTreatments = (path: string, { names }: Inside): boolean =>
    besideClients.has(parentOf(path)) &&
    FULL_NAME.test(path.slice(path.lastIndexOf('\0') + 1)) &&
    ![...names].some((name) => FULL_NAME.test(name))
  const candidates = [...insides].filter(
    ([path, inside]) =>
      !withOwnVisits.has(path) &&
      !isClientOfTreatments(path, inside) &&
      (seenPeople(inside) > 0 || holdsPeople(inside)),
  )
  const isCandidate = new Set(candidates.map(([path]) => path))
  // Within drawers, as deep is as near: a branch with one practitioner is like the branches beside it.
  const around = (path: string): string => {
    const parent = parentOf(path)
    return isCandidate.has(parent) ? `\0${parent.split('\0').length}` : parent
  }
  const certain = new Set(
    candidates
      .filter(([, inside]) => seenPeople(inside) > 1 || (inside.names.size > 1 && holdsPeople(inside)))
      .map(([path]) => around(path)),
  )
  // A drawer with one client only is known by the drawers beside it.
  return new Set([...isCandidate].filter((path) => certain.has(around(path))))
}

/** True where the chosen folder holds the visits of one client rather than clients. */
function chosenFolderIsOneClient(
  chains: ReadonlySet<FolderChain>,
  levels: ReadonlyMap<FolderChain, number | null>,
  root: NameReading,
): boolean {
  if (root.client === null) return false
  const withClient = new Set<string>()
  const visits = new Set<string>()
  for (const chain of chains) {
    const top = chain.readings[0]
    if (top === undefined) continue
    if (levels.get(chain) !== null) withClient.add(top.name)
    else if (saysVisit(top)) visits.add(top.name)
  }
  for (const name of withClient) visits.delete(name)
  return visits.size > withClient.size
}

/** Clients' names that several folders share once their view is taken away. */
function* namesOfSeveralFolders(levels: ReadonlyMap<FolderChain, number | null>): Steps<ReadonlySet<string>> {
  const folders = new Map<string, Set<string>>()
  const readings = new Set<NameReading>()
  for (const [chain, level] of levels) {
    const reading = level === null ? undefined : chain.readings[level]
    if (reading === undefined || reading.clientWithoutView === null || readings.has(reading)) continue
    readings.add(reading)
    const key = foldName(reading.clientWithoutView)
    folders.set(key, (folders.get(key) ?? new Set()).add(foldName(reading.client ?? '')))
    yield
  }
  return new Set([...folders].filter(([, names]) => names.size > 1).map(([key]) => key))
}

/** How many files' own names name somebody so. */
function* countNames(files: ReadonlyMap<NameReading, number>): Steps<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>()
  for (const [{ clientWithoutView: name }, number] of files) {
    if (name === null) continue
    const key = foldName(name)
    counts.set(key, (counts.get(key) ?? 0) + number)
    yield
  }
  return counts
}
