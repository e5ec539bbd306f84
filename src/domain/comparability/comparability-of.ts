import type { Comparability, ComparabilityKind, ComparabilityPart } from '../../contract/comparability.ts'
import type { HairDifference } from './hair-difference.ts'
import type { LightDifference } from './light-difference.ts'
import type { PoseDifference } from './pose-difference.ts'

/** What is known of a pair; null where it could not be told. */
export interface PairFacts {
  /** Percent by which the head fills more of the after photo's frame. */
  readonly closerPercent: number | null
  /** One of the two was cropped or taken in another format: how much of the frame the head fills tells no distance. */
  readonly isFramedOtherwise: boolean
  readonly rollDegrees: number | null
  /** Doublings of the focal length. */
  readonly lensLonger: number | null
  readonly pose: Pick<PoseDifference, 'turnDegrees' | 'tiltDegrees' | 'misfitPercent'> | null
  readonly light: LightDifference | null
  /** Halvings of fine detail in the after photo against the before photo. */
  readonly detailLost: number | null
  readonly hair: HairDifference | null
  readonly beforeIsHealing: boolean
  readonly afterIsHealing: boolean
}

/**
 * From which amount on a difference is told, and at which a new photo would be better. What is told lies above nine in ten
 * errors of its measure on photos whose truth is known (docs/bench.md).
 */
const LIMITS: Readonly<Record<ComparabilityKind, { readonly told: number; readonly limit: number }>> = {
  // As far as is known it was taken alike; only the distance cannot be told.
  frame: { told: 1, limit: 4 },
  // A wide lens changes a head's proportions with the distance; the registration takes out only its size.
  distance: { told: 4, limit: 25 },
  // The same head from twice as far: its middle is drawn smaller against its sides. Phones of two makers differ by less than told.
  lens: { told: 0.3, limit: 1.2 },
  // Turned back by the registration: it costs the corners of the picture.
  roll: { told: 2, limit: 15 },
  // Not to be undone: other skin is seen, at another angle.
  turn: { told: 2.5, limit: 10 },
  tilt: { told: 2.5, limit: 10 },
  // No turn of a rigid head explains how its skin moved: it was held differently, by more than can be measured.
  pose: { told: 4, limit: 5 },
  brightness: { told: 0.3, limit: 1.5 },
  warmth: { told: 0.2, limit: 0.9 },
  shine: { told: 1.5, limit: 15 },
  blur: { told: 0.5, limit: 1.7 },
  // Where it is beyond doubt, which is less than where hair is.
  hair: { told: 3, limit: 15 },
  healing: { told: 1, limit: 1 },
}
/** A lens that is nearer draws the head as turning it does, which is not wholly told apart: errors are twice as large. */
const CONFUSED_WITH_LENS: ReadonlySet<ComparabilityKind> = new Set(['turn', 'tilt'])
/** What one difference at its limit takes from the score. */
const COST = 0.4
/** Known from what is written of the photos, without any look at them. */
const WRITTEN: ReadonlySet<ComparabilityKind> = new Set(['healing', 'lens', 'frame'])

/** How well two photos can be compared, and why not better. Parts of the picture that cannot be told are left out. */
export function comparabilityOf(facts: PairFacts): Comparability {
  const isOtherLens = Math.abs(facts.lensLonger ?? 0) >= LIMITS.lens.told
  const parts = amountsOf(facts)
    .map(([kind, amount]): ComparabilityPart => {
      const { limit } = LIMITS[kind]
      const told = LIMITS[kind].told * (isOtherLens && CONFUSED_WITH_LENS.has(kind) ? 2 : 1)
      return {
        kind,
        amount,
        severity: Math.min(1, Math.abs(amount) / limit),
        isNotable: Math.abs(amount) >= told,
      }
    })
    .sort((a, b) => b.severity - a.severity)
  if (parts.every(({ kind }) => WRITTEN.has(kind))) return { score: null, parts }
  const share = parts.reduce((product, { severity }) => product * (1 - COST * severity ** 2), 1)
  return { score: Math.round(100 * share), parts }
}

function amountsOf(facts: PairFacts): [ComparabilityKind, number][] {
  const amounts: [ComparabilityKind, number][] = []
  const tell = (kind: ComparabilityKind, amount: number | null) => {
    if (amount !== null && Number.isFinite(amount)) amounts.push([kind, amount])
  }
  const { pose, light } = facts
  if (facts.isFramedOtherwise) tell('frame', 1)
  else tell('distance', facts.closerPercent)
  tell('lens', facts.lensLonger)
  tell('roll', facts.rollDegrees)
  if (pose !== null && pose.misfitPercent >= LIMITS.pose.told) tell('pose', pose.misfitPercent)
  else {
    tell('turn', pose?.turnDegrees ?? null)
    tell('tilt', pose?.tiltDegrees ?? null)
  }
  if (light !== null) {
    tell('brightness', light.stopsBrighter)
    tell('warmth', light.stopsWarmer)
    tell('shine', light.washedOutAfterPercent - light.washedOutBeforePercent)
  }
  tell('blur', facts.detailLost)
  const { beforeIsHealing, afterIsHealing, hair } = facts
  // Fresh pigment is as dark and as coarse as stubble.
  if (hair !== null && !beforeIsHealing && !afterIsHealing)
    tell('hair', hair.longerPercent - hair.shorterPercent)
  if (beforeIsHealing !== afterIsHealing) tell('healing', afterIsHealing ? 1 : -1)
  return amounts
}
