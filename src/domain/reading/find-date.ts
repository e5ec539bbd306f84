import type { DayOrder } from '../../contract/imports.ts'
import { EARLIEST_YEAR, formatDay, isCalendarDay, LEAP_YEAR } from './calendar.ts'
import { IDENTIFIERS } from './is-identified.ts'
import { MONTH_IN_DATE, MONTH_NAME, monthOf } from './month-words.ts'

/** A date found in a name, and which characters of the name said so. */
export interface FoundDate {
  readonly year: number | null
  readonly month: number | null
  readonly day: number | null
  /** 2026-03-14 where year, month and day are all known. */
  readonly date: string | null
  /** The same, with the month first and marked where it could be the other way round: it stays whatever is said of that. */
  readonly written: string | null
  /** True where day and month could be the other way round. */
  readonly isAmbiguous: boolean
  /** The day that it is where the year of two figures stands at its other end and nothing tells: "24-03-12". */
  readonly otherDate: string | null
  /** Set where the numbers leave one order only, so that it can settle the ambiguous dates beside it. */
  readonly provenOrder: DayOrder | null
  readonly start: number
  readonly end: number
}

const YEAR = '((?:19|20)\\d\\d)'
const DAY = '(\\d{1,2})(?:st|nd|rd|th|er|º)?'
const GAP = '[\\s._,/-]*'
// "14th of March", "14 de marzo de 2026".
const OF = `${GAP}(?:(?:of|del?|di)\\s+)?`
// What a year in a longer row of numbers is not: "April 14-03-2026" is April's photos of March.
const YEAR_END = '(?!\\d|[./_-]\\d)'
const NUMBER_GAP = '\\s?[._/\\s-]\\s?'
// A time of day behind the date (10.22.05, 102205, "at 10.22") is a camera's or a phone's and no part of a label. At night no
// clinic works: "2026-03-14 0042" is a client's number.
const TIME =
  '(?:(?:\\s+(?:at|um)\\s+|[T_\\s-]+)(?!0[0-5]\\d\\d(?!\\d))\\d{1,2}[.:h-]?\\d{2}(?:[.:-]?\\d{2})?(?:\\d{3})?(?:\\s?[ap]m)?(?![\\d]))?'
/** A year in which photos may have been taken, and not only a number. */
const VISITED_YEAR = '(20[0-3]\\d)'
/** What stands before a number that is no year; "Clients 2026" is a drawer of that year. */
const NUMBERED = `(?<!\\p{L})(?:${IDENTIFIERS}|smp|number|ref|file)[\\s._#-]*`
// What a number before it counts.
const NOT_COUNTED =
  '(?!\\.?\\s*(?:days?|weeks?|wks?|months?|mths?|mos?|years?|yrs?|h(?:ou)?rs?|tage?|wochen?|monate?|jahre?|d[ií]as?|semanas?|mes(?:es)?|a[ñn]os?|jours?|semaines?|mois|ans?|giorni|settiman\\p{L}+|mes[ei]|ann[oi]|dagen|weken|maanden|jaar|tygodni\\p{L}*|miesi\\p{L}+|lata?|sessions?|sittings?|treatments?|sitzung|behand\\p{L}+|ses\\p{L}+|s[ée]ance|seduta|zabieg)(?!\\p{L}))'
const FROM = '(?<![\\p{L}\\d])'
const TO = '(?![\\p{L}\\d])'

type Parts = Omit<FoundDate, 'start' | 'end' | 'date' | 'written' | 'otherDate'>
type Reader = (
  match: RegExpExecArray,
  order: DayOrder,
  years: ShortYears,
) => (Parts & { readonly other?: Parts }) | null

const numeric = (source: string, read: Reader): readonly [RegExp, Reader] => [new RegExp(source, 'iu'), read]

function certain(year: number, month: number, day: number): ReturnType<Reader> {
  if (year < EARLIEST_YEAR || !isCalendarDay(year, month, day)) return null
  return { year, month, day, isAmbiguous: false, provenOrder: null }
}

