import type { DayOrder } from '../../contract/imports.ts'
import type { Phase, Source, View, VisitKind } from '../../contract/vocabulary.ts'
import { foldName } from '../fold-name.ts'
import { finishSteps, type Steps } from '../steps.ts'
import { alikeKey } from './alike-key.ts'
import { createClientChooser, type ChosenClient, type NestedNames } from './choose-clients.ts'
import { readFolders, readOuterDate } from './read-folders.ts'
import type { FolderChain, OuterDate } from './read-folders.ts'
import { findDate, wholeDate, type ShortYears } from './find-date.ts'
import { isCounter, readMachineName } from './machine-name.ts'
import { findNumbersBeforeNames } from './number-before-name.ts'
import { pathKey } from './path-key.ts'
import { readName } from './read-name.ts'
import type { NameReading } from './read-name.ts'
import { ShortYearsProof } from './short-years.ts'
import { NOTHING_SAID, settledNames, type SaidOfNames } from './said-of-names.ts'

/** A file as its names say: the folders between the chosen folder and the file, and the file's name without extension. */
export interface PathToRead {
  readonly folders: readonly string[]
  readonly stem: string
}

/** The folder that the person chose, and the one it stands in. */
export interface ChosenFolder {
  readonly name: string
  readonly parentName: string | null
}

/** What the names of a photo's folders and file say about it, and which of them said it. */
export interface PathReading {
  readonly client: string
  /** What the catalogue knows the client by. */
  readonly clientKey: string
  readonly clientSource: Source
  /** The client's name as it was read, whoever a person said that it stands for. */
  readonly readClient: string
  /** Where two folders, one in the other, could each be the client's: what they are called. */
  readonly nested: NestedNames | null
  /** Null where no name gives a whole day. */
  readonly date: string | null
  readonly dateSource: Source
  /** True where day and month could be the other way round and nothing beside it settles it. */
  readonly isDateAmbiguous: boolean
  /** The day that it is where the year of two figures stands at its other end and nothing beside it tells; else null. */
  readonly otherDate: string | null
  /** The date as it stands in the name: the same whichever way round it is read. */
  readonly dateKey: string | null
  /** `after` stands for a session or a review: only the dates tell which. */
  readonly kind: VisitKind | 'after'
  readonly kindSource: Source
  readonly label: string | null
  /** What names say of the day where they give a part of it only: "2026 March". */
  readonly dateWords: string | null
  readonly phase: Phase
  readonly phaseSource: Source
  readonly view: View
  readonly viewSource: Source
}

/** A step is to be much shorter than a frame; of files that say nothing new it holds this many. */
const FILES_A_STEP = 64

/** Which way round the dates of a folder are written, in steps, from those that leave one way only; null where none does or they disagree. */
export function* proveDayOrderOf(names: ReadonlySet<string>): Steps<DayOrder | null> {
  return yield* proveDayOrder(names, yield* proveShortYears(names))
}

const THREE_NUMBERS = /\d\d.?\d\d.?\d\d|\d\.\s?\d\d?\.\s?\d/

function* proveShortYears(names: ReadonlySet<string>): Steps<ShortYears> {
  const proof = new ShortYearsProof()
  let index = 0
  for (const name of names) {
    if (THREE_NUMBERS.test(name) && !isCounter(name) && readMachineName(name) === null) proof.add(name)
    index += 1
    if (index % FILES_A_STEP === 0) yield
  }
  return proof.proven
}

function* proveDayOrder(names: ReadonlySet<string>, shortYears: ShortYears): Steps<DayOrder | null> {
  const proven = new Set<DayOrder>()
  for (const name of names) {
    if (!/\d/.test(name) || isCounter(name)) continue
    const order = findDate(name.normalize('NFC'), undefined, shortYears)?.provenOrder
    // A program writes days its own way, whichever way the clinic does.
    if (order !== null && order !== undefined && readMachineName(name) === null) proven.add(order)
    yield
  }
  const [only] = proven
  return proven.size === 1 && only !== undefined ? only : null
}

/** Reads the names of all photos of a chosen folder together, because a folder's meaning depends on its neighbours. */
export function readPaths(
  paths: readonly PathToRead[],
  root: ChosenFolder,
  said: SaidOfNames = NOTHING_SAID,
): readonly PathReading[] {
  return finishSteps(readPathsInSteps(paths, root, said))
}

