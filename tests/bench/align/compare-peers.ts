import type { AlignCase } from './cases.ts'
import { transformError } from './errors.ts'
import { installedPeers } from './peers.ts'

/** What this program made of one pair. */
export interface OwnResult {
  readonly entry: AlignCase
  readonly shown: number
  readonly elapsedMs: number
}

const GROUPS = ['standard', 'smooth', 'heads', 'close-ups'] as const

/** Lets other programs align the same pairs, and prints how they compare. */
export async function comparePeers(own: readonly OwnResult[]): Promise<void> {
  for (const peer of await installedPeers()) {
    for (const group of GROUPS) {
      const pairs = own.filter(({ entry }) => entry.group === group && entry.truth)
      const errors: number[] = []
      const times: number[] = []
      for (const { entry } of pairs) {
        const { afterToBefore, elapsedMs } = await peer.align(entry)
        times.push(elapsedMs)
        errors.push(afterToBefore ? transformError(entry.truth!, entry.widthPx, afterToBefore) : Infinity)
      }
      if (pairs.length === 0) continue
      const ownErrors = pairs.map(({ shown }) => shown)
      const ownTime = median(pairs.map((pair) => pair.elapsedMs))
      console.log(
        `peers       ${peer.name}, ${group}, ${pairs.length} pairs: below 1 %: ${share(errors)} (ours ${share(ownErrors)}), ` +
          `median error ${median(errors).toFixed(2)} % (ours ${median(ownErrors).toFixed(2)} %), ` +
          `median time ${(median(times) / ownTime).toFixed(1)} times ours`,
      )
    }
  }
}

function share(errors: readonly number[]): string {
  return `${((100 * errors.filter((error) => error < 1).length) / errors.length).toFixed(0)} %`
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN
}
