import type { Registration } from '../../contract/registrations.ts'
import { isObstacle } from '../../domain/registration/obstacles-to.ts'
import { verdictWords } from '../parts/term-words.ts'

/** Steps of the confidence, in standard deviations above chance; see the contract. */
const SURE_CONFIDENCE = 10
const FAIR_CONFIDENCE = 6

const REASON_WORDS: Readonly<Record<string, string>> = {
  'weak-match': 'Little skin detail could be matched between the two photos.',
  'few-cells': 'The matching detail is all in one small part of the head or on the face, not on the scalp.',
  'no-agreement': 'Several ways of matching the photos gave different answers.',
  'thin-support': 'The matching detail covers too little of the head to say where the rest of it lies.',
  'chain-residual': 'It was laid on by way of another visit, and small differences add up on the way.',
  'not-on-head': 'The room or the face matches, but too little of the scalp does.',
  'before-no-texture':
    'The before photo shows hardly anything: blank, black or out of focus. Choose another one.',
  'after-no-texture':
    'The after photo shows hardly anything: blank, black or out of focus. Choose another one.',
  'before-too-small': 'The before photo is too small: fewer than 200 pixels. Bring in the full-size picture.',
  'after-too-small': 'The after photo is too small: fewer than 200 pixels. Bring in the full-size picture.',
  mirrored: 'One of the photos seems to be mirrored, or shows the other side of the head.',
  'pose-differs': 'The head is turned differently, so some places cannot match.',
}

/** Why a registration is not beyond doubt, in words a reason; what is no reason for doubt is left out. */
export function reasonWords(reasons: readonly string[]): readonly string[] {
  return reasons.flatMap((reason) => REASON_WORDS[reason] ?? [])
}

/** False where a photo shows nothing that could be pointed at. */
export function canPointsHelp(reasons: readonly string[]): boolean {
  return !reasons.some(isObstacle)
}

/** What becomes of a pair that could not be laid on each other, and what to do about it. */
export function unplacedWords(reasons: readonly string[]): string {
  const shown = 'No match was found that can be trusted, so the photos are shown as they were taken.'
  // Its reason says what helps instead.
  if (!canPointsHelp(reasons)) return shown
  return `${shown} Mark two or more places that can be seen in both. Where they show different heads or views, put the wrong one right on the client’s page.`
}

/** What a pair came to, in few words; a person who placed it is not asked to check it. */
export function outcomeWords({
  verdict,
  madeBy,
  method = BY_HAND,
  points = [],
}: Pick<Registration, 'verdict' | 'madeBy'> & Partial<Pick<Registration, 'method' | 'points'>>): string {
  if (madeBy === 'program') return verdictWords(verdict)
  const byPerson =
    method !== BY_HAND
      ? 'by head region'
      : points.length === 0
        ? 'by hand'
        : `by hand, ${points.length} points`
  return verdict === 'aligned' ? `${verdictWords(verdict)} ${byPerson}` : `Placed ${byPerson}`
}

/** An alignment that can be brought back, in few words within a sentence. */
export function earlierWords(registration: Parameters<typeof outcomeWords>[0]): string {
  if (registration.madeBy === 'program')
    return registration.verdict === 'needs-points' ? 'not aligned' : 'aligned automatically'
  const words = outcomeWords(registration)
  return words.charAt(0).toLowerCase() + words.slice(1)
}

/** The method of what was placed by points or moved as a whole. */
const BY_HAND = 'by-hand'

/** True where what matches cannot be chance. */
export function isSure({ confidence }: Pick<Registration, 'confidence'>): boolean {
  return confidence >= SURE_CONFIDENCE
}

/** How sure the program is that it found the same skin, and what that means; null where a person placed it. */
export function confidenceWords({
  confidence,
  method,
}: Pick<Registration, 'confidence' | 'method'>): string | null {
  if (method === BY_HAND) return null
  if (isSure({ confidence })) return 'high: not by chance'
  return confidence >= FAIR_CONFIDENCE ? 'fair: hardly by chance' : 'low: may be chance'
}

/** A small percentage with the digits that mean something: 0.08 %, 0.2 %, 3 %. */
function smallPercent(percent: number): string {
  if (percent < 0.1) return `${percent.toFixed(2)} %`
  return percent < 2 ? `${percent.toFixed(1)} %` : `${Math.round(percent)} %`
}

/** A part of the before photo's width in percent, and in millimetres where its scale is known: 0.5 % (0.7 mm). */
export function missWords(
  percent: number,
  scale: { readonly widthPx: number; readonly pixelsPerMm: number | null },
): string {
  if (scale.pixelsPerMm === null) return smallPercent(percent)
  const millimetres = ((percent / 100) * scale.widthPx) / scale.pixelsPerMm
  return `${smallPercent(percent)} (${millimetres < 0.1 ? millimetres.toFixed(2) : millimetres.toFixed(1)} mm)`
}
