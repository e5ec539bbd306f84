import { foldName } from '../fold-name.ts'
import type { Steps } from '../steps.ts'
import { isIdentified } from './is-identified.ts'
import { isMonthAlone, pathOf, saysVisit, type FolderChain } from './read-folders.ts'
import type { NameReading } from './read-name.ts'
import type { SettledNames } from './said-of-names.ts'

/**
 * What a folder that names somebody, and has folders in it that do, is: a place's or a practitioner's, which holds `clients`,
 * or, where nothing tells, one that holds them `perhaps-clients` or more likely is a client's (`perhaps-none`).
 */
export type Holding = 'clients' | 'perhaps-clients' | 'perhaps-none'

/** First names and surnames in capitals, "Ann Lee", "de la Cruz María", "Lee, Ann": rarely what a visit is called. */
const FULL_NAME =
  /^(?:\p{Ll}{1,3}\s)*\p{Lu}[\p{L}\p{M}'’.-]*,?(?:\s\p{Ll}{1,3})*(?:\s\p{Lu}[\p{L}\p{M}'’.-]*)+$/u

/** True for a name of at least two words as people's are. */
export const isFullName = (name: string): boolean => FULL_NAME.test(name)

/** What the folders in a folder are called, where all of them name somebody. */
interface Inside {
  readonly names: Set<string>
  readonly withVisits: Set<string>
  /** Names behind a day: "2026-03-12 Ann Lee", "2026-03-12/Ann Lee". Visits are called like people too. */
  readonly dated: Set<string>
  /** The same where the name's folder speaks of a visit, with what these folders are called. */
  readonly spoken: Map<string, Set<string>>
  /** True where photos lie about in the folder as well: a clinic's logo, or a client's own. */
  readonly hasLoose: boolean
}

/** What all folders together show of each other. */
interface Shown {
  readonly insides: ReadonlyMap<string, Inside>
  readonly foldersOfName: ReadonlyMap<string, ReadonlySet<string>>
  /** Folders that hold some with photos or visits directly in them, which are clients. */
  readonly aroundClients: ReadonlySet<string>
  /** Folders that hold one of which a person said that it is nobody's, or that it is a client's. */
  readonly aroundNobodies: ReadonlySet<string>
  readonly aroundSomebodies: ReadonlySet<string>
}

/** What visits are counted by, "V1", "T0", "Set 3" and "2"; a client's number is longer. */
const isCounted = (name: string): boolean => /^\p{L}{0,8}[\s._-]?\d{1,2}$/u.test(name) && !isIdentified(name)

const isCalledAfter = (outer: string, name: string): boolean =>
  name === outer || (name.startsWith(outer) && /^[^\p{L}\p{M}\d]/u.test(name.slice(outer.length)))

const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('\0')))
const lastOf = (path: string): string => path.slice(path.lastIndexOf('\0') + 1)
const depthOf = (path: string): number => path.split('\0').length

/** Says of every folder that names somebody, and may hold clients rather than be one, what it is; a client's is left out. */
export function* findHoldings(
  chains: ReadonlySet<FolderChain>,
  settled: SettledNames,
): Steps<ReadonlyMap<string, Holding>> {
  const shown = yield* look(chains, settled)
  const byDepth = new Map<number, string[]>()
  for (const path of shown.insides.keys()) {
    const depth = depthOf(path)
    byDepth.set(depth, [...(byDepth.get(depth) ?? []), path])
  }
  const holdings = new Map<string, Holding>()
  const deepest = Math.max(0, ...byDepth.keys())
  for (let depth = 1; depth <= deepest; depth += 1) {
    // Within drawers, as deep is as near: a branch with one practitioner is like the branches beside it.
    const groups = new Map<string, string[]>()
    for (const path of byDepth.get(depth) ?? []) {
      const parent = parentOf(path)
      const above = holdings.get(parent)
      const group = above === 'clients' || above === 'perhaps-clients' ? '' : parent
      groups.set(group, [...(groups.get(group) ?? []), path])
    }
    for (const paths of groups.values()) judgeGroup(paths, shown, holdings)
    yield
  }
  return holdings
}