function fullYear(text: string): number {
  // From 50 on it is the last century: mostly a birthday, which is then no visit's day.
  return text.length === 4 ? Number(text) : Number(text) + (Number(text) < 50 ? 2000 : 1900)
}

function twoNumbers(first: number, second: number, year: number, order: DayOrder): ReturnType<Reader> {
  if (year < EARLIEST_YEAR) return null
  const monthFirst = isCalendarDay(year, first, second)
  const dayFirst = isCalendarDay(year, second, first)
  if (!monthFirst && !dayFirst) return null
  const isAmbiguous = monthFirst && dayFirst && first !== second
  const useDayFirst = dayFirst && (!monthFirst || order === 'day-first')
  return {
    year,
    month: useDayFirst ? second : first,
    day: useDayFirst ? first : second,
    isAmbiguous,
    provenOrder: monthFirst === dayFirst ? null : dayFirst ? 'day-first' : 'month-first',
  }
}

/** From here on clinics have photos for certain. */
const RECENT = 15

/**
 * A year of two figures mostly stands last. Where that would be the earlier year it may as well stand first; where it would be
 * before any clinic had photos, it more likely does.
 */
function threeNumbers(
  numbers: readonly [string, string, string],
  order: DayOrder,
  years: ShortYears['parted'],
): ReturnType<Reader> {
  const [first, middle, last] = numbers.map(Number) as [number, number, number]
  const yearLast = twoNumbers(first, middle, fullYear(numbers[2]), order)
  const canYearBeFirst = years === null && numbers[0].length === 2 && first > last && first < 40
  const yearFirst = canYearBeFirst ? certain(2000 + first, middle, last) : null
  if (yearLast === null || yearFirst === null) return yearLast
  // Which is meant is not known, so that it proves no order of day and month.
  const unproven = { ...yearLast, provenOrder: null }
  return last < RECENT ? { ...yearFirst, other: unproven } : { ...unproven, other: yearFirst }
}

const group = (match: RegExpExecArray, index: number): string => match[index] ?? ''
const numberAt = (match: RegExpExecArray, index: number): number => Number(match[index])

const ROMAN_MONTHS = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII']

