import type { Source } from '../../contract/vocabulary.ts'
import { foldName } from '../fold-name.ts'
import type { Steps } from '../steps.ts'
import { findFileHolders, type FileHolder } from './find-file-holders.ts'
import { findHoldings, type Holding } from './find-holdings.ts'
import { isIdentified } from './is-identified.ts'
import { isMonthAlone, pathOf, saysVisit, type FolderChain } from './read-folders.ts'
import type { NameReading } from './read-name.ts'
import type { SettledNames } from './said-of-names.ts'
import { withInitials } from './with-initials.ts'

/** Folders, one in the other, of which each could be the client's. */
export interface NestedNames {
  /** The outer ones, the closest last: more than one where more folders stand around. */
  readonly outers: readonly string[]
  readonly inner: string
}

/** Who a file belongs to, and which folder of its chain says so. */
export interface ChosenClient {
  readonly name: string
  /** The name with the dots of its initials. */
  readonly written: string
  readonly source: Source
  readonly level: number | null
  /** True where the same folder also says a view: "Maria Lopez front", "Maria Lopez top". */
  readonly hasView: boolean
  readonly nested: NestedNames | null
}

interface Outer {
  readonly root: NameReading
  readonly parent: NameReading | null
  readonly settled: SettledNames
}

/**
 * Learns from all folders, and from the files in them, how to find the client of a file: the first folder that is no date,
 * visit, view or drawer, else the chosen folder, else the file's own name.
 */
export function* createClientChooser(
  filesIn: ReadonlyMap<FolderChain, ReadonlyMap<NameReading, number>>,
  outer: Outer,
): Steps<(chain: FolderChain, file: NameReading) => ChosenClient> {
  const chains = new Set(filesIn.keys())
  const levels = yield* clientLevels(chains, outer.settled)
  const isOneClient = chosenFolderIsOneClient(chains, levels, outer.root)
  yield
  const sharedNames = yield* namesOfSeveralFolders(levels)
  const hasClientFolders = [...levels.values()].some(({ level }) => level !== null)
  const stems = yield* countNames(filesIn.values())
  const isOfRoot = (chain: FolderChain): boolean =>
    (!hasClientFolders || isOneClient) && (levels.get(chain)?.level ?? null) === null
  const holders = yield* findFileHolders(
    filesIn,
    (chain) => {
      const level = levels.get(chain)?.level ?? null
      const reading = level === null ? undefined : chain.readings[level]
      if (reading !== undefined && level !== null && !isOneClient)
        return { path: pathOf(chain, level), name: reading.client ?? reading.name }
      return outer.root.client !== null && isOfRoot(chain) ? { path: '', name: outer.root.client } : null
    },
    (file) => nameOfStem(file, stems),
    outer.settled,
  )

  return (chain, file) => {
    const { level, nested } = levels.get(chain) ?? { level: null, nested: null }
    const reading = level === null ? undefined : chain.readings[level]
    const inFile = nested === null ? chosenByFile(holders.get(chain), file, nameOfStem(file, stems)) : null
    if (inFile !== null) return inFile
    if (reading !== undefined && level !== null && !isOneClient) {
      const name = reading.client ?? reading.name
      const plain = reading.clientWithoutView
      const source = nested === null ? 'folder' : 'guess'
      const hasView = plain !== null && plain !== name && sharedNames.has(foldName(plain))
      return { ...named(hasView ? plain : name, reading), source, level, hasView, nested }
    }
    const nowhere = { level: null, hasView: false, nested: null }
    if (!hasClientFolders || isOneClient) {
      if (outer.root.client !== null)
        return { ...named(outer.root.client, outer.root), source: 'folder', ...nowhere }
    }
    const stem = nameOfStem(file, stems)
    // A number may be a camera's counter, unless it comes again.
    const wasRead =
      (file.view !== null || file.date !== null || file.kind !== null) && !/^\d+$/.test(stem ?? '')
    if (stem !== null && (wasRead || (stems.get(foldName(stem)) ?? 0) > 1)) {
      return { ...named(stem, file), source: 'file-name', ...nowhere }
    }
    if (!hasClientFolders && outer.parent !== null && outer.parent.client !== null && saysVisit(outer.root)) {
      return { ...named(outer.parent.client, outer.parent), source: 'folder', ...nowhere }
    }
    return { ...named(outer.root.client ?? outer.root.name, outer.root), source: 'guess', ...nowhere }
  }
}

/** Whom a file's own name names, where its folder holds several such; the folder may be the client all the same. */
function chosenByFile(
  holder: FileHolder | undefined,
  file: NameReading,
  stem: string | null,
): ChosenClient | null {
  if (holder === undefined) return null
  const nested = { outers: [holder.name], inner: holder.example }
  const here = { source: 'guess', level: null, hasView: false } as const
  if (!holder.areLikelyClients) return { name: holder.name, written: holder.name, ...here, nested }
  return stem === null || !holder.names.has(foldName(stem))
    ? null
    : { ...named(stem, file), ...here, nested: { ...nested, inner: stem } }
}