/** Judges folders that stand side by side. */
function judgeGroup(
  paths: readonly string[],
  { insides, foldersOfName, aroundClients, aroundNobodies, aroundSomebodies }: Shown,
  holdings: Map<string, Holding>,
): void {
  // What stands in several folders alike ("Lips", "Natural Light") is a treatment or a way to take photos.
  const isOnce = (name: string): boolean => foldersOfName.get(name)?.size === 1
  const holdsPeople = ({ names }: Inside): boolean =>
    names.size > 0 && [...names].every((name) => isFullName(name) && isOnce(name))
  const seenPeople = ({ withVisits }: Inside): number =>
    [...withVisits].filter((name) => isFullName(name) || isOnce(name)).length
  const several = (names: ReadonlySet<string>): boolean => [...names].filter(isOnce).length > 1
  const isBesideClients = (path: string): boolean => aroundClients.has(parentOf(path))
  // "Ann Lee" with "Brows" and "Lips" in it is more likely a client than "Kim" is.
  const isCalledLikeClient = (path: string, { names, dated }: Inside): boolean =>
    isFullName(lastOf(path)) && ![...names, ...dated].some(isFullName)

  const open = paths.flatMap((path) => {
    const inside = insides.get(path)
    if (inside === undefined) return []
    const isNamed = isCalledLikeClient(path, inside)
    // Beside other clients it is one.
    return isNamed && isBesideClients(path) ? [] : [{ path, inside, isNamed }]
  })
  // "Mc" with "McDonald" in it is a drawer of the alphabet.
  const isAlphabetical = ({ path, inside }: (typeof open)[number]): boolean => {
    const outer = foldName(lastOf(path))
    const { names } = inside
    if (!/^\p{L}{2,3}$/u.test(outer) || names.size === 0) return false
    return [...names].every((name) => foldName(name).startsWith(outer))
  }
  const isDrawer = ({ inside }: (typeof open)[number]): boolean =>
    seenPeople(inside) > 0 || holdsPeople(inside)
  const holdsSeveral = ({ path, inside, isNamed }: (typeof open)[number]): boolean =>
    several(inside.names) && !isNamed && !isBesideClients(path)

  const isCertain =
    open.some(({ inside }) => {
      const doubt = inside.hasLoose ? 2 : 1
      return seenPeople(inside) > doubt || (inside.names.size > doubt && holdsPeople(inside))
    }) ||
    // Several folders that each hold several names: the deeper ones are the clients.
    open.filter(holdsSeveral).length > 1
  const isLikely = open.some(
    (one) => isDrawer(one) || holdsSeveral(one) || (several(one.inside.dated) && !isBesideClients(one.path)),
  )
  for (const one of open) {
    const { path, inside, isNamed } = one
    // A drawer with one client only is known by the drawers beside it.
    // With photos of its own, beside clients, it may be one as well.
    const isDoubtful = inside.hasLoose && isBesideClients(path)
    const isKnown = isCertain && (isDrawer(one) || holdsSeveral(one)) && !isDoubtful
    if (isKnown || isAlphabetical(one) || aroundNobodies.has(parentOf(path))) holdings.set(path, 'clients')
    else if (aroundSomebodies.has(parentOf(path))) continue
    else if (isBesideClients(path)) {
      // It is more likely a client as well; but what stands in no other folder may be a client all the same.
      if ([...inside.names].some(isOnce)) holdings.set(path, 'perhaps-none')
    } else if ([...inside.names, ...inside.dated].some(isOnce))
      holdings.set(path, isLikely && !isNamed ? 'perhaps-clients' : 'perhaps-none')
  }
}

