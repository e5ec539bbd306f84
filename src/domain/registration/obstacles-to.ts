import type { FeatureSet } from './feature-set.ts'
import type { GrayImage } from './gray-image.ts'

/** With fewer features than this there is nothing to see: blank, black, or out of focus. */
const FEWEST_FEATURES = 40
const SMALLEST_LONG_SIDE_PX = 200
const OBSTACLES: readonly string[] = [
  'before-too-small',
  'after-too-small',
  'before-no-texture',
  'after-no-texture',
]

/** What a photo shows: its features, in the before photo those of the head alone. */
interface Shown {
  readonly gray: GrayImage
  readonly features: FeatureSet
}

/** Why a pair cannot be registered, whatever is tried: the reason names the photo. */
export function obstaclesTo(before: Shown, after: Shown): string[] {
  const sides = [
    ['before', before],
    ['after', after],
  ] as const
  return sides.flatMap(([side, { gray, features }]) => {
    // A tiny photo shows no detail because it is tiny.
    if (Math.max(gray.widthPx, gray.heightPx) < SMALLEST_LONG_SIDE_PX) return [`${side}-too-small`]
    return showsNothing(features) ? [`${side}-no-texture`] : []
  })
}

/** Whether there is nothing to see in a photo with these features: blank, black, or out of focus. */
export function showsNothing({ count }: Pick<FeatureSet, 'count'>): boolean {
  return count < FEWEST_FEATURES
}

/** Whether a registration's reason is a photo in which there is nothing to see. */
export function isObstacle(reason: string): boolean {
  return OBSTACLES.includes(reason)
}
