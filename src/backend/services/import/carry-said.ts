import type { SaidOfReading } from '../../../contract/said.ts'
import { foldName } from '../../../domain/fold-name.ts'
import { chooseVisit } from '../../../domain/reading/choose-visit.ts'
import type { Steps } from '../../../domain/steps.ts'
import type { Catalogue } from '../../catalogue/open-catalogue.ts'
import { filesInSteps } from './files-in-steps.ts'
import { memoryOf } from './memory-of.ts'
import { readNamesInSteps } from './read-names.ts'

/** A file that was found under another name of the same imported folder. */
export interface MovedFile {
  readonly from: Uint8Array
  readonly to: Uint8Array
}

/** What a file is read as. */
interface ReadKeys {
  readonly client: string
  readonly visit: string
}

/** What the files of a folder were read as before some of them moved, and are read as since. */
interface Renamed {
  readonly former: readonly ReadKeys[]
  readonly current: readonly ReadKeys[]
}

/**
 * Reads, in steps, what {@link carrySaid} needs; `areNoted` tells whether the catalogue knows the new names yet. Null where
 * there is nothing to carry.
 */
export function* readRenamed(
  catalogue: Catalogue,
  root: { readonly id: number; readonly path: string },
  moved: readonly MovedFile[],
  { now, areNoted }: { readonly now: Date; readonly areNoted: boolean },
): Steps<Renamed | null> {
  if (moved.length === 0 || catalogue.said.listOf(root.id).length === 0) return null
  const memory = memoryOf(catalogue, root.path)
  const today = now.toISOString().slice(0, 10)
  const files = yield* filesInSteps(catalogue, root.id)
  const other = new Map(
    moved.map(({ from, to }) => (areNoted ? [keyOf(to), Buffer.from(from)] : [keyOf(from), Buffer.from(to)])),
  )
  function* keysOf(paths: readonly Uint8Array[]): Steps<ReadKeys[]> {
    const readings = yield* readNamesInSteps(
      root.path,
      paths.map((relative) => ({ relative })),
      memory,
    )
    const keys: ReadKeys[] = []
    for (const [index, names] of readings.entries()) {
      const visit = chooseVisit(names, files[index]?.cameraTime ?? null, today, memory).key
      keys.push({ client: foldName(names.readClient), visit })
      if (index % 64 === 0) yield
    }
    return keys
  }
  const noted = yield* keysOf(files.map(({ relative }) => relative))
  const others = yield* keysOf(files.map(({ relative }) => other.get(keyOf(relative)) ?? relative))
  return areNoted ? { former: others, current: noted } : { former: noted, current: others }
}

/**
 * Carries what was said of clients and visits along with folders that were renamed: where all that was read one way is read
 * another way now, it holds for that. To be called within a transaction, once the places are known.
 */
export function carrySaid(catalogue: Catalogue, rootId: number, { former, current }: Renamed): void {
  const said = catalogue.said.listOf(rootId).map(({ saidOf }) => saidOf)
  for (const one of said) {
    if (one.kind === 'label') continue
    const { kind } = one
    const key = kind === 'client' ? foldName(one.read) : one.read
    const targets = new Set(
      former.flatMap((read, index) => (read[kind] === key ? [current[index]?.[kind]] : [])),
    )
    const [only] = targets
    if (targets.size !== 1 || only === undefined || only === key) continue
    if (said.some((other) => other.kind === kind && other.read === only)) continue
    catalogue.said.say(rootId, { ...one, read: only } satisfies SaidOfReading, { isApplied: false })
    catalogue.said.say(rootId, { ...one, said: null }, { isApplied: false })
  }
}

const keyOf = (path: Uint8Array): string => Buffer.from(path).toString('latin1')
