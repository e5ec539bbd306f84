import type { ComparabilityKind, ComparabilityPart } from '../../contract/comparability.ts'
import { stops, times, whole } from '../comparability/comparability-words.ts'

/** What to do at the next photo so that this difference goes; null where it will go by itself. */
export function adviceWords({ kind, amount }: ComparabilityPart): string | null {
  return ADVICE[kind](amount)
}

const ADVICE: Readonly<Record<ComparabilityKind, (amount: number) => string | null>> = {
  distance: (amount) =>
    amount > 0
      ? `Step back: the last photo was ${whole(amount)} % closer.`
      : `Go closer: the last photo was ${whole(amount)} % further away.`,
  frame: () =>
    'Keep the whole frame, in the format of the photo to match: one of the two was cropped, or taken in another one.',
  lens: (amount) =>
    `Use the lens, or zoom, of the photo to match: the last photo’s was ${times(amount)} times as ${amount > 0 ? 'long' : 'wide'}.`,
  roll: (amount) =>
    `Hold the camera level with the head: the last photo was rolled ${whole(amount)}° ${amount > 0 ? 'clockwise' : 'anticlockwise'}.`,
  turn: (amount) =>
    `Turn the head about ${whole(amount)}° to the picture’s ${amount > 0 ? 'left' : 'right'}.`,
  tilt: (amount) => `Tilt the head about ${whole(amount)}° ${amount > 0 ? 'down' : 'up'}.`,
  pose: () => 'Hold the head as in the photo to match: in the last photo it was held quite differently.',
  brightness: (amount) =>
    `${amount > 0 ? 'Expose less or dim the light' : 'Expose more or add light'}: the last photo was ${stops(amount)} ${amount > 0 ? 'brighter' : 'darker'}.`,
  warmth: (amount) =>
    `Use the same lamp and a fixed white balance: the last light was ${amount > 0 ? 'warmer' : 'cooler'}.`,
  // Shine that only the baseline has cannot be mended now.
  shine: (amount) =>
    amount > 0 ? 'Dry the skin and soften the light: shine washed out part of the head.' : null,
  blur: (amount) => (amount > 0 ? 'Focus on the scalp and hold still: the last photo was blurred.' : null),
  hair: (amount) =>
    amount > 0
      ? 'Shave as for the photo to match: the hair was longer in the last photo.'
      : 'Take the photo before shaving: the hair was shorter in the last photo.',
  healing: (amount) =>
    amount > 0 ? 'Wait until the skin has healed, day 28 or later: the last photo was fresh.' : null,
}
