import type { ErrorCode } from '../../../contract/errors.ts'
import type { PathReading } from '../../../domain/reading/read-paths.ts'
import type { PhotoReading } from '../../imaging/photo-tasks.ts'
import type { WalkedFile } from './walk-folder.ts'

/** A file that was read as a photo. */
export interface ReadOutcome {
  readonly kind: 'read'
  readonly file: WalkedFile
  readonly names: PathReading
  readonly photo: PhotoReading
}

/** A file that is no photo, or none that can be read; a film may say to which photo it belongs. */
export interface OtherOutcome {
  readonly kind: 'other'
  readonly file: WalkedFile
  readonly code: ErrorCode
  readonly liveId: string | null
}

/** A file of an import and what became of it; `unreached` is what could not even be looked at. */
export type ImportOutcome =
  | ReadOutcome
  | OtherOutcome
  | { readonly kind: 'unreached'; readonly relative: Uint8Array; readonly code: ErrorCode }