// Most certain first: the first pattern that gives a day that exists wins.
const WHOLE_DATES: readonly (readonly [RegExp, Reader])[] = [
  // Not a client's number before its day of "2024 02.10.26", nor the year and the time of "03-14-2026 10.11".
  numeric(
    `(?<!\\d|\\d[./-]\\d{1,2}[./-])${YEAR}(?!(?:[\\s_]+|\\s+-\\s+)\\d{1,2}([./-])\\d{1,2}\\2(?:\\d\\d)?\\d\\d(?!\\d))${NUMBER_GAP}(\\d{1,2})${NUMBER_GAP}(\\d{1,2})(?!\\d)${TIME}`,
    (m) => certain(numberAt(m, 1), numberAt(m, 3), numberAt(m, 4)),
  ),
  numeric(`(?<!\\d)${YEAR}(\\d\\d)(\\d\\d)(?!\\d)${TIME}`, (m) =>
    certain(numberAt(m, 1), numberAt(m, 2), numberAt(m, 3)),
  ),
  // 2024年3月12日, 2024년 3월 12일.
  numeric(`(?<!\\d)${YEAR}\\s?[年년]\\s?(\\d{1,2})\\s?[月월]\\s?(\\d{1,2})\\s?[日号號일]?`, (m) =>
    certain(numberAt(m, 1), numberAt(m, 2), numberAt(m, 3)),
  ),
  // Some phones write date and time in one run: 20260314102205.
  numeric(`(?<!\\d)${YEAR}(\\d\\d)(\\d\\d)\\d{6,9}(?!\\d)`, (m) =>
    certain(numberAt(m, 1), numberAt(m, 2), numberAt(m, 3)),
  ),
  // Before the next one: "Session 1 January 15, 2026".
  numeric(`${FROM}${MONTH_NAME}${GAP}${DAY}[\\s._,/-]+((?:19|20)\\d\\d)(?!\\d)`, (m) =>
    certain(numberAt(m, 3), monthOf(group(m, 1)), numberAt(m, 2)),
  ),
  numeric(`${FROM}${DAY}${OF}${MONTH_IN_DATE}${OF}['’]?((?:19|20)\\d\\d|\\d\\d)(?!\\d)`, (m) =>
    certain(fullYear(group(m, 3)), monthOf(group(m, 2)), numberAt(m, 1)),
  ),
  numeric(`${FROM}${MONTH_NAME}${GAP}${DAY}[\\s._,/-]+['’]?(\\d\\d)${YEAR_END}`, (m) =>
    certain(fullYear(group(m, 3)), monthOf(group(m, 1)), numberAt(m, 2)),
  ),
  numeric(`(?<!\\d|\\d[./-])${YEAR}${GAP}${MONTH_IN_DATE}${GAP}${DAY}${TO}${NOT_COUNTED}`, (m) =>
    certain(numberAt(m, 1), monthOf(group(m, 2)), numberAt(m, 3)),
  ),
  // 12.III.2024
  numeric(`${FROM}(\\d{1,2})[.\\s/-]+(${ROMAN_MONTHS.join('|')})[.\\s/-]+${YEAR}${TO}`, (m) =>
    certain(numberAt(m, 3), ROMAN_MONTHS.indexOf(group(m, 2).toUpperCase()) + 1, numberAt(m, 1)),
  ),
  // Dots are written by people who put the day first.
  numeric(
    `(?<![\\d.])(\\d{1,2})\\.\\s?(\\d{1,2})\\.\\s?((?:19|20)\\d\\d|\\d\\d)(?!\\d)${TIME}`,
    (m, _, { dotted }) => {
      const year = fullYear(group(m, 3))
      const read = twoNumbers(numberAt(m, 1), numberAt(m, 2), year, 'day-first')
      if (read === null) return null
      const yearLast = { ...read, isAmbiguous: false }
      // But in "26.3.14" the year more likely stands first: before 2015 no clinic had photos.
      const isEarly = group(m, 3).length === 2 && numberAt(m, 3) < RECENT
      const canYearBeFirst = dotted === null && numberAt(m, 1) >= RECENT && numberAt(m, 1) < 40
      const yearFirst =
        isEarly && canYearBeFirst ? certain(2000 + numberAt(m, 1), numberAt(m, 2), numberAt(m, 3)) : null
      return yearFirst === null ? yearLast : { ...yearFirst, other: { ...yearLast, provenOrder: null } }
    },
  ),
  numeric(`(?<!\\d)(\\d{1,2})[/_\\s-](\\d{1,2})[/_\\s-]${YEAR}(?!\\d)${TIME}`, (m, order) =>
    twoNumbers(numberAt(m, 1), numberAt(m, 2), numberAt(m, 3), order),
  ),
  numeric(`(?<![\\d-])(\\d{1,2})([/_-])(\\d{1,2})\\2(\\d\\d)(?![\\d-])`, (m, order, years) =>
    threeNumbers([group(m, 1), group(m, 3), group(m, 4)], order, years.parted),
  ),
  // Numbers with nothing but spaces between are a date where they are the whole name.
  numeric(`^\\s*(\\d{1,2})\\s(\\d{1,2})\\s(\\d\\d)\\s*$`, (m, order, years) =>
    threeNumbers([group(m, 1), group(m, 2), group(m, 3)], order, years.parted),
  ),
  numeric(`(?<!\\d)(\\d\\d)(\\d\\d)${YEAR}(?!\\d)`, (m, order) =>
    twoNumbers(numberAt(m, 1), numberAt(m, 2), numberAt(m, 3), order),
  ),
]

/** Where a year of two figures stands in the dates of a folder; null where nothing tells. */
export interface ShortYears {
  /** With something between: 24-03-12. */
  readonly parted: 'first' | 'last' | null
  /** In one run: 240312. */
  readonly run: 'first' | 'last' | null
  /** With dots, where it mostly stands last: 24.3.12. */
  readonly dotted: 'first' | 'last' | null
}

