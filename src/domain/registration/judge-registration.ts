/** What the program says about a registration: good as it is, worth a look, or not found. */
export type Verdict = 'aligned' | 'check' | 'needs-points'

/** The evidence for one registration. */
export interface RegistrationEvidence {
  /** Standard deviations of the matches in consensus above what chance gives. */
  readonly confidence: number
  /** Cells of 64 px that hold matches. */
  readonly cells: number
  /** Those of the cells that are surely on the head, not on the wall or clothes beside it. */
  readonly coreCells: number
  /** First guesses that were led to the same place. */
  readonly agreeing: number
  /** Stretch of the head's movement; 1 for none. */
  readonly anisotropy: number
  /** Mean distance of the head's skin from the shown transform, in percent of the photo's width. */
  readonly residualPercent: number
  /** Which share of the patches of skin lies where the warp says; 0 to 1. */
  readonly skinShare: number
  /** How unsure the skin's place is over the head: one standard deviation in percent of the photo's width. */
  readonly deviationPercent: number
}

/** The verdict with machine codes for why it is not better. */
export interface Judgement {
  readonly verdict: Verdict
  readonly poseDiffers: boolean
  readonly reasons: readonly string[]
}

const ALIGNED_CONFIDENCE = 15
const CHECK_CONFIDENCE = 10
/** Guesses that must lead to the same place. */
const FEWEST_AGREEING = 2
/** Above this confidence a single guess is enough. */
const CERTAIN_CONFIDENCE = 30
const ALIGNED_CELLS = 16
const ALIGNED_CORE_CELLS = 6
const POSE_ANISOTROPY = 1.12
const POSE_RESIDUAL_PERCENT = 2.5

/** More than this, and the matches cover too little of the head to say where the rest of it lies. */
const LARGEST_DEVIATION_PERCENT = 0.2
/** More than this, and nobody can see whether it is right. */
const HOPELESS_DEVIATION_PERCENT = 1
/**
 * Pigment where none was leaves hardly any features. Where most patches of skin move together and several guesses lead
 * there, the place is worth a look; it is never taken for granted, since the same light on another head of the same build
 * moves up to three quarters of them together too.
 */
const SKIN_SHARE = 0.7

/**
 * The honest verdict: "aligned" only with strong and spread evidence, because a wrong "aligned" is the worst outcome.
 * The thresholds lie well above what pairs of different heads reach; tests/bench/align.ts measures by how much.
 */
export function judgeRegistration(evidence: RegistrationEvidence): Judgement {
  const { confidence, cells, coreCells, agreeing, anisotropy, residualPercent } = evidence
  const { skinShare, deviationPercent } = evidence
  const poseDiffers = anisotropy > POSE_ANISOTROPY || residualPercent > POSE_RESIDUAL_PERCENT
  const reasons: string[] = []
  if (confidence < ALIGNED_CONFIDENCE) reasons.push('weak-match')
  if (cells < ALIGNED_CELLS) reasons.push('few-cells')
  if (coreCells < ALIGNED_CORE_CELLS) reasons.push('not-on-head')
  if (agreeing < FEWEST_AGREEING && confidence < CERTAIN_CONFIDENCE) reasons.push('no-agreement')
  if (deviationPercent > LARGEST_DEVIATION_PERCENT) reasons.push('thin-support')
  if (poseDiffers) reasons.push('pose-differs')
  const isFoundBySkin = skinShare >= SKIN_SHARE && agreeing >= FEWEST_AGREEING
  const isFound = isFoundBySkin || (confidence >= CHECK_CONFIDENCE && coreCells > 0)
  if (!isFound || deviationPercent > HOPELESS_DEVIATION_PERCENT)
    return { verdict: 'needs-points', poseDiffers, reasons }
  return { verdict: reasons.length === 0 ? 'aligned' : 'check', poseDiffers, reasons }
}
