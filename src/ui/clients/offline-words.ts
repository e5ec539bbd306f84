import { count } from '../parts/dates.ts'

/** How many of a client's photos are on a drive that is not connected, and what to do about it. */
export function offlineWords(offline: number, photos: number): string {
  const share = `${offline.toLocaleString('en-GB')} of ${count(photos, 'photo')}`
  const all = photos === 1 ? 'The only photo' : 'All photos'
  const [are, they] =
    offline === 1 ? ['is', 'it comes back by itself'] : ['are', 'they come back by themselves']
  return `${offline === photos ? all : share} ${are} on a drive that is not connected: connect it, and ${they}.`
}
