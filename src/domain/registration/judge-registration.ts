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
}

/** The verdict with machine codes for why it is not better. */
export interface Judgement {
  readonly verdict: Verdict
  readonly poseDiffers: boolean
  readonly reasons: readonly string[]
}

const ALIGNED_CONFIDENCE = 15
const CHECK_CONFIDENCE = 10
/** Above this confidence a single guess is enough. */
const CERTAIN_CONFIDENCE = 30
const ALIGNED_CELLS = 16
const ALIGNED_CORE_CELLS = 6
const POSE_ANISOTROPY = 1.12
const POSE_RESIDUAL_PERCENT = 2.5

/**
 * The honest verdict: "aligned" only with strong and spread evidence, because a wrong "aligned" is the worst outcome.
 * The thresholds lie well above what pairs of different heads reach; tests/bench/align.ts measures by how much.
 */
export function judgeRegistration(evidence: RegistrationEvidence): Judgement {
  const { confidence, cells, coreCells, agreeing, anisotropy, residualPercent } = evidence
  const poseDiffers = anisotropy > POSE_ANISOTROPY || residualPercent > POSE_RESIDUAL_PERCENT
  const reasons: string[] = []
  if (confidence < ALIGNED_CONFIDENCE) reasons.push('weak-match')
  if (cells < ALIGNED_CELLS) reasons.push('few-cells')
  if (coreCells < ALIGNED_CORE_CELLS) reasons.push('not-on-head')
  if (agreeing < 2 && confidence < CERTAIN_CONFIDENCE) reasons.push('no-agreement')
  if (poseDiffers) reasons.push('pose-differs')
  if (confidence < CHECK_CONFIDENCE || coreCells === 0)
    return { verdict: 'needs-points', poseDiffers, reasons }
  return { verdict: reasons.length === 0 ? 'aligned' : 'check', poseDiffers, reasons }
}