const UNKNOWN_YEARS: ShortYears = { parted: null, run: null, dotted: null }
const YEAR_FIRST = numeric(`(?<![\\d-])(\\d\\d)([/_-])(\\d\\d)\\2(\\d\\d)(?![\\d-])`, (m) =>
  certain(fullYear(group(m, 1)), numberAt(m, 3), numberAt(m, 4)),
)
const DOTTED_YEAR_FIRST = numeric(
  `(?<![\\d.])(\\d\\d)\\.\\s?(\\d{1,2})\\.\\s?(\\d{1,2})(?!\\d|\\.\\d)`,
  (m) => certain(fullYear(group(m, 1)), numberAt(m, 2), numberAt(m, 3)),
)
const RUN = '(?<!\\d|\\d[./_-])(\\d\\d)(\\d\\d)(\\d\\d)(?!\\d|[./_-]\\d)'
const RUN_YEAR_FIRST = numeric(RUN, (m) => certain(fullYear(group(m, 1)), numberAt(m, 2), numberAt(m, 3)))
const RUN_YEAR_LAST = numeric(RUN, (m, order) =>
  twoNumbers(numberAt(m, 1), numberAt(m, 2), fullYear(group(m, 3)), order),
)

const partial = (year: number | null, month: number | null, day: number | null): ReturnType<Reader> =>
  month !== null && (month < 1 || month > 12)
    ? null
    : { year, month, day, isAmbiguous: false, provenOrder: null }

function dayAndMonth(first: number, second: number, order: DayOrder): ReturnType<Reader> {
  const isDayFirst = (order === 'day-first' && second <= 12) || first > 12
  const [month, day] = isDayFirst ? [second, first] : [first, second]
  return isCalendarDay(LEAP_YEAR, month, day) ? partial(null, month, day) : null
}

const PARTS_OF_DATES: readonly (readonly [RegExp, Reader])[] = [
  numeric(`${FROM}${YEAR}[._/-](\\d\\d)${TO}`, (m) => partial(numberAt(m, 1), numberAt(m, 2), null)),
  numeric(`(?<![\\p{L}\\d]|\\d[./_-])(\\d{1,2})[._/-]${YEAR}${YEAR_END}(?!\\p{L})`, (m) =>
    partial(numberAt(m, 2), numberAt(m, 1), null),
  ),
  numeric(`${FROM}${MONTH_NAME}${OF}${YEAR}${TO}`, (m) =>
    partial(numberAt(m, 2), monthOf(group(m, 1)), null),
  ),
  numeric(`${FROM}${MONTH_NAME}${OF}['’](\\d\\d)(?!\\d)`, (m) =>
    partial(fullYear(group(m, 2)), monthOf(group(m, 1)), null),
  ),
  numeric(`${FROM}${YEAR}${GAP}${MONTH_NAME}${TO}`, (m) =>
    partial(numberAt(m, 1), monthOf(group(m, 2)), null),
  ),
  numeric(`${FROM}${DAY}${OF}${MONTH_NAME}${TO}`, (m) => partial(null, monthOf(group(m, 2)), numberAt(m, 1))),
  // Jan is a first name too: "Novak Jan - 6 weeks", "Novak Jan 1st session".
  numeric(`${FROM}${MONTH_NAME}${GAP}${DAY}${TO}${NOT_COUNTED}`, (m) =>
    partial(null, monthOf(group(m, 1)), numberAt(m, 2)),
  ),
  // Short forms abroad are words of other languages too: "3. Dez" tells, "3 out of 5" does not.
  numeric(`^\\s*(\\d{1,2})${OF}${MONTH_IN_DATE}\\.?\\s*$`, (m) =>
    partial(null, monthOf(group(m, 2)), numberAt(m, 1)),
  ),
  numeric(`${FROM}(\\d{1,2})\\.\\s?${MONTH_IN_DATE}${TO}`, (m) =>
    partial(null, monthOf(group(m, 2)), numberAt(m, 1)),
  ),
  // A month or a year alone tells something only where it is the whole name; "May" is also a first name.
  numeric(`^\\s*(?:\\d\\d?[\\s._-]+)?${MONTH_NAME}\\s*$`, (m) => partial(null, monthOf(group(m, 1)), null)),
  numeric(`^\\s*${YEAR}\\s*$`, (m) => partial(numberAt(m, 1), null, null)),
  // "Lee, Ann 2026" and "2026 Ann Lee" are the same person's; "Client 2026" is another one than "Client 2025".
  numeric(
    `(?<=\\p{L}{3}.*[\\s._,(-])(?<!\\d\\D?|${NUMBERED})${VISITED_YEAR}\\)?\\s*$|^\\s*${VISITED_YEAR}[\\s._-]+(?!\\d)(?=.*\\p{L}{3})`,
    (m) => partial(Number(m[1] ?? m[2]), null, null),
  ),
  // Dots are written by people who put the day first.
  numeric(`^\\s*(\\d\\d)\\.(\\d\\d)\\.?\\s*$|^\\s*(\\d\\d?)\\.\\s?(\\d\\d?)\\.\\s*$`, (m) =>
    dayAndMonth(Number(m[1] ?? m[3]), Number(m[2] ?? m[4]), 'day-first'),
  ),
  numeric(`^\\s*(\\d\\d)[_-](\\d\\d)\\s*$`, (m, order) => dayAndMonth(numberAt(m, 1), numberAt(m, 2), order)),
]