const named = (name: string, { name: from }: NameReading): Pick<ChosenClient, 'name' | 'written'> => ({
  name,
  written: withInitials(name, from),
})

/** Which folder of a chain names the client, and which other one could. */
interface ClientLevel {
  readonly level: number | null
  readonly nested: NestedNames | null
}

/** Which folder of each chain names the client. */
function* clientLevels(
  chains: ReadonlySet<FolderChain>,
  settled: SettledNames,
): Steps<Map<FolderChain, ClientLevel>> {
  const holdings = yield* findHoldings(chains, settled)
  const strongLevels = new Set<number>()
  const chosen = new Map<FolderChain, ClientLevel | null>()
  for (const chain of chains) {
    const choice = chosenLevel(chain, holdings)
    chosen.set(chain, choice)
    if (typeof choice?.level === 'number') strongLevels.add(choice.level)
    yield
  }
  const levels = new Map<FolderChain, ClientLevel>()
  for (const [chain, choice] of chosen) {
    const weak = chain.readings.findIndex(
      (reading, level) =>
        reading.isWeakClient ||
        (isMonthAlone(reading) && strongLevels.has(level) && !settled.nobodies.has(foldName(reading.name))),
    )
    levels.set(chain, choice ?? { level: weak < 0 ? null : weak, nested: null })
    yield
  }
  return levels
}

/** The first folder that names somebody and holds no clients; where a folder may hold some, both that come into question. */
function chosenLevel(chain: FolderChain, holdings: ReadonlyMap<string, Holding>): ClientLevel | null {
  const passed: string[] = []
  for (const [level, namesClient] of chain.namesClient.entries()) {
    if (!namesClient) continue
    const holding = holdings.get(pathOf(chain, level))
    if (holding === 'clients') continue
    const name = nameAt(chain, level)
    if (holding === 'perhaps-clients') {
      passed.push(name)
      continue
    }
    if (holding === 'perhaps-none') {
      const inner = nameAt(chain, chain.namesClient.indexOf(true, level + 1))
      return { level, nested: { outers: [...passed, name], inner } }
    }
    return { level, nested: passed.length === 0 ? null : { outers: passed, inner: name } }
  }
  return null
}

const nameAt = (chain: FolderChain, level: number): string => {
  const reading = chain.readings[level]
  return reading?.client ?? reading?.name ?? ''
}

/** True where the chosen folder holds the visits of one client rather than clients. */
function chosenFolderIsOneClient(
  chains: ReadonlySet<FolderChain>,
  levels: ReadonlyMap<FolderChain, ClientLevel>,
  root: NameReading,
): boolean {
  if (root.client === null) return false
  const withClient = new Set<string>()
  const visits = new Set<string>()
  for (const chain of chains) {
    const top = chain.readings[0]
    if (top === undefined) continue
    if ((levels.get(chain)?.level ?? null) !== null) withClient.add(top.name)
    else if (saysVisit(top)) visits.add(top.name)
  }
  for (const name of withClient) visits.delete(name)
  return visits.size > withClient.size
}

/** Clients' names that several folders share once their view is taken away. */
function* namesOfSeveralFolders(levels: ReadonlyMap<FolderChain, ClientLevel>): Steps<ReadonlySet<string>> {
  const folders = new Map<string, Set<string>>()
  const readings = new Set<NameReading>()
  for (const [chain, { level }] of levels) {
    const reading = level === null ? undefined : chain.readings[level]
    if (reading === undefined || reading.clientWithoutView === null || readings.has(reading)) continue
    readings.add(reading)
    const key = foldName(reading.clientWithoutView)
    folders.set(key, (folders.get(key) ?? new Set()).add(foldName(reading.client ?? '')))
    yield
  }
  return new Set([...folders].filter(([, names]) => names.size > 1).map(([key]) => key))
}

/** Which of several alike a short number at the end says, unless it is somebody's own. */
const withoutCounter = (name: string): string =>
  isIdentified(name)
    ? name.replace(/(?<=\d)[\s._-]+\(?\d{1,2}\)?$/u, '')
    : name.replace(/(?<=\p{L}{2})[\s.-]*\(?\d{1,2}\)?$/u, '')

/** Whom a file's own name names: "Smith 01" beside "Smith 02" is Smith's. */
function nameOfStem(
  { clientWithoutView: name }: NameReading,
  counts: ReadonlyMap<string, number>,
): string | null {
  if (name === null) return null
  const base = withoutCounter(name)
  // Nothing but a count begins with a nought.
  if (/(?<!\d)0\d\)?$/u.test(name)) return base
  return (counts.get(foldName(base)) ?? 0) > (counts.get(foldName(name)) ?? 0) ? base : name
}

/** How many files' own names name somebody so. */
function* countNames(
  folders: Iterable<ReadonlyMap<NameReading, number>>,
): Steps<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>()
  for (const files of folders) {
    for (const [{ clientWithoutView: name }, number] of files) {
      if (name === null) continue
      for (const key of new Set([foldName(name), foldName(withoutCounter(name))]))
        counts.set(key, (counts.get(key) ?? 0) + number)
      yield
    }
  }
  return counts
}
