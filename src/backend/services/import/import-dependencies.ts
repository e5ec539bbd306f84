import type { Progress } from '../../../contract/command.ts'
import type { Catalogue } from '../../catalogue/open-catalogue.ts'
import type { HeadFinder } from '../../alignment/create-head-finder.ts'
import type { PhotoReader } from '../../imaging/photo-reader.ts'

/** What an import works with. */
export interface ImportDependencies {
  readonly catalogue: Catalogue
  readonly reader: PhotoReader
  /** The program's own folder; its pictures are never imported. */
  readonly catalogueFolder: string
  readonly now: () => Date
  /** Looks at photos whose view no name tells; left out where no views are to be suggested. */
  readonly heads?: HeadFinder
  /** How long looking at this many photos may hold up the end of an import; the rest is looked at with the next one. */
  readonly viewBudgetMs?: (photos: number) => number
}

/** How long work is called off and spoken of. */
export interface ImportContext {
  readonly signal: AbortSignal
  readonly report: (progress: Progress) => void
}
