import type { PhotoId } from '../../contract/ids.ts'

/** The two photos of a pair. */
export interface PairIds {
  readonly beforeId: PhotoId
  readonly afterId: PhotoId
}
