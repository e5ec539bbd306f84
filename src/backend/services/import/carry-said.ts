import type { SaidOfReading } from '../../../contract/said.ts'
import { foldName } from '../../../domain/fold-name.ts'
import { chooseVisit } from '../../../domain/reading/choose-visit.ts'
import type { Catalogue } from '../../catalogue/open-catalogue.ts'
import { memoryOf } from './memory-of.ts'
import { readNames } from './read-names.ts'

/** A file that was found under another name of the same imported folder. */
export interface MovedFile {
  readonly from: Uint8Array
  readonly to: Uint8Array
}

/**
 * Carries what was said of clients and visits along with folders that were renamed: where all that was read one way is read
 * another way now, it holds for that. To be called within a transaction, once the places are known.
 */
export function carrySaid(
  catalogue: Catalogue,
  root: { readonly id: number; readonly path: string },
  moved: readonly MovedFile[],
  now: Date,
): void {
  const said = catalogue.said.listOf(root.id).map(({ saidOf }) => saidOf)
  if (moved.length === 0 || said.length === 0) return
  const memory = memoryOf(catalogue, root.path)
  const today = now.toISOString().slice(0, 10)
  const places = catalogue.roots.placesOf(root.id)
  const fromOf = new Map(moved.map(({ from, to }) => [keyOf(to), Buffer.from(from)]))
  const keysOf = (paths: readonly Buffer[]) =>
    readNames(
      root.path,
      paths.map((relative) => ({ relative })),
      memory,
    ).map((names, index) => ({
      client: foldName(names.readClient),
      visit: chooseVisit(names, places[index]?.cameraTime ?? null, today, memory).key,
    }))
  const paths = places.map(({ path }) => Buffer.from(path))
  const current = keysOf(paths)
  const former = keysOf(paths.map((path) => fromOf.get(keyOf(path)) ?? path))
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
    catalogue.said.say(root.id, { ...one, read: only } satisfies SaidOfReading, { isApplied: false })
    catalogue.said.say(root.id, { ...one, said: null }, { isApplied: false })
  }
}

const keyOf = (path: Uint8Array): string => Buffer.from(path).toString('latin1')