/** Before and after all others, the ways that only the names of a whole folder tell. */
const waysOf = ({ parted, run, dotted }: ShortYears): typeof WHOLE_DATES => [
  ...(dotted === 'first' ? [DOTTED_YEAR_FIRST] : []),
  ...(parted === 'first' ? [YEAR_FIRST] : []),
  ...WHOLE_DATES,
  ...(run === null ? [] : [run === 'first' ? RUN_YEAR_FIRST : RUN_YEAR_LAST]),
]
const WAYS = [null, 'first', 'last'] as const
const WAYS_BY_YEARS = new Map(
  WAYS.flatMap((parted) =>
    WAYS.flatMap((run) =>
      WAYS.map((dotted) => {
        const years = { parted, run, dotted }
        return [keyOf(years), [...waysOf(years), ...PARTS_OF_DATES]] as const
      }),
    ),
  ),
)

function keyOf({ parted, run, dotted }: ShortYears): string {
  return `${parted} ${run} ${dotted}`
}

/**
 * Finds the date that a name states, in any of the ways clinics write one: 2026-03-14, 14.03.2026, 3-14-26, 14 Mar 2026,
 * 20260314, or a part of one (2026, March 2026, 14 March). `order` settles dates that could be read both ways.
 */
export function findDate(
  name: string,
  order: DayOrder = 'month-first',
  years: ShortYears = UNKNOWN_YEARS,
): FoundDate | null {
  for (const [pattern, read] of WAYS_BY_YEARS.get(keyOf(years)) ?? []) {
    const match = pattern.exec(name)
    const found = match === null ? null : read(match, order, years)
    if (match === null || found === null) continue
    const { other, ...parts } = found
    const date = dayOf(parts)
    return {
      ...parts,
      date,
      otherDate: dayOf(other ?? null),
      written: parts.isAmbiguous ? `${dayOf(read(match, 'month-first', years)) ?? ''}?` : date,
      start: match.index,
      end: match.index + match[0].length,
    }
  }
  return null
}

function dayOf(parts: Parts | null): string | null {
  if (parts === null || parts.year === null || parts.month === null || parts.day === null) return null
  return formatDay(parts.year, parts.month, parts.day)
}

/** The date where it is a whole day, else null. */
export function wholeDate(found: FoundDate | null): (FoundDate & { readonly date: string }) | null {
  if (found === null || found.date === null) return null
  return { ...found, date: found.date }
}
