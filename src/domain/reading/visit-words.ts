import type { Phase, VisitKind } from '../../contract/vocabulary.ts'

/** What one word or phrase says about a visit. */
export interface VisitWord {
  readonly kind: Exclude<VisitKind, 'unknown'> | 'after'
  readonly phase: Phase | null
  /** Where two words disagree about the kind, the higher rank is believed. */
  readonly rank: number
}

const NUMBERS = 'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve'
const NUMBER_VALUES = NUMBERS.split('|')
const COUNT = `(\\d{1,3}|${NUMBERS})`
const ABROAD_SESSION =
  'sitzung|behand(?:lung|eling)|sesi[óo]n|s[ée]ance|seduta|sess[ãa]o|sessie|sesj[ai]|zabieg|seans'
const AFTERWARDS = '(?: (?:post|later|after|on|old))?'
const DAYS_PER_UNIT = { h: 1 / 24, d: 1, w: 7, m: 30.44, y: 365.25 } as const

const TOUCH_UP_WORDS =
  'touch ?ups?|top ?up|retouch|refresh(?:er)?|auffrischung|nachbehandlung|retoque|retouche|ritocco|poprawka|r[öo]tu[şs]|(?<=^ )tu(?: \\d{1,2})?(?= $)'

/** True where a visit's label calls it a touch-up. */
export function isTouchUp(label: string): boolean {
  const line = ` ${label
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\d]+/gu, ' ')
    .trim()} `
  return new RegExp(`(?<= )(?:${TOUCH_UP_WORDS})(?= )`, 'u').test(line)
}

/** Skin without pigment, whatever else is said. */
export const BEFORE: VisitWord = { kind: 'before', phase: 'pre-treatment', rank: 5 }
const TOUCH_UP: VisitWord = { kind: 'session', phase: null, rank: 4 }
const REVIEW: VisitWord = { kind: 'review', phase: null, rank: 3 }
const SESSION: VisitWord = { kind: 'session', phase: null, rank: 2 }
/** Said of sessions and reviews alike. */
export const AFTER: VisitWord = { kind: 'after', phase: null, rank: 1 }

/** The phase a number of days after the last session: fresh 0-7, healing 8-27, healed from 28. */
export function phaseAfterDays(days: number): Phase {
  if (days < 0) return 'pre-treatment'
  if (days <= 7) return 'fresh'
  return days < 28 ? 'healing' : 'healed'
}

function elapsed(count: string | undefined, unit: keyof typeof DAYS_PER_UNIT): VisitWord {
  const text = count ?? '0'
  const number = /\d/.test(text) ? Number(text) : NUMBER_VALUES.indexOf(text) + 1
  const days = number * DAYS_PER_UNIT[unit]
  // Day 0 is the session itself; anything later is a look at it.
  return days === 0
    ? { kind: 'session', phase: 'fresh', rank: 2.5 }
    : { kind: 'review', phase: phaseAfterDays(days), rank: 3 }
}

type Meaning = VisitWord | ((match: RegExpExecArray) => VisitWord)

const either =
  (unit: keyof typeof DAYS_PER_UNIT): Meaning =>
  (match) =>
    elapsed(match[1] ?? match[2], unit)

/**
 * Phrases about a visit over a name in lower case with single spaces. Order matters: a phrase takes its words away, so
 * that "top up" is not a view and "right after" not a side.
 */
