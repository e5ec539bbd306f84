import { formatDay, isCalendarDay, LEAP_YEAR } from './calendar.ts'
import { wholeDate } from './find-date.ts'
import type { FoundDate } from './find-date.ts'
import { numberBeforeName, type NumbersCount } from './number-before-name.ts'
import { pathKey } from './path-key.ts'
import type { NameReading } from './read-name.ts'

/** The folders between the chosen folder and a file, read one after the other. */
export interface FolderChain {
  readonly readings: readonly NameReading[]
  /** The deepest whole day; also one spread over folders such as 2026/03/14. */
  readonly date: FoundDate | null
  /** The names that give a part of a day, such as "2026 March", or count visits; null where a whole day is known or none is there. */
  readonly dateWords: string | null
  /** For each folder, whether it names a client; false for the numbers of a spread date and of sessions. */
  readonly namesClient: readonly boolean[]
}

/** A folder of a chain with those around it, told apart from every other one. */
export const pathOf = (chain: FolderChain, level: number): string =>
  chain.readings
    .slice(0, level + 1)
    .map((reading) => reading.name)
    .join('\0')

/** True where a name speaks of a visit. */
export const saysVisit = (reading: NameReading | undefined): boolean =>
  reading !== undefined && (reading.date !== null || reading.kind !== null)

/** April, May and June are people where the folders beside them are. */
export const isMonthAlone = ({ date }: NameReading): boolean =>
  date !== null && date.year === null && date.month !== null && date.day === null

/** 14, 14th and 14. as folders of a month. */
const SMALL_NUMBER = /^(\d{1,2})(?:st|nd|rd|th|er|\.|º|日|일)?$/iu
/** 0314 in a year's folder. */
const MONTH_AND_DAY = /^(\d\d)(\d\d)$/
/** A week of the year, where it stands in a year's folder. */
const CALENDAR_WEEK =
  /^(?:weeks?|wk|kw|cw|w|semana|semaine|woche|vecka|uge|uke|viikko|týden|неделя)[\s._-]*\d{1,2}$/iu

/** The year, and perhaps the month, that the chosen folder stands for: "2026", and "03" in it. */
export interface OuterDate {
  readonly year: number | null
  readonly month: number | null
  /** The names that say so. */
  readonly words: readonly string[]
}

const NO_OUTER_DATE: OuterDate = { year: null, month: null, words: [] }

/** Reads which year or month the chosen folder stands for; the number of a month is then nobody's name. */
export function readOuterDate(
  root: NameReading,
  parent: NameReading | null,
): { readonly outer: OuterDate; readonly rootReading: NameReading } {
  const parentYear = parent !== null && isYear(parent) ? (parent.date?.year ?? null) : null
  const parentWords = parentYear === null || parent === null ? [] : [parent.name]
  if (root.date !== null) {
    const { year, month, day } = root.date
    if (day !== null && day !== month) return { outer: NO_OUTER_DATE, rootReading: root }
    const outer = {
      year: year ?? parentYear,
      month,
      words: year === null ? [...parentWords, root.name] : [root.name],
    }
    return { outer, rootReading: root }
  }
  const number = SMALL_NUMBER.test(root.name) ? Number.parseInt(root.name, 10) : 0
  if (parentYear === null || number < 1 || number > 12) return { outer: NO_OUTER_DATE, rootReading: root }
  return {
    outer: { year: parentYear, month: number, words: [...parentWords, root.name] },
    rootReading: { ...root, client: null, clientWithVisit: null, clientWithoutView: null },
  }
}

interface AroundFolders {
  readonly outer: OuterDate
  /** What holds folders in whose names a month's number stands before it: "01 January", "02 February". */
  readonly numberedMonths: ReadonlySet<string>
  /** What numbers before names count, by what holds their folders. */
  readonly numbersBeforeNames: ReadonlyMap<string, NumbersCount>
}

const NOTHING_AROUND: AroundFolders = {
  outer: NO_OUTER_DATE,
  numberedMonths: new Set(),
  numbersBeforeNames: new Map(),
}

