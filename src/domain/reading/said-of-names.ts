import type { DayOrder } from '../../contract/imports.ts'
import type { SaidVisit } from '../../contract/said.ts'
import type { View } from '../../contract/vocabulary.ts'

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
