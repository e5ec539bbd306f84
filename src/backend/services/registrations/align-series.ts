import { AppError } from '../../../contract/errors.ts'
import type { Progress } from '../../../contract/command.ts'
import type { PhotoId } from '../../../contract/ids.ts'
import type { Registration } from '../../../contract/registrations.ts'
import { chainRegistrations, isBetterVerdict } from '../../../domain/registration-chain.ts'
import { isObstacle } from '../../../domain/registration/obstacles-to.ts'
import { ENGINE_VERSION } from '../../alignment/engine-version.ts'
import { alignPair, placedByPerson } from './align-pair.ts'
import { requirePhoto, type RegistrationDeps } from './register-pair.ts'

interface SeriesContext {
  readonly signal: AbortSignal
  readonly report: (progress: Progress) => void
}

/** The aligner has threads for so many at most; where it has fewer, the next pair waits ready. */
const AT_ONCE = 4
/** So many other visits are tried to go by way of, the nearest in time first. */
const MOST_TRIES = 3
/** What was reached by way of another may lead on once. */
const ROUNDS = 2

/**
 * Aligns many photos, in the order of their visits, to one: each directly, and those that are not sure by way of a visit
 * that is. A person's registration is never touched, and one through another visit is made anew when either of its links
 * is newer. A photo that cannot be read is left out; where none can be, its error is thrown.
 */
export async function alignSeries(
  deps: RegistrationDeps,
  baselineId: PhotoId,
  afterIds: readonly PhotoId[],
  context: SeriesContext,
): Promise<Registration[]> {
  let done = 0
  const tell = (total: number) => {
    // A few pairs, of which some are known and cost nothing: neither a rate nor a time left would be true.
    context.report({
      stage: 'aligning',
      done,
      total,
      ratePerSecond: null,
      secondsLeft: null,
      current: null,
    })
  }
  tell(afterIds.length)
  const problems: AppError[] = []
  const attempts = await concurrently(afterIds, async (afterId) => {
    context.signal.throwIfAborted()
    const again = isOutdatedChain(deps, baselineId, afterId)
    const registration = await alignPair(deps, baselineId, afterId, { signal: context.signal, again }).catch(
      (error: unknown) => {
        if (!(error instanceof AppError) || error.code === 'cancelled') throw error
        problems.push(error)
        return null
      },
    )
    done++
    tell(afterIds.length)
    return registration
  })
  const found = attempts.filter((attempt) => attempt !== null)
  const [problem] = problems
  if (found.length === 0 && problem !== undefined) throw problem
  for (let round = 0; round < ROUNDS; round++) {
    const weak = found.filter(mayBeBettered)
    let isBetter = false
    for (const direct of weak) {
      context.signal.throwIfAborted()
      tell(afterIds.length)
      const chain = await bestChain(deps, direct, found, context.signal)
      if (chain === null) continue
      found[found.indexOf(direct)] = chain
      isBetter = true
    }
    if (!isBetter) break
  }
  return found
}

function mayBeBettered({ verdict, madeBy, viaId, reasons }: Registration): boolean {
  // What shows nothing is reached by no way.
  return verdict !== 'aligned' && madeBy === 'program' && viaId === undefined && !reasons.some(isObstacle)
}

/** Whether one of the two links of a chained registration was found or placed anew since. */
function isOutdatedChain({ catalogue }: RegistrationDeps, baselineId: PhotoId, afterId: PhotoId): boolean {
  const stored = catalogue.registrations.find(baselineId, afterId)
  if (stored?.viaId === undefined) return false
  const links = [
    catalogue.registrations.find(baselineId, stored.viaId),
    catalogue.registrations.find(stored.viaId, afterId),
  ]
  return links.some((link) => link === null || link.madeAt > stored.madeAt)
}

/** The first chain that is better than the direct registration, stored in its place; null where none is. What a person placed meanwhile goes before it. */
async function bestChain(
  deps: RegistrationDeps,
  direct: Registration,
  series: readonly Registration[],
  signal: AbortSignal,
): Promise<Registration | null> {
  const { beforeId, afterId } = direct
  const place = series.indexOf(direct)
  const steps = series
    .map((registration, index) => ({ registration, gap: Math.abs(index - place) }))
    .filter(({ registration }) => registration.verdict === 'aligned')
    .sort((a, b) => a.gap - b.gap)
    .slice(0, MOST_TRIES)
  let best: Registration | null = null
  for (const { registration: first } of steps) {
    signal.throwIfAborted()
    const second = await alignPair(deps, first.afterId, afterId, { signal })
    const baseline = requirePhoto(deps.catalogue, beforeId)
    const chain = chainRegistrations(first, second, { baseline, direct })
    if (chain === null || !isBetterVerdict(chain.verdict, (best ?? direct).verdict)) continue
    // A mirrored photo has enough in common with its visit for a doubtful step.
    if (direct.reasons.includes('mirrored') && chain.verdict !== 'aligned') continue
    best = { ...chain, beforeId, afterId, viaId: first.afterId }
    if (best.verdict === 'aligned') break
  }
  const placed = placedByPerson(deps, beforeId, afterId)
  if (placed !== null) return placed
  if (best !== null)
    deps.catalogue.registrations.save({ ...best, engineVersion: ENGINE_VERSION }, deps.now().toISOString())
  return best
}

/** Runs a task for each, a few at once; the answers stand in the order of what was asked. */
async function concurrently<T, R>(items: readonly T[], run: (item: T) => Promise<R>): Promise<R[]> {
  const answers = new Map<T, R>()
  const waiting = [...items]
  const worker = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift())
      answers.set(item, await run(item))
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  // Every item was run: a worker ends only when none is waiting.
  return items.map((item) => answers.get(item) as R)
}