/** The same in steps. Files whose names say the same share one reading. */
export function* readPathsInSteps(
  paths: readonly PathToRead[],
  root: ChosenFolder,
  said: SaidOfNames,
): Steps<readonly PathReading[]> {
  const names = new Set<string>([root.name])
  // Files of one folder often share the list of its names.
  let before: readonly string[] = []
  for (const [index, { folders, stem }] of paths.entries()) {
    if (folders !== before) for (const folder of folders) names.add(folder)
    before = folders
    names.add(stem)
    if (index % FILES_A_STEP === 0) yield
  }
  const shortYears = yield* proveShortYears(names)
  const order = said.dayOrder ?? (yield* proveDayOrder(names, shortYears))
  const settled = settledNames(said)
  const silent = readName('')
  const readings = new Map<string, NameReading>()
  const fileReadings = new Map<string, NameReading>()
  const readWith = (known: Map<string, NameReading>, name: string, isFile: boolean): NameReading => {
    const before = known.get(name)
    if (before !== undefined) return before
    const reading = asNobody(
      readName(name, { order: order ?? undefined, shortYears, isFile }),
      settled.nobodies,
    )
    known.set(name, reading)
    return reading
  }
  const readFile = (stem: string): NameReading =>
    isCounter(stem) ? silent : readWith(fileReadings, stem, true)
  const surnames = yield* visitWordsInNames(paths, (name) => readWith(readings, name, false), readFile)
  const read = (name: string): NameReading => {
    const reading = readWith(readings, name, false)
    return surnames.has(name) ? asPartOfName(reading) : reading
  }
  const parentReading = root.parentName === null ? null : read(root.parentName)
  const { outer, rootReading } = readOuterDate(read(root.name), parentReading)
  const numberedMonths = yield* findNumberedMonths(paths, read, outer)
  const numbersBeforeNames = yield* findNumbersBeforeNames(paths, read)
  const chains = new Map<string, FolderChain>()
  const chainOf = (folders: readonly string[]): FolderChain => {
    const key = folders.join('\0')
    const known = chains.get(key)
    if (known !== undefined) return known
    const chain = readFolders(folders.map(read), { outer, numberedMonths, numbersBeforeNames })
    chains.set(key, chain)
    return chain
  }
  const files: { readonly chain: FolderChain; readonly file: NameReading }[] = []
  const filesIn = new Map<FolderChain, Map<NameReading, number>>()
  let here = new Map<NameReading, number>()
  let chain: FolderChain | null = null
  for (const [index, { folders, stem }] of paths.entries()) {
    if (chain === null || folders !== paths[index - 1]?.folders) chain = chainOf(folders)
    const isNew = !fileReadings.has(stem)
    const file = readFile(stem)
    files.push({ chain, file })
    if (files.at(-2)?.chain !== chain) {
      here = filesIn.get(chain) ?? new Map<NameReading, number>()
      filesIn.set(chain, here)
    }
    here.set(file, (here.get(file) ?? 0) + 1)
    if (isNew || index % FILES_A_STEP === 0) yield
  }
  const clientOf = yield* createClientChooser(filesIn, {
    root: rootReading,
    parent: parentReading,
    settled,
  })
  const isSettled = order !== null
  const known = new Map<FolderChain, Map<NameReading, PathReading>>()
  const found: PathReading[] = []
  for (const [index, { chain, file }] of files.entries()) {
    const ofChain = known.get(chain) ?? new Map<NameReading, PathReading>()
    const reading =
      ofChain.get(file) ??
      asSaid(readOne(chain, file, { client: clientOf(chain, file), rootReading, isSettled }), said)
    known.set(chain, ofChain.set(file, reading))
    const view = said.views.size === 0 ? undefined : said.views.get(alikeKey(paths[index]?.stem ?? '') ?? '')
    found.push(view === undefined ? reading : { ...reading, view, viewSource: 'derived' })
    if (index % FILES_A_STEP === 0) yield
  }
  return found
}

/** Folders in whose names a month's number stands before it, "01 January" beside "02 February", by what holds them. */
function* findNumberedMonths(
  paths: readonly PathToRead[],
  readFolder: (name: string) => NameReading,
  outer: OuterDate,
): Steps<ReadonlySet<string>> {
  const found = new Map<string, { readonly names: Set<string>; isBesideDays: boolean }>()
  for (const [index, { folders }] of paths.entries()) {
    if (index % FILES_A_STEP === 0) yield
    if (folders === paths[index - 1]?.folders) continue
    for (const [level, name] of folders.entries()) {
      const date = readFolder(name).date
      if (date === null || date.year !== null || date.month === null || date.day === null) continue
      const key = pathKey(folders, level)
      const here = found.get(key) ?? { names: new Set(), isBesideDays: false }
      here.names.add(name)
      here.isBesideDays ||= date.day !== date.month
      found.set(key, here)
    }
  }
  const isYearAt = (key: string): boolean => {
    const holder = key === '' ? outer : readFolder(key.slice(key.lastIndexOf('\0') + 1)).date
    return holder !== null && holder.year !== null && holder.month === null
  }
  // A lone "03 March" in a year's folder is more likely a month than that very day of all.
  return new Set(
    [...found]
      .filter(([key, { names, isBesideDays }]) => !isBesideDays && (names.size > 1 || isYearAt(key)))
      .map(([key]) => key),
  )
}

/**
 * Folders in whose names a visit's word is a surname: "Tom Post" and "Rosa Prior", where nothing but a first name would be left
 * and what they hold says otherwise.
 */
