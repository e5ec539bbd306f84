import { expect, it } from 'vitest'
import type { View, VisitKind } from '../../../src/contract/vocabulary.ts'
import { readPaths } from '../../../src/domain/reading/read-paths.ts'

interface Person {
  readonly first: string
  readonly last: string
  readonly number: number
}

const PEOPLE: readonly Person[] = [
  { first: 'John', last: 'Smith', number: 42 },
  { first: 'Ann', last: 'Doe', number: 43 },
  { first: 'Mary', last: 'O’Neil', number: 57 },
  { first: 'Jan', last: 'Novak', number: 103 },
  { first: 'José', last: 'García', number: 108 },
]

const padded = (number: number, length: number): string => String(number).padStart(length, '0')

const CLIENTS: readonly ((person: Person) => string)[] = [
  ({ first, last }) => `${last}, ${first}`,
  ({ first, last }) => `${first} ${last}`,
  ({ first, last }) => `${last} ${first}`,
  ({ first, last }) => `${last}_${first}`,
  ({ first, last }) => `${last.toUpperCase()} ${first}`,
  ({ first, last }) => `${last}-${first}`,
  ({ first, last }) => `${first}${last}`,
  ({ first }) => first,
  ({ first, last, number }) => `${padded(number, 4)} ${last} ${first}`,
  ({ first, last, number }) => `${last} ${first} (${number})`,
  ({ first, last, number }) => `${padded(number, 4)} ${first.slice(0, 1)}${last.slice(0, 1)}`,
  ({ number }) => padded(number, 4),
  ({ number }) => `P${padded(number, 3)}`,
  ({ number }) => `Client ${number}`,
  ({ number }) => `C-${number}`,
]

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
)
const monthOf = (month: string): string => MONTHS[Number(month) - 1] ?? ''

type Day = readonly [year: string, month: string, day: string]
const DAYS: readonly Day[] = [
  ['2025', '11', '28'],
  ['2026', '01', '15'],
  ['2026', '03', '14'],
  ['2026', '10', '02'],
]

const DATES: readonly ((day: Day) => string)[] = [
  ([year, month, day]) => `${year}-${month}-${day}`,
  ([year, month, day]) => `${day}.${month}.${year}`,
  ([year, month, day]) => `${Number(month)}-${Number(day)}-${year.slice(2)}`,
  ([year, month, day]) => `${Number(day)} ${monthOf(month).slice(0, 3)} ${year}`,
  ([year, month, day]) => `${year}${month}${day}`,
  ([year, month, day]) => `${day}-${month}-${year}`,
  ([year, month, day]) => `${year}_${month}_${day}`,
  ([year, month, day]) => `${monthOf(month)} ${Number(day)}, ${year}`,
  ([year, month, day]) => `${day}.${month}.${year.slice(2)}`,
  ([year, month, day]) => `${year} ${month} ${day}`,
]

/** What the four days were, and what clinics call that. */
const VISITS: readonly (readonly (readonly [string, VisitKind])[])[] = [
  [
    ['Before', 'before'],
    ['Session 1', 'session'],
    ['Touch-up', 'session'],
    ['Healed', 'review'],
  ],
  [
    ['pre', 'before'],
    ['1st session', 'session'],
    ['top up', 'session'],
    ['Month 6', 'review'],
  ],
  [
    ['consultation', 'before'],
    ['S1', 'session'],
    ['S2', 'session'],
    ['6 weeks', 'review'],
  ],
  [
    ['vorher', 'before'],
    ['1. Sitzung', 'session'],
    ['Nachbehandlung', 'session'],
    ['6 Monate', 'review'],
  ],
  [
    ['voor', 'before'],
    ['behandeling 1', 'session'],
    ['touch-up', 'session'],
    ['6 maanden', 'review'],
  ],
  [
    ['przed', 'before'],
    ['zabieg 1', 'session'],
    ['poprawka', 'session'],
    ['6 miesięcy', 'review'],
  ],
  [
    ['', 'unknown'],
    ['', 'unknown'],
    ['', 'unknown'],
    ['', 'unknown'],
  ],
]

const VIEWS: readonly (readonly [string, View])[] = [
  ['front', 'front'],
  ['left side', 'left-profile'],
  ['Hairline', 'front'],
  ['crown', 'crown'],
  ['Back', 'back'],
  ['Top', 'top'],
]

const FILES: readonly ((view: readonly [string, View], index: number) => readonly [string, View])[] = [
  ([word, view]) => [word, view],
  ([word, view], index) => [`${word} ${index + 1}`, view],
  ([word, view], index) => [`${word}_0${index + 1}`, view],
  ([word, view], index) => [`0${index + 1} - ${word}`, view],
  (_, index) => [`IMG_20${index}1`, 'unknown'],
]

