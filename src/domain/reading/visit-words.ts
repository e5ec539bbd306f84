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
  'sitzung|behand(?:lung|eling|ling)|sesi[óo]n|s[ée]ance|seduta|sess[ãa]o|sessie|sesj[ai]|zabieg|seans|hoito(?:kerta)?|ošetření|ošetrenie|sezení|kezelés|[șşs]edin[țţt][ăa]|сеанс|процедура|施術|시술|治疗'
const AFTERWARDS = '(?: (?:post|later|after|on|old))?'
/** Before and after abroad, as far as they are said in one word and of nothing else. */
const BEFORE_ABROAD =
  'före|innan|trước|før|ennen|před|pred|előtt|[îi]nainte|до|перед|πριν|ビフォー|(?:施術|治療|术|術|治疗|시술 ?|수술 ?)前|시술 ?전|비포|قبل|לפני'
const AFTER_ABROAD =
  'efter|etter|jälkeen|után|dup[ăa]|после|після|μετ[άα]|アフター|(?:施術|治療|术|術|治疗)[後后]|시술 ?후|애프터|بعد|אחרי'
const SINCE =
  '(?:nach|na|après|dopo|despu[ée]s de|depois de|po|efter|etter|через|после|після|μετά(?: από)?|بعد|אחרי|dup[ăa]) '
const DAYS_PER_UNIT = { h: 1 / 24, d: 1, w: 7, m: 30.44, y: 365.25 } as const

