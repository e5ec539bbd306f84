import type { FadeFlag, FadeTimeline, FadeVisit } from '../../contract/fade.ts'
import { formatDate } from '../parts/dates.ts'

const FLAG_WORDS: Readonly<Record<FadeFlag, string>> = {
  baseline: 'All other visits are measured against this photo.',
  'pre-treatment': 'Taken before any pigment was laid, so there is nothing to measure.',
  'fresh-not-healed': 'Fresh pigment looks darker than it will be; it counts from day 28 on.',
  'after-another-session': 'Pigment was added after the baseline, so this visit belongs to a new course.',
  'no-measurable-change': 'The change is smaller than what can be measured.',
  'low-resolution': 'Too far away: single dots cannot be told apart. Go closer next time.',
  shine: 'The scalp shines. Dab it dry and avoid light from the front.',
  clipped: 'Parts of the scalp are overexposed. Take the photo a little darker.',
  'light-or-shine': 'Light or shine differs from the baseline, so only the dot pattern was used.',
  'other-camera': 'Taken with another camera than the baseline; the figure is less certain.',
  'weak-registration': 'The photos match only weakly. Check the alignment, or place points by hand.',
  'pose-differs': 'The head is turned differently than in the baseline.',
  'not-registered': 'Not aligned with the baseline yet. Place points by hand to measure it.',
  'bare-too-small': 'The bare-skin region is too small here, or covered.',
  'treated-too-small': 'The treated region is too small to measure.',
  'treated-out-of-frame': 'Part of the treated region lies outside this photo.',
  'non-matrix-profile': 'The photo has an unusual colour profile; its colours are less certain.',
  blurred: 'The photo is not sharp enough to measure dots.',
  'original-offline':
    'The original cannot be read now: its drive is not connected, or its folder may not be read.',
  'no-pigment-in-baseline': 'No pigment was found in the treated region of the baseline. Check the regions.',
}

const FLAG_SHORT: Partial<Record<FadeFlag, string>> = {
  'pre-treatment': 'before pigment',
  'fresh-not-healed': 'fresh',
  'after-another-session': 'new course',
  'low-resolution': 'too far away',
  clipped: 'overexposed',
  'weak-registration': 'check alignment',
  'not-registered': 'not aligned',
  'bare-too-small': 'bare skin hidden',
  'treated-too-small': 'region too small',
  'treated-out-of-frame': 'out of frame',
  blurred: 'blurred',
  'original-offline': 'original not at hand',
  'no-pigment-in-baseline': 'no pigment found',
}

/** Flags that say nothing about the photo's quality. */
const NO_FLAW: ReadonlySet<FadeFlag> = new Set<FadeFlag>([
  'baseline',
  'pre-treatment',
  'fresh-not-healed',
  'after-another-session',
  'no-measurable-change',
])

/** What a flag means for a practitioner, as a sentence. */
export function flagWords(flag: FadeFlag): string {
  return FLAG_WORDS[flag]
}

/** How a visit takes part in the fade. */
export type VisitRole =
  | { readonly kind: 'measured' }
  /** Shown with its figure, apart from the curve. */
  | { readonly kind: 'apart'; readonly reason: string }
  | { readonly kind: 'without-figure'; readonly reason: string }

/** Whether a visit's figure counts, and the short reason where it does not. */
export function visitRole(visit: FadeVisit): VisitRole {
  if (visit.isUsable) return { kind: 'measured' }
  const reason =
    visit.phase === 'healing'
      ? 'healing'
      : (shortReason(visit.flags) ?? (visit.phase === 'fresh' ? 'fresh' : 'not usable'))
  return visit.retentionPercent === null ? { kind: 'without-figure', reason } : { kind: 'apart', reason }
}

function shortReason(flags: readonly FadeFlag[]): string | null {
  return flags.map((flag) => FLAG_SHORT[flag]).find((words) => words !== undefined) ?? null
}

/** A figure in whole percent: 66 %. */
export function percentWords(percent: number): string {
  return `${Math.round(percent)} %`
}

/** The photo's quality in two or three words. */
export function qualityWords(flags: readonly FadeFlag[]): string {
  const flaws = flags.filter((flag) => !NO_FLAW.has(flag))
  if (flaws.length === 0) return 'Good'
  return flaws.length === 1 ? 'One remark' : `${flaws.length} remarks`
}

/** Why there is no curve or no date yet; `reason` is the backend's code. */
export function notEnoughWords(reason: string, about: 'curve' | 'touch-up'): string {
  switch (reason) {
    case 'too-few-visits':
      return about === 'curve' ? 'needs three healed visits' : 'needs four healed visits'
    case 'too-short':
      return about === 'curve' ? 'needs three months of visits' : 'needs six months of visits'
    case 'too-uncertain':
      return 'still too uncertain for a date'
    default:
      return 'needs more healed visits'
  }
}

const MONTH_LENGTH = 3

/** When a touch-up is due, as a figure and a note. */
export function touchUpWords(touchUp: FadeTimeline['touchUp']): {
  readonly figure: string
  readonly note: string
  readonly isFigure: boolean
} {
  switch (touchUp.kind) {
    case 'window': {
      const [from, to] = [monthAndYear(touchUp.from), monthAndYear(touchUp.to)]
      const isSameYear = touchUp.from.slice(0, 4) === touchUp.to.slice(0, 4)
      const figure = from === to ? from : `${isSameYear ? from.slice(0, MONTH_LENGTH) : from}–${to}`
      return { figure, note: '80 % likely', isFigure: true }
    }
    case 'not-reached':
      return { figure: 'Not in sight', note: 'stays above 60 %', isFigure: true }
    default:
      return {
        figure: 'Not enough data yet',
        note: notEnoughWords(touchUp.reason, 'touch-up'),
        isFigure: false,
      }
  }
}

function monthAndYear(date: string): string {
  return formatDate(date).split(' ').slice(1).join(' ')
}