interface Parts {
  readonly client: string
  readonly date: string
  readonly visit: string
  readonly file: string
  readonly day: Day
}

const all = (parts: readonly string[], between: string): string =>
  parts.filter((part) => part !== '').join(between)

const LAYOUTS: readonly ((parts: Parts) => string)[] = [
  ({ client, date, visit, file }) => `${client}/${all([date, visit], ' ')}/${file}`,
  ({ client, date, visit, file }) => `${client}/${all([visit, date], ' ')}/${file}`,
  ({ client, date, visit, file }) => `${client}/${visit === '' ? date : `${visit} (${date})`}/${file}`,
  ({ client, date, visit, file }) => all([client, date, visit, file], '/'),
  ({ client, date, visit, file }) => all([date, client, visit, file], '/'),
  ({ client, date, visit, file }) => all([`${date} ${client}`, visit, file], '/'),
  ({ client, date, visit, file }) => `${all([client, date, visit], ' ')}/${file}`,
  ({ client, date, visit, file }) => `${all([client, visit, date], ' - ')}/${file}`,
  ({ client, date, visit, file }) => `${all([date, client, visit], ' - ')}/${file}`,
  ({ client, visit, file, day }) => all([...day, client, visit, file], '/'),
  ({ client, date, visit, file, day }) => `${day[0]}/${client}/${all([date, visit], ' ')}/${file}`,
  ({ client, date, visit, file }) => `Clients/${client}/${all([date, visit], ' ')}/${file}`,
  ({ client, date, visit, file }) => `Scalp Studio London/${client}/${all([date, visit], ' ')}/${file}`,
  ({ client, date, visit, file }) => `${client}/${all([date, visit, file], ' ')}`,
  ({ client, date, visit, file }) => `${all([date, visit], ' ')}/${client}/${file}`,
  ({ client, date, visit, file }) => all([visit, client, date, file], '/'),
  ({ client, date, visit, file }) => all([client, date, visit, file], ' '),
  ({ client, date, visit, file }) => all([client, date, visit, file], '_'),
]

interface Clinic {
  readonly paths: readonly string[]
  readonly truth: readonly (readonly [number: number, day: string, kind: VisitKind, view: View])[]
}

/** A clinic of one habit in everything, two photos of each client's four visits. */
function clinicOf(client: number, layout: number): Clinic {
  // Every habit meets many others without all of the hundred thousand clinics being read.
  const habit = client * LAYOUTS.length + layout
  const paths: string[] = []
  const truth: Clinic['truth'][number][] = []
  for (const [at, person] of PEOPLE.entries()) {
    for (const [visit, day] of DAYS.entries()) {
      const [word, kind] = VISITS[habit % VISITS.length]?.[visit] ?? ['', 'unknown']
      for (const index of [0, 1]) {
        const shown = VIEWS[(at + visit + index * 2) % VIEWS.length] ?? ['', 'unknown']
        const [file, view] = FILES[habit % FILES.length]?.(shown, index) ?? ['', 'unknown']
        const name = CLIENTS[client]?.(person) ?? ''
        const date = DATES[(client + layout * 3) % DATES.length]?.(day) ?? ''
        paths.push(LAYOUTS[layout]?.({ client: name, date, visit: word, file, day }) ?? '')
        truth.push([person.number, day.join('-'), kind, view])
      }
    }
  }
  return { paths, truth }
}

it.each(
  LAYOUTS.map(
    (layout, index) =>
      [
        layout({ client: 'Client', date: 'date', visit: 'visit', file: 'view', day: ['y', 'm', 'd'] }),
        index,
      ] as const,
  ),
)(
  'reads clinics that call their files %s, whatever their names, days, visits and views look like',
  (_, layout) => {
    for (const client of CLIENTS.keys()) {
      const { paths, truth } = clinicOf(client, layout)
      const readings = readPaths(
        paths.map((path) => {
          const folders = path.split('/')
          return { stem: folders.pop() ?? '', folders }
        }),
        { name: 'Photos', parentName: null },
      )
      const numbers = new Map<string, Set<number>>()
      const read = readings.map(({ clientKey, date, kind, view }, index) => {
        const number = truth[index]?.[0] ?? 0
        numbers.set(clientKey, (numbers.get(clientKey) ?? new Set()).add(number))
        return [paths[index], date, kind, view]
      })
      expect(read).toEqual(truth.map(([, ...rest], index) => [paths[index], ...rest]))
      // Nobody's photos are somebody else's, and nobody is two.
      expect([...numbers.values()].map((one) => [...one])).toEqual(PEOPLE.map(({ number }) => [number]))
    }
  },
)
