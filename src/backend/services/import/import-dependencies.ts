import type { Progress } from '../../../contract/command.ts'
import type { Catalogue } from '../../catalogue/open-catalogue.ts'
import type { PhotoReader } from '../../imaging/photo-reader.ts'

/** What an import works with. */
export interface ImportDependencies {
  readonly catalogue: Catalogue
  readonly reader: PhotoReader
  /** The program's own folder; its pictures are never imported. */
  readonly catalogueFolder: string
  readonly now: () => Date
}

/** How long work is called off and spoken of. */
export interface ImportContext {
  readonly signal: AbortSignal
  readonly report: (progress: Progress) => void
}