export const VISIT_PHRASES: readonly (readonly [string, Meaning])[] = [
  ['(?:right|straight|just|immediately|directly) after', { kind: 'session', phase: 'fresh', rank: 2.5 }],
  [
    '(?:immediate|immediately) post(?: treatment| op| session)?',
    { kind: 'session', phase: 'fresh', rank: 2.5 },
  ],
  [TOUCH_UP_WORDS, TOUCH_UP],
  ['(?:before|pre|prior to) (?:session|treatment|sitting)(?: \\d{1,2})?', BEFORE],
  ['prima (?:seduta|sessione)', SESSION],
  ['(?:before|vorher|antes|avant|prima|voor|przed|[öo]nce) (?:and|vs|und|y|e|et|en|i|ve)', BEFORE],
  ['pre (?:op|smp|procedure)|pretreatment|before|pre|prior|consult(?:ation)?s?', BEFORE],
  ['vorher|antes|avant|prima|voor|przed|[öo]nce(?:si)?', BEFORE],
  ['(?:session|sess|treatment|sitting|procedure) (?:no |nr |number )?\\d{1,2}', SESSION],
  ['\\d{1,2} (?:st|nd|rd|th) (?:session|treatment|sitting)', SESSION],
  [
    `(?:${ABROAD_SESSION})(?: (?:n|nr|no))? \\d{1,2}|\\d{1,2} (?:ª |ra |da |re |e |te )?(?:${ABROAD_SESSION})`,
    SESSION,
  ],
  [`${COUNT} (?:tage?n?|d[ií]as?|jours?|giorni|dagen|dni|g[üu]n)`, either('d')],
  [`${COUNT} (?:wochen?|semanas?|semaines?|settimane|weken|tygodni[eu]?|hafta)`, either('w')],
  [`${COUNT} (?:monate?n?|m[eê]s(?:es)?|mois|mesi|maanden|miesi[ąa]c(?:e|y|ach)?|ay)`, either('m')],
  [`${COUNT} (?:jahre?n?|a[ñn]os?|ans?|anni|ann[ée]es?|jaar|lata?|y[ıi]l)`, either('y')],
  [`${COUNT} (?:hours?|hrs?)${AFTERWARDS}`, either('h')],
  [`days? (\\d{1,4})${AFTERWARDS}|${COUNT} days?${AFTERWARDS}`, either('d')],
  [`(?:weeks?|wks?) (\\d{1,3})${AFTERWARDS}|${COUNT} (?:weeks?|wks?)${AFTERWARDS}`, either('w')],
  [`(?:months?|mths?) (\\d{1,3})${AFTERWARDS}|${COUNT} (?:months?|mths?|mos?)${AFTERWARDS}`, either('m')],
  [`(?:years?|yrs?) (\\d{1,2})${AFTERWARDS}|${COUNT} (?:years?|yrs?)${AFTERWARDS}`, either('y')],
  ['(?:(?:first|second|third|fourth|final|last) )?(?:session|sitting)s?', SESSION],
  ['(?:first|second|third|fourth|final|last) treatment|treatment day|same day', SESSION],
  ['fresh(?:ly done)?', { kind: 'session', phase: 'fresh', rank: 2.5 }],
  ['(?:fully )?healed', { kind: 'review', phase: 'healed', rank: 3 }],
  [
    '(?:ab|ver|aus)geheilt|cicatrizado|curado|cicatris[ée]e?|guarito|genezen|wygojon[eya]|iyile[şs]mi[şs]',
    { kind: 'review', phase: 'healed', rank: 3 },
  ],
  ['frisch', { kind: 'session', phase: 'fresh', rank: 2.5 }],
  [ABROAD_SESSION, SESSION],
  ['nachkontrolle|kontrolle|revisi[óo]n|contr[ôo]le|controllo', REVIEW],
  ['healing', { kind: 'review', phase: 'healing', rank: 3 }],
  ['reviews?', { kind: 'review', phase: 'healed', rank: 3 }],
  ['follow ?ups?|check ?ups?|control|recall|aftercare', REVIEW],
  ['post (?:treatment|op|session|smp|procedure)|after|post', AFTER],
  ['nachher|danach|despu[ée]s|apr[èe]s|dopo|depois|sonra(?:s[ıi])?', AFTER],
  // So short that they are words of names elsewhere.
  ['(?<=^ )(?:na|po)(?= $)', AFTER],
]

/** D0, W6, M6, 6M, 1Y and S2 as they stand in a name, where letter and number touch. */
export const SHORT_VISIT_WORDS = /(?<![\p{L}\d])(?:([dwmy])(\d{1,3})|(\d{1,2})([dwmy])|s(\d))(?![\p{L}\d])/giu

/** What a match of {@link SHORT_VISIT_WORDS} says. */
export function readShortVisitWord(match: RegExpExecArray): VisitWord {
  if (match[5] !== undefined) return SESSION
  const unit = (match[1] ?? match[4] ?? 'd').toLowerCase()
  return elapsed(match[2] ?? match[3], unit as keyof typeof DAYS_PER_UNIT)
}
