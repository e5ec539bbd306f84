import type { z } from 'zod'
import type { LocalDate, Phase, View } from '../../../contract/vocabulary.ts'
import type { ExportRecord } from '../../../contract/exports.ts'
import type { ExportId, PhotoId } from '../../../contract/ids.ts'
import type { Registration } from '../../../contract/registrations.ts'

type Answer<T> = T | Promise<T>

/** What an export must know of a photo. */
export interface ExportPhoto {
  readonly id: PhotoId
  readonly sha256: string
  /** Every place where the original was found, the likeliest first. */
  readonly places: readonly string[]
  /** Upright. */
  readonly widthPx: number
  readonly heightPx: number
  readonly date: z.infer<typeof LocalDate> | null
  readonly phase: Phase
  readonly view: View
}

/** The little that exports need of the catalogue and of the program around them. */
export interface ExportDependencies {
  /** Name and version, for the record: `Fadeline 0.1.0`. */
  readonly program: string
  /** Where pictures go that no place was named for; made when it is first needed. */
  readonly exportsFolder: string
  readonly now: () => Date
  readonly findPhoto: (id: PhotoId) => Answer<ExportPhoto | null>
  readonly findPhotoBySha256: (sha256: string) => Answer<ExportPhoto | null>
  /** How the two are aligned; they are aligned now where they never were, null where that cannot be. */
  readonly alignPair: (
    beforeId: PhotoId,
    afterId: PhotoId,
    options: { readonly signal: AbortSignal },
  ) => Answer<Registration | null>
  /** True where an original stands at this place, whether or not the file is there now. */
  readonly isPlaceOfOriginal: (file: string) => Answer<boolean>
  /** Keeps that this picture was made; answers its id. */
  readonly keepExport: (made: {
    readonly file: string
    readonly beforeId: PhotoId
    readonly afterId: PhotoId
    readonly record: ExportRecord
  }) => Answer<ExportId>
}