function* visitWordsInNames(
  paths: readonly PathToRead[],
  readFolder: (name: string) => NameReading,
  readFile: (stem: string) => NameReading,
): Steps<ReadonlySet<string>> {
  const namesakes = new Map<string, Set<string>>()
  const denied = new Set<string>()
  for (const [index, { folders, stem }] of paths.entries()) {
    if (folders !== paths[index - 1]?.folders || index % FILES_A_STEP === 0) yield
    for (const [level, name] of folders.entries()) {
      const { client, kind } = readFolder(name)
      if (client === null) continue
      namesakes.set(foldName(client), (namesakes.get(foldName(client)) ?? new Set()).add(name))
      if ((kind !== 'before' && kind !== 'after') || denied.has(name) || /\s/u.test(client)) continue
      const below = [...folders.slice(level + 1).map(readFolder), readFile(stem)]
      const denies = (other: NameReading): boolean =>
        kind === 'after' ? other.kind === 'before' : other.kind !== null && other.kind !== 'before'
      if (below.some(denies)) denied.add(name)
    }
  }
  return new Set(
    [...denied].filter((name) => namesakes.get(foldName(readFolder(name).client ?? ''))?.size === 1),
  )
}

function asPartOfName(reading: NameReading): NameReading {
  const client = reading.clientWithVisit
  const silence = { kind: null, phase: null, label: null, visitWords: null }
  return { ...reading, ...silence, client, clientWithoutView: client }
}

/** A name of which a person said that it is nobody's. */
function asNobody(reading: NameReading, nobodies: ReadonlySet<string>): NameReading {
  const names = [reading.client ?? reading.name, reading.clientWithoutView]
  if (nobodies.size === 0 || !names.some((name) => name !== null && nobodies.has(foldName(name))))
    return reading
  return { ...reading, client: null, clientWithoutView: null, isWeakClient: false }
}

/** A reading with the client that a person said its name stands for. */
export function asSaid(reading: PathReading, said: Pick<SaidOfNames, 'clients'>): PathReading {
  const client = said.clients.size === 0 ? undefined : said.clients.get(foldName(reading.readClient))
  if (client === undefined || client.kind === 'nobody') return reading
  return { ...reading, client: client.name, clientKey: client.key, clientSource: 'person' }
}

interface Surroundings {
  readonly client: ChosenClient
  readonly rootReading: NameReading
  readonly isSettled: boolean
}

function readOne(chain: FolderChain, file: NameReading, around: Surroundings): PathReading {
  const { client, rootReading } = around
  // A session's folder may be chosen by itself; then its own name says what its photos are.
  const folders = [rootReading, ...chain.readings]
  const clientAt = client.level === null ? 0 : client.level + 1

  const folderDate = chain.date ?? wholeDate(rootReading.date)
  const fileDate = wholeDate(file.date)
  const date = folderDate ?? fileDate

  const told = [...folders, file].filter((reading) => reading.kind !== null)
  // The closest name wins, but "after" gives way to any name that says after what.
  const speaker = told.findLast((reading) => reading.kind !== 'after') ?? told.at(-1)
  const phase =
    speaker?.phase ??
    told.findLast((reading) => reading.phase !== null && reading.kind === speaker?.kind)?.phase ??
    null

  const viewFolder = folders.findLast(
    (reading, index) => reading.view !== null && (index !== clientAt || client.hasView) && index !== 0,
  )
  const view = file.view ?? viewFolder?.view ?? null

  // Only a file's own word may name a visit apart from its folder: "front before.jpg" in a session's folder.
  const isSpokenByFile = speaker === file && folders.every((reading) => reading.kind !== file.kind)
  const label = isSpokenByFile
    ? file.visitWords
    : (folders.findLast(
        (reading, index) =>
          reading.label !== null && (index > clientAt || reading.kind !== null) && index !== clientAt,
      )?.label ??
      speaker?.visitWords ??
      file.visitWords)
  return {
    client: client.written,
    clientKey: foldName(client.name),
    clientSource: client.source,
    readClient: client.name,
    nested: client.nested,
    date: date?.date ?? null,
    dateSource: folderDate !== null ? 'folder' : fileDate !== null ? 'file-name' : 'none',
    isDateAmbiguous: (date?.isAmbiguous ?? false) && !around.isSettled,
    otherDate: date?.otherDate ?? null,
    dateKey: date?.written ?? null,
    kind: speaker?.kind ?? 'unknown',
    kindSource: speaker === undefined ? 'none' : speaker === file ? 'file-name' : 'folder',
    label: label === null ? null : capitalise(label),
    dateWords: chain.dateWords,
    phase: phase ?? 'unknown',
    phaseSource: phase === null ? 'none' : speaker === file ? 'file-name' : 'folder',
    view: view ?? 'unknown',
    viewSource: file.view !== null ? 'file-name' : view === null ? 'none' : 'folder',
  }
}

function capitalise(label: string): string {
  return label.charAt(0).toUpperCase() + label.slice(1)
}
