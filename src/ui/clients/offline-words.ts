import type { Photo } from '../../contract/photos.ts'
import { count } from '../parts/dates.ts'

const REASONS = {
  offline: {
    one: 'is on a drive that is not connected',
    many: 'are on a drive that is not connected',
    remedy: 'connect it',
  },
  forbidden: {
    one: 'may not be read',
    many: 'may not be read',
    remedy: 'have that allowed and look again in the folder',
  },
} as const

/** How many of a client's photos cannot be reached now, why, and what to do about it: a sentence for each reason. */
export function offlineWords(photos: readonly Pick<Photo, 'status'>[]): readonly string[] {
  return (['offline', 'forbidden'] as const).flatMap((reason) => {
    const away = photos.filter(({ status }) => status === reason).length
    if (away === 0) return []
    const all = photos.length === 1 ? 'The only photo' : 'All photos'
    const share = `${away.toLocaleString('en-GB')} of ${count(photos.length, 'photo')}`
    const { one, many, remedy } = REASONS[reason]
    const [are, they] = away === 1 ? [one, 'it comes back by itself'] : [many, 'they come back by themselves']
    return [`${away === photos.length ? all : share} ${are}: ${remedy}, and ${they}.`]
  })
}
