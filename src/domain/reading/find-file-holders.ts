import { foldName } from '../fold-name.ts'
import type { Steps } from '../steps.ts'
import { isFullName } from './find-holdings.ts'
import type { FolderChain } from './read-folders.ts'
import type { NameReading } from './read-name.ts'
import type { SettledNames } from './said-of-names.ts'

/** A folder that names somebody, whose files' names name several others: "Downtown/Smith front before.jpg". */
export interface FileHolder {
  readonly name: string
  /** Whom the files' names name, folded. */
  readonly names: ReadonlySet<string>
  /** One of them as it is written. */
  readonly example: string
  /** False where the names are written small, as words of any kind are. */
  readonly areLikelyClients: boolean
}

/** What comes into question as the client of the files in a folder. */
interface Somebody {
  readonly path: string
  readonly name: string
}

interface Files {
  readonly somebody: Somebody
  readonly chains: FolderChain[]
  readonly names: Map<string, { readonly written: string; files: number }>
  total: number
}

/** So many files of one name are not there by chance. */
const LEAST_FILES = 2
/** As good as all files of such a folder name somebody. */
const LEAST_SHARE = 0.8

/** Finds the folders whose files may be those of several clients, by each chain of folders that leads to such files. */
export function* findFileHolders(
  filesIn: ReadonlyMap<FolderChain, ReadonlyMap<NameReading, number>>,
  somebodyOf: (chain: FolderChain) => Somebody | null,
  namedBy: (file: NameReading) => string | null,
  { somebodies }: SettledNames,
): Steps<ReadonlyMap<FolderChain, FileHolder>> {
  const folders = new Map<string, Files>()
  if (!(yield* isAnyNamed(filesIn.values()))) return new Map()
  for (const [chain, files] of filesIn) {
    const somebody = somebodyOf(chain)
    yield
    // "Ann Lee" is the client, whatever her photos are called.
    if (somebody === null || isFullName(somebody.name) || somebodies.has(foldName(somebody.name))) continue
    const here: Files = folders.get(somebody.path) ?? { somebody, chains: [], names: new Map(), total: 0 }
    folders.set(somebody.path, here)
    here.chains.push(chain)
    for (const [file, number] of files) {
      here.total += number
      const written = mayName(file) ? namedBy(file) : null
      if (written === null || !/\p{L}{2}/u.test(written) || shareWord(written, somebody.name)) continue
      const name = here.names.get(foldName(written)) ?? { written, files: 0 }
      here.names.set(foldName(written), name)
      name.files += number
    }
  }
  const holders = new Map<FolderChain, FileHolder>()
  for (const { somebody, chains, names, total } of folders.values()) {
    const several = [...names.values()].filter(({ files }) => files >= LEAST_FILES)
    const told = [...names.values()].reduce((sum, { files }) => sum + files, 0)
    const [first] = several
    if (first === undefined || several.length < 2 || told < total * LEAST_SHARE) continue
    const areLikelyClients = several.every(({ written }) => /^\p{Lu}|^\p{Lo}/u.test(written))
    const holder = {
      name: somebody.name,
      names: new Set(names.keys()),
      example: first.written,
      areLikelyClients,
    }
    for (const chain of chains) holders.set(chain, holder)
    yield
  }
  return holders
}

/** Beside a view or a visit a name is somebody's. */
const mayName = ({ clientWithoutView, view, kind }: NameReading): boolean =>
  clientWithoutView !== null && (view !== null || kind !== null)

/** False where the files are all called as cameras do, which is the most there can be of them. */
function* isAnyNamed(folders: Iterable<ReadonlyMap<NameReading, number>>): Steps<boolean> {
  for (const files of folders) {
    for (const file of files.keys()) if (mayName(file)) return true
    yield
  }
  return false
}

/** "Smith 2" in the folder "Smith" is the same one. */
function shareWord(one: string, other: string): boolean {
  const words = new Set(wordsOf(other))
  return wordsOf(one).some((word) => words.has(word))
}

const wordsOf = (name: string): string[] => foldName(name).split(/[^\p{L}\p{M}\d]+/u)