function* look(chains: ReadonlySet<FolderChain>, { nobodies, somebodies }: SettledNames): Steps<Shown> {
  const insides = new Map<string, Inside>()
  const foldersOfName = new Map<string, Set<string>>()
  const clients = new Set<string>()
  const loose = new Set<string>()
  const aroundNobodies = new Set<string>()
  const aroundSomebodies = new Set<string>()
  for (const chain of chains) {
    for (const [level, namesClient] of chain.namesClient.entries()) {
      const path = pathOf(chain, level)
      if (!namesClient) {
        const isNobody = nobodies.has(foldName(chain.readings[level]?.name ?? ''))
        if (isNobody && chain.namesClient[level + 1]) aroundNobodies.add(parentOf(path))
        continue
      }
      if (mayHoldSomebodyCalledLikeMonth(chain, level)) continue
      const below = nameBelow(chain, level)
      const { client, name: whole } = chain.readings[level] ?? { client: null, name: '' }
      const isSomebody = below !== null && somebodies.has(foldName(client ?? whole))
      if (isSomebody) aroundSomebodies.add(parentOf(path))
      if (below === null || isSomebody) {
        if (isSomebody || !isLoose(chain, level)) clients.add(path)
        else loose.add(path)
        continue
      }
      const { name, folder, isDated, isSpoken, hasVisits } = below
      const inside = insides.get(path) ?? {
        names: new Set(),
        withVisits: new Set(),
        dated: new Set(),
        spoken: new Map(),
        hasLoose: false,
      }
      insides.set(path, inside)
      if (isDated) inside.dated.add(name)
      else if (isSpoken) inside.spoken.set(name, (inside.spoken.get(name) ?? new Set()).add(folder))
      else inside.names.add(name)
      if (hasVisits && !isDated && !isSpoken) inside.withVisits.add(name)
      foldersOfName.set(name, (foldersOfName.get(name) ?? new Set()).add(path))
    }
    yield
  }
  for (const [path, { names, withVisits, dated, spoken }] of insides) {
    // "Ann before" and "Ann after" tell of Ann; "tidied before" alone is what a visit is called.
    const arePeople =
      names.size > 0 || [...spoken].some(([name, folders]) => folders.size > 1 || isFullName(name))
    if (!arePeople && dated.size === 0) clients.add(path)
    for (const name of arePeople ? spoken.keys() : []) {
      names.add(name)
      withVisits.add(name)
    }
  }
  for (const path of loose) {
    const inside = insides.get(path)
    // Only folders of several people speak against photos of its own.
    if (
      inside === undefined ||
      ([...inside.names].filter(isFullName).length < 2 && inside.withVisits.size < 3)
    )
      clients.add(path)
    else insides.set(path, { ...inside, hasLoose: true })
  }
  for (const path of clients) insides.delete(path)
  return {
    insides,
    foldersOfName,
    aroundClients: new Set([...clients].map(parentOf)),
    aroundNobodies,
    aroundSomebodies,
  }
}

/** True for "Studio/Jan/2026-03-14": of a month's photos no name inside would say the whole day. */
function mayHoldSomebodyCalledLikeMonth({ readings, namesClient }: FolderChain, level: number): boolean {
  const next = readings[level + 1]
  if (next === undefined || !isMonthAlone(next) || namesClient.includes(true, level + 1)) return false
  return readings
    .slice(level + 2)
    .some(({ date }) => date !== null && date.year !== null && date.day !== null)
}

/** True where nothing below this folder speaks of a visit or names anybody: photos that lie about in it, or in a drawer of it. */
function isLoose({ readings, namesClient }: FolderChain, level: number): boolean {
  return !namesClient.includes(true, level + 1) && !readings.slice(level + 1).some(saysMore)
}

const saysMore = (reading: NameReading): boolean =>
  reading.kind !== null || reading.view !== null || (reading.date !== null && reading.date.day !== null)

interface NameBelow {
  readonly name: string
  /** The folder as it is called, with all that is said in it. */
  readonly folder: string
  readonly isDated: boolean
  /** True where the same folder speaks of a visit: "Ann before". */
  readonly isSpoken: boolean
  readonly hasVisits: boolean
}

/**
 * Who is named by the next folder in this one that names somebody; null where photos or visits stand between. A day before the
 * name is a visit's, a year or a month is a drawer, unless the name is a full one and this folder's is not.
 */
function nameBelow({ readings, namesClient }: FolderChain, level: number): NameBelow | null {
  const next = namesClient.indexOf(true, level + 1)
  const reading = readings[next]
  if (next < 0 || reading === undefined) return null
  const between = readings.slice(level + 1, next)
  if (between.some(({ kind, view }) => kind !== null || view !== null)) return null
  const dates = [...between, reading].flatMap(({ date }) => date ?? [])
  const isDated = dates.some(({ day }) => day !== null)
  const isSpoken = reading.kind !== null
  const name = reading.client ?? reading.name
  const outer = readings[level]?.name ?? ''
  if ((dates.length > 0 || isSpoken) && isFullName(outer)) return null
  if (dates.length > 0 && !isFullName(name)) return null
  // "0042/0042-01", "Smith/Smith 2" and "Smith/V1" are visits of one.
  if (isCalledAfter(foldName(outer), foldName(name)) || isCounted(name)) return null
  return { name, folder: reading.name, isDated, isSpoken, hasVisits: readings.slice(next).some(saysVisit) }
}
