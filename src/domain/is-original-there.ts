import type { Photo } from '../contract/photos.ts'

/** Whether a photo's original can be read now, in full or in part. */
export function isOriginalThere({ status }: Pick<Photo, 'status'>): boolean {
  return status === 'ok' || status === 'damaged'
}
