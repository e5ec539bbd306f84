import type { Photo } from '../contract/photos.ts'

/** Whether a photo can be compared: from its original or, while that cannot be reached, from the smaller copy that is kept of it. */
export function canBeCompared({ status }: Pick<Photo, 'status'>): boolean {
  return status === 'ok' || status === 'offline' || status === 'forbidden'
}
