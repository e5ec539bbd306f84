/** What the program says about a registration: good as it is, worth a look, or not found. */
export type Verdict = 'aligned' | 'check' | 'needs-points'

/** The evidence for one registration. */
export interface RegistrationEvidence {
  /** Standard deviations of what agrees on the head, features and finest detail, above chance; the face counts little. */
  readonly confidence: number
  /** The same of features alone, with the wall and clothes around the head. */
  readonly anywhere: number
  /** Cells of 64 px of the scalp that what agrees is spread over. */
  readonly cells: number
  /** Which share of the scalp that is; 0 to 1. */
  readonly coverage: number
  /** First guesses that were led to the same place. */
  readonly agreeing: number
  /** Stretch of the head's movement; 1 for none. */
  readonly anisotropy: number
  /** Mean distance of the head's skin from the shown transform, in percent of the photo's width. */
  readonly residualPercent: number
  /** How unsure the skin's place is over the head: one standard deviation in percent of the photo's width. */
  readonly deviationPercent: number
}

/** The verdict with machine codes for why it is not better. */
export interface Judgement {
  readonly verdict: Verdict
  readonly poseDiffers: boolean
  readonly reasons: readonly string[]
}

/** From here on a registration may be taken as it is. */
export const ALIGNED_CONFIDENCE = 10
const CHECK_CONFIDENCE = 6
/** Guesses that must lead to the same place. */
const FEWEST_AGREEING = 2
/** Above this confidence a single guess is enough. */
const CERTAIN_CONFIDENCE = 15
const ALIGNED_CELLS = 5
const ALIGNED_COVERAGE = 0.3
/** Where what agrees covers this much of the scalp, its place is seen there, and need not follow from a fit. */
const WIDE_COVERAGE = 0.8
const POSE_ANISOTROPY = 1.12
const POSE_RESIDUAL_PERCENT = 2.5

/** More than this, and what agrees covers too little of the head to say where the rest of it lies. */
const LARGEST_DEVIATION_PERCENT = 0.45
/** More than this, and nobody can see whether it is right. */
const HOPELESS_DEVIATION_PERCENT = 1

/**
 * The honest verdict: "aligned" only with strong and spread evidence, because a wrong "aligned" is the worst outcome.
 * The thresholds lie above what pairs of different heads reach; tests/bench/align.ts measures by how much.
 */
export function judgeRegistration(evidence: RegistrationEvidence): Judgement {
  const { confidence, anywhere, cells, coverage, agreeing, anisotropy } = evidence
  const { residualPercent, deviationPercent } = evidence
  const poseDiffers = anisotropy > POSE_ANISOTROPY || residualPercent > POSE_RESIDUAL_PERCENT
  // The wall, clothes or the face match, and hardly anything else.
  const isBeside = anywhere >= ALIGNED_CONFIDENCE && anywhere > 2 * confidence
  const reasons: string[] = []
  if (isBeside && confidence < ALIGNED_CONFIDENCE) reasons.push('not-on-head')
  else if (confidence < ALIGNED_CONFIDENCE) reasons.push('weak-match')
  if (cells < ALIGNED_CELLS || coverage < ALIGNED_COVERAGE) reasons.push('few-cells')
  if (agreeing < FEWEST_AGREEING && confidence < CERTAIN_CONFIDENCE) reasons.push('no-agreement')
  if (deviationPercent > LARGEST_DEVIATION_PERCENT && coverage < WIDE_COVERAGE) reasons.push('thin-support')
  if (poseDiffers) reasons.push('pose-differs')
  if (confidence < CHECK_CONFIDENCE || deviationPercent > HOPELESS_DEVIATION_PERCENT)
    return { verdict: 'needs-points', poseDiffers, reasons }
  return { verdict: reasons.length === 0 ? 'aligned' : 'check', poseDiffers, reasons }
}