const TOUCH_UP_WORDS =
  'touch ?ups?|top ?up|retouch|(?:colou?r )?boost(?:er)?|refresh(?:er)?|auffrischung|nachbehandlung|retoque|retouche|ritocco|poprawka|r[öo]tu[şs]|(?<=^ )tu(?: \\d{1,2})?(?= $)'

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
  ['(?:before|pre|prior to) (?:session|treatment|tx|sitting)(?: \\d{1,2})?', BEFORE],
  ['prima (?:seduta|sessione)', SESSION],
  ['(?:befores?|vorher|antes|avant|prima|voor|przed|[öo]nce) (?:and|vs|und|y|e|et|en|i|ve)', BEFORE],
  ['(?<=^ )b 4(?= $)', BEFORE],
  [
    'baseline|intake|initial(?! (?:session|treatment|sitting|procedure|smp))(?: (?:visit|consult(?:ation)?|photos?))?',
    BEFORE,
  ],
  ['pre (?:op|smp|procedure)|pretreatment|befores?|pre|prior|consult(?:ation)?s?', BEFORE],
  [`(?:voor|vor|avant|antes(?: de)?(?: la)?|prima della) (?:${ABROAD_SESSION})(?: \\d{1,2})?`, BEFORE],
  [`(?:na|nach|après|despu[ée]s de|dopo) (?:der |la |de |l )?(?:${ABROAD_SESSION})(?: \\d{1,2})?`, AFTER],
  ['vorher|antes|avant|prima|voor|przed|[öo]nce(?:si)?', BEFORE],
  [BEFORE_ABROAD, BEFORE],
  ['\\d{1,2} (?:st|nd|rd|th) (?:session|treatment|sitting)', SESSION],
  ['(?:session|sess|treatment|tx|sitting|procedure) (?:no |nr |number )?\\d{1,2}', SESSION],
  [
    `(?:${ABROAD_SESSION})(?: (?:n|nr|no))? \\d{1,2}|\\d{1,2} (?:ª |ra |da |re |e |te )?(?:${ABROAD_SESSION})(?! [1-9])`,
    SESSION,
  ],
  [
    `(?:${SINCE})?${COUNT} (?:tage?n?|tg|d[ií]as?|jours?|giorn[oi]|dag(?:en|ar|er|e)?|dni|dní|dny|dzień|g[üu]n|päivää?|nap|zile?|дн(?:я|ей|і|ів)|день|ημέρ(?:α|ες)|日(?:後)?|天[后後]?|일 ?후?|يوم|أيام|ימים|יום)`,
    either('d'),
  ],
  [
    `(?:${SINCE})?${COUNT} (?:wochen?|wo|sem|semanas?|semaines?|settiman[ae]|weken|tygodni[eu]?|tydzień|hafta|vecka|veckor|uger?|uker?|viikkoa?|týd(?:en|ny|nů)|hét|s[ăa]pt[ăa]m[âa]n[iă]|недел[ьяи]|тижн(?:і|ів|я)|тиждень|εβδομάδ(?:α|ες)|週間?(?:後)?|周[后後]?|주 ?후?|أسبوع|أسابيع|שבועות|שבוע)`,
    either('w'),
  ],
  [
    `(?:${SINCE})?${COUNT} (?:monate?n?|mon|m[eê]s(?:es)?|mois|mes[ei]|maand(?:en)?|miesi[ąaę]c(?:e|y|ach)?|ay|månad(?:er)?|måned(?:er)?|kuukausi|kuukautta|měsíc(?:e|ů)?|mesiac(?:e|ov)?|hónap|lun[iăa]|месяц(?:а|ев)?|місяц(?:ь|і|ів)|μήν(?:α|ες)|[ヶかカケヵ箇]月(?:後)?|[个個]月[后後]?|개월 ?후?|شهر|أشهر|شهور|חודשים|חודש)`,
    either('m'),
  ],
  [
    `(?:${SINCE})?${COUNT} (?:jahre?n?|a[ñn]os?|ans?|ann[oi]|ann[ée]es?|jaar|lata?|rok(?:y|ů)?|y[ıi]l|år|vuosi|vuotta|év|ani|год(?:а)?|лет|рік|роки|χρόνι[αο]|年(?:後)?|年[后後]|년 ?후?|سنة|سنوات|שנים|שנה)`,
    either('y'),
  ],
  // "Client 42 Month 6" is no month 42, "6 weeks 1" no week 1.
  [`${COUNT} (?:hours|hrs|(?:hour|hr)(?! \\d))${AFTERWARDS}`, either('h')],
  [`days? (\\d{1,4})${AFTERWARDS}|${COUNT} (?:days|day(?! \\d))${AFTERWARDS}`, either('d')],
  [
    `(?:weeks?|wks?) (\\d{1,3})${AFTERWARDS}|${COUNT} (?:weeks|wks|(?:week|wk)(?! \\d))${AFTERWARDS}`,
    either('w'),
  ],
  [
    `(?:months?|mths?) (\\d{1,3})${AFTERWARDS}|${COUNT} (?:months|mths|mos|(?:month|mth|mo)(?! \\d))${AFTERWARDS}`,
    either('m'),
  ],
  [
    `(?:years?|yrs?) (\\d{1,2})${AFTERWARDS}|${COUNT} (?:years|yrs|(?:year|yr)(?! \\d))${AFTERWARDS}`,
    either('y'),
  ],
  ['(?:(?:first|second|third|fourth|final|last) )?(?:session|sitting)s?', SESSION],
  // "Ann Lee - 1st", and "2nd" in a client's folder.
  ['[1-9] (?:st|nd|rd|th)(?: (?:and )?(?:final|last))?(?= $)', SESSION],
  ['(?:first|second|third|fourth|final|last) treatment|treatment day|same day|day of', SESSION],
  ['(?:next day|day after)(?= $)', { kind: 'review', phase: 'fresh', rank: 3 }],
  ['直後', { kind: 'session', phase: 'fresh', rank: 2.5 }],
  ['fresh(?:ly done)?', { kind: 'session', phase: 'fresh', rank: 2.5 }],
  ['(?:fully )?healed', { kind: 'review', phase: 'healed', rank: 3 }],
  [
    '(?:ab|ver|aus)geheilt|läkt|helet|parantunut|zhojen[oéý]|gyógyult|vindecat|зажив(?:ш(?:ее|ий|ая)|ло)|заживле(?:но|ние)|cicatrizado|curado|cicatris[ée]e?|guarito|genezen|wygojon[eya]|iyile[şs]mi[şs]',
    { kind: 'review', phase: 'healed', rank: 3 },
  ],
  ['frisch', { kind: 'session', phase: 'fresh', rank: 2.5 }],
  [ABROAD_SESSION, SESSION],
  ['nachkontrolle|kontrolle|revisi[óo]n|contr[ôo]le|controllo|kontroll?a?|контроль|ellenőrzés', REVIEW],
  ['healing', { kind: 'review', phase: 'healing', rank: 3 }],
  ['reviews?', { kind: 'review', phase: 'healed', rank: 3 }],
  ['follow ?ups?|check ?ups?|control|recall|aftercare', REVIEW],
  // "Do not post" and "OK to post" speak of the internet.
  ['final results?|post (?:treatment|op|session|smp|procedure)|afters?|(?<! (?:not|no|t|to) )post', AFTER],
  ['nachher|danach|despu[ée]s|apr[èe]s|dopo|depois|sonra(?:s[ıi])?', AFTER],
  [AFTER_ABROAD, AFTER],
  // So short that they are words of names elsewhere.
  ['(?<=^ )(?:na|po|sau)(?= $)', AFTER],
]

/** D0, W6, M6, 6M, 1Y and S2 as they stand in a name, where letter and number touch; "2026-W11" is a week of that year. */
export const SHORT_VISIT_WORDS =
  /(?<![\p{L}\d])(?<!(?:19|20)\d\d[\s._-]{0,2}(?=w))(?:([dwmy])(\d{1,3})|(\d{1,2})([dwmy])|s(\d))(?![\p{L}\d])/giu

/** What a match of {@link SHORT_VISIT_WORDS} says. */
export function readShortVisitWord(match: RegExpExecArray): VisitWord {
  if (match[5] !== undefined) return SESSION
  const unit = (match[1] ?? match[4] ?? 'd').toLowerCase()
  return elapsed(match[2] ?? match[3], unit as keyof typeof DAYS_PER_UNIT)
}