/** Reads a chain of folders' names: dates may be spread over several of them, and their numbers are then no clients. */
export function readFolders(
  names: readonly NameReading[],
  { outer, numberedMonths, numbersBeforeNames }: AroundFolders = NOTHING_AROUND,
): FolderChain {
  const isYearAbove = (index: number): boolean =>
    index === 0 ? outer.year !== null && outer.month === null : isYear(names[index - 1])
  const isMonthAbove = (index: number): boolean =>
    index === 0
      ? outer.month !== null
      : usedByDate.has(index - 1) || (names[index - 1]?.date?.month ?? null) !== null
  const folders = names.map(({ name }) => name)
  const readings = names.map((reading, index) =>
    CALENDAR_WEEK.test(reading.name) && isYearAbove(index) ? withoutVisit(reading) : reading,
  )
  let date: FoundDate | null = null
  let { year, month } = outer
  const usedByDate = new Set<number>()
  const counters = new Set<number>()
  for (const [index, reading] of readings.entries()) {
    const found = reading.date
    const stated = wholeDate(found)
    if (stated !== null) {
      date = stated
      continue
    }
    if (found !== null) {
      const isNumberedMonth =
        found.day !== null &&
        found.day === found.month &&
        (SMALL_NUMBER.test(readings[index + 1]?.name ?? '') || numberedMonths.has(pathKey(folders, index)))
      year = found.year ?? year
      month = found.month ?? month
      const whole = isNumberedMonth ? null : wholeDay(year, found.month, found.day)
      date = whole ?? date
      continue
    }
    const monthAndDay = MONTH_AND_DAY.exec(reading.name)
    if (monthAndDay !== null && year !== null && isYearAbove(index)) {
      // A client's code may look so too, unless the client stands in it.
      const day = wholeDay(year, Number(monthAndDay[1]), Number(monthAndDay[2]))
      if (day === null || !readings.slice(index + 1).some(({ client }) => /\p{L}/u.test(client ?? '')))
        continue
      date = day
      usedByDate.add(index)
      continue
    }
    const numbered = reading.client === null ? null : numberBeforeName(reading.name)
    const count = numbered === null ? undefined : numbersBeforeNames.get(pathKey(folders, index))
    if (numbered !== null && count !== undefined && isMonthAbove(index)) {
      // The same client comes again under another number.
      readings[index] = withoutStart(reading, reading.name.slice(0, numbered.length))
      if (count === 'days') date = wholeDay(year, month, numbered.number) ?? date
      continue
    }
    if (!SMALL_NUMBER.test(reading.name)) continue
    const before = readings[index - 1]
    if (before !== undefined && before.kind !== null && before.client === null) {
      // "Session/1" and "Session/2" are two.
      counters.add(index)
      const words = `${before.label ?? before.name} ${reading.name}`
      readings[index] = {
        ...reading,
        kind: before.kind,
        phase: before.phase,
        label: words,
        visitWords: words,
      }
      continue
    }
    const number = Number.parseInt(reading.name, 10)
    if (month !== null) {
      // Without a year it is a day all the same: "03 March/14".
      if (!isCalendarDay(year ?? LEAP_YEAR, month, number)) continue
      date = wholeDay(year, month, number) ?? date
    } else {
      if (year === null || number < 1 || number > 12) continue
      // "2024/Ann Lee/2" is no February, unless a day follows.
      const isBeside = isYearAbove(index) || before?.date?.year === year || usedByDate.has(index - 1)
      if (!isBeside && !SMALL_NUMBER.test(readings[index + 1]?.name ?? '')) continue
      month = number
    }
    usedByDate.add(index)
    // "2nd" is a session elsewhere.
    readings[index] = withoutVisit(reading)
  }
  const hasName = readings.some(({ client }, index) => client !== null && !usedByDate.has(index))
  if (!hasName) nameNumber(readings, date)
  const isCount = ({ name }: NameReading, index: number): boolean =>
    index > 0 && SMALL_NUMBER.test(name) && !counters.has(index)
  const dateNames = readings.filter(
    (reading, index) => reading.date !== null || usedByDate.has(index) || isCount(reading, index),
  )
  const dateWords = [...outer.words, ...dateNames.map(({ name }) => name)]
  return {
    readings,
    date,
    dateWords: date === null && dateWords.length > 0 ? dateWords.join(' ') : null,
    namesClient: readings.map(
      ({ client }, index) => client !== null && !usedByDate.has(index) && !counters.has(index),
    ),
  }
}

const isYear = (reading: NameReading | undefined): boolean =>
  reading?.date?.year !== null && reading?.date?.month === null

/** Where a day is another year's than the folder around it, that is a client's number: "2038/2026-03-14". */
function nameNumber(readings: NameReading[], date: FoundDate | null): void {
  const index = readings.findIndex(
    (reading) => date !== null && isYear(reading) && reading.date?.year !== date.year,
  )
  const reading = readings[index]
  if (reading === undefined) return
  const { name } = reading
  readings[index] = { ...reading, date: null, client: name, clientWithVisit: name, clientWithoutView: name }
}

function withoutStart(reading: NameReading, start: string): NameReading {
  const rest = (name: string | null): string | null =>
    name !== null && name.startsWith(start) ? name.slice(start.length) : name
  const { client, clientWithVisit, clientWithoutView } = reading
  return {
    ...reading,
    client: rest(client),
    clientWithVisit: rest(clientWithVisit),
    clientWithoutView: rest(clientWithoutView),
  }
}

function withoutVisit(reading: NameReading): NameReading {
  return { ...reading, kind: null, phase: null, label: null, visitWords: null, client: null }
}

function wholeDay(year: number | null, month: number | null, day: number | null): FoundDate | null {
  if (year === null || month === null || day === null || !isCalendarDay(year, month, day)) return null
  const certain = { isAmbiguous: false, otherDate: null, provenOrder: null, start: 0, end: 0 }
  const date = formatDay(year, month, day)
  return { year, month, day, date, written: date, ...certain }
}
