/** How much was done by when; the clock is the caller's. */
export interface RateSample {
  readonly atMs: number
  readonly done: number
}

/** Only what happened lately tells how fast it goes now. */
const WINDOW_MS = 8_000
/** A shorter look would jump with every photo. */
const SHORTEST_LOOK_MS = 1_000

/** The samples that still matter once a new one has come. */
export function keepRecent(samples: readonly RateSample[], latest: RateSample): readonly RateSample[] {
  return [...samples.filter((sample) => latest.atMs - sample.atMs <= WINDOW_MS), latest]
}

/** Things a second over recent samples (oldest first), and the seconds that the rest will take; null until it can be told. */
export function estimateRate(
  samples: readonly RateSample[],
  total: number,
): { readonly ratePerSecond: number | null; readonly secondsLeft: number | null } {
  const first = samples[0]
  const last = samples.at(-1)
  const unknown = { ratePerSecond: null, secondsLeft: null }
  if (first === undefined || last === undefined || last.atMs - first.atMs < SHORTEST_LOOK_MS) return unknown
  const ratePerSecond = ((last.done - first.done) * 1000) / (last.atMs - first.atMs)
  if (ratePerSecond <= 0) return { ratePerSecond: 0, secondsLeft: null }
  return { ratePerSecond, secondsLeft: Math.max(0, total - last.done) / ratePerSecond }
}
