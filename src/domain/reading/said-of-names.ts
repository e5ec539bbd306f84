import type { DayOrder } from '../../contract/imports.ts'
import type { SaidVisit } from '../../contract/said.ts'
import type { View } from '../../contract/vocabulary.ts'
import { foldName } from '../fold-name.ts'

/** Who a name that was read as a client's stands for; `nobody` where it is a folder like any other. */
export type SaidClient =
  | {
      readonly kind: 'client'
      /** What the client is called where the catalogue has none yet. */
      readonly name: string
      /** What the catalogue knows the client by. */
      readonly key: string
    }
  | { readonly kind: 'nobody' }

/** What a person said of the names in a folder. */
export interface SaidOfNames {
  readonly dayOrder: DayOrder | null
  /** Views by the `alikeKey` of file names. */
  readonly views: ReadonlyMap<string, View>
  /** Clients by their folded names as they were read. */
  readonly clients: ReadonlyMap<string, SaidClient>
  /** Visits by the key of `chooseVisit`. */
  readonly visits: ReadonlyMap<string, SaidVisit>
  /** Visits by what the clinic calls them, folded. */
  readonly labels: ReadonlyMap<string, SaidVisit>
}

/** Where nobody said anything. */
export const NOTHING_SAID: SaidOfNames = {
  dayOrder: null,
  views: new Map(),
  clients: new Map(),
  visits: new Map(),
  labels: new Map(),
}

/** Folded names of which a person said what they are, so that the folders around and in them are read by it. */
export interface SettledNames {
  readonly nobodies: ReadonlySet<string>
  /** Those of clients that are called so themselves: "Kim" of "Kim/Ann". */
  readonly somebodies: ReadonlySet<string>
}

/** What a person said of names that changes how others are read, and not only whom a name stands for. */
export function settledNames({ clients }: Pick<SaidOfNames, 'clients'>): SettledNames {
  const nobodies = new Set<string>()
  const somebodies = new Set<string>()
  for (const [name, said] of clients) {
    if (said.kind === 'nobody') nobodies.add(name)
    // By its key it is still the same client where that was renamed since.
    else if (said.key === name || foldName(said.name) === name) somebodies.add(name)
  }
  return { nobodies, somebodies }
}
