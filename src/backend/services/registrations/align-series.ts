import type { Progress } from '../../../contract/command.ts'
import type { PhotoId } from '../../../contract/ids.ts'
import type { Registration } from '../../../contract/registrations.ts'
import { alignPair } from './align-pair.ts'
import type { RegistrationDeps } from './register-pair.ts'

/** Aligns many photos to one; the aligner keeps what it saw of the baseline. */
export async function alignSeries(
  deps: RegistrationDeps,
  baselineId: PhotoId,
  afterIds: readonly PhotoId[],
  { signal, report }: { readonly signal: AbortSignal; readonly report: (progress: Progress) => void },
): Promise<Registration[]> {
  const registrations: Registration[] = []
  for (const [done, afterId] of afterIds.entries()) {
    signal.throwIfAborted()
    report({
      stage: 'aligning',
      done,
      total: afterIds.length,
      ratePerSecond: null,
      secondsLeft: null,
      current: null,
    })
    registrations.push(await alignPair(deps, baselineId, afterId, { signal }))
  }
  return registrations
}
