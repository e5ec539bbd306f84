import type { CallOutput } from '../../contract/contract.ts'

type Settings = NonNullable<CallOutput<'photos.cameraSettings'>>

/** How a photo was exposed, as cameras write it: 1/120 s, f/1.8, ISO 64; null where the camera wrote nothing. */
export function exposureWords({ exposureSeconds, fNumber, iso }: Settings): string | null {
  const words: string[] = []
  if (exposureSeconds !== null) words.push(secondsWords(exposureSeconds))
  if (fNumber !== null) words.push(`f/${Number(fNumber.toFixed(1))}`)
  if (iso !== null) words.push(`ISO ${Math.round(iso)}`)
  return words.length === 0 ? null : words.join(', ')
}

/** Cameras write fractions down to a third of a second. */
function secondsWords(seconds: number): string {
  return seconds < 0.3 ? `1/${Math.round(1 / seconds)} s` : `${Number(seconds.toFixed(1))} s`
}

/** By how much photos were moved in time: 2 h 5 min later, 1 day earlier. */
export function shiftWords(minutes: number): string {
  const total = Math.abs(minutes)
  const parts = [
    [Math.floor(total / 1440), total >= 2880 ? 'days' : 'day'],
    [Math.floor((total % 1440) / 60), 'h'],
    [total % 60, 'min'],
  ] as const
  const words = parts.filter(([amount]) => amount > 0).map(([amount, unit]) => `${amount} ${unit}`)
  return `${words.join(' ')} ${minutes < 0 ? 'earlier' : 'later'}`
}
