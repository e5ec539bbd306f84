import type { ComparabilityKind, ComparabilityPart } from '../../contract/comparability.ts'

/** From this severity on, small words are not enough. */
const MUCH = 0.6

/** One difference between the two photos as a practitioner would say it of the after photo. */
export function differenceWords({ kind, amount, severity }: ComparabilityPart): string {
  return DIFFERENCES[kind](amount, severity >= MUCH)
}

/** What a score means. */
export function scoreWords(score: number): string {
  if (score >= 85) return 'taken alike'
  if (score >= 65) return 'compare with care'
  return 'hard to compare'
}

type Words<T> = Readonly<Record<ComparabilityKind, T>>

const DIFFERENCES: Words<(amount: number, isMuch: boolean) => string> = {
  distance: (amount) => `${whole(amount)} % ${amount > 0 ? 'closer' : 'further away'}`,
  frame: () => 'One of the two is cropped, or in another format: distance cannot be told',
  lens: (amount) => `Lens ${times(amount)} times as ${amount > 0 ? 'long' : 'wide'}`,
  roll: (amount) => `Rolled ${whole(amount)}° ${amount > 0 ? 'clockwise' : 'anticlockwise'}`,
  turn: (amount) => `Turned about ${whole(amount)}° to the picture’s ${amount > 0 ? 'right' : 'left'}`,
  tilt: (amount) => `Tilted about ${whole(amount)}° ${amount > 0 ? 'up' : 'down'}`,
  pose: () => 'Head held differently; how far cannot be told',
  brightness: (amount) => `${stops(amount)} ${amount > 0 ? 'brighter' : 'darker'}`,
  warmth: (amount, isMuch) => capital(`${isMuch ? 'much ' : ''}${amount > 0 ? 'warmer' : 'cooler'} light`),
  shine: (amount) =>
    amount > 0
      ? `Shine: ${whole(amount)} % more of the head washed out`
      : `Before photo shines: ${whole(amount)} % more of the head washed out`,
  blur: (amount, isMuch) => {
    const blur = isMuch ? 'badly blurred' : 'blurred'
    return amount > 0 ? capital(blur) : `Before photo ${blur}`
  },
  hair: (amount, isMuch) =>
    `Hair ${amount > 0 ? 'longer' : 'shorter'} on ${isMuch ? 'much' : 'a part'} of the head`,
  healing: (amount) => (amount > 0 ? 'Fresh, not healed' : 'Before photo fresh, not healed'),
}

/** An amount without its sign, in whole numbers. */
export function whole(amount: number): string {
  return String(Math.round(Math.abs(amount)))
}

/** Doublings without their sign, as a factor. */
export function times(amount: number): string {
  return (2 ** Math.abs(amount)).toFixed(1)
}

/** An amount of light without its sign. */
export function stops(amount: number): string {
  const words = Math.abs(amount).toFixed(1)
  return words === '1.0' ? '1 stop' : `${words} stops`
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
