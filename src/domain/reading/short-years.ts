import { isCalendarDay } from './calendar.ts'
import type { ShortYears } from './find-date.ts'

/** Three pairs of figures: 24-03-12, 12/03/24, 240312. With dots between, the day comes first. */
const PAIRS = /(?<!\d|\d[./_-])(\d\d)([-_/]?)(\d\d)\2(\d\d)(?!\d|[./_-]\d)/u
/** The same with dots: 26.3.14. */
const DOTTED = /(?<![\d.])(\d\d?)\.\s?(\d\d?)\.\s?(\d\d?)(?!\d|\.\d)/u
/** Years in which a clinic took photos. */
const isYear = (year: number): boolean => year >= 10 && year < 40

class Evidence {
  readonly #firsts = new Set<number>()
  readonly #lasts = new Set<number>()
  #canBeFirst = true
  #canBeLast = true

  add(first: number, middle: number, last: number): void {
    this.#firsts.add(first)
    this.#lasts.add(last)
    this.#canBeFirst &&= isYear(first) && isCalendarDay(2000 + first, middle, last)
    this.#canBeLast &&=
      isYear(last) && (isCalendarDay(2000 + last, middle, first) || isCalendarDay(2000 + last, first, middle))
  }

  /** Where it can stand at all, whatever is likelier; null where it can at both ends or at none. */
  get onlyPlace(): 'first' | 'last' | null {
    if (this.#firsts.size === 0 || this.#canBeFirst === this.#canBeLast) return null
    return this.#canBeFirst ? 'first' : 'last'
  }

  /** There are fewer years than days; null where that does not tell. */
  get place(): 'first' | 'last' | null {
    if (this.onlyPlace !== null) return this.onlyPlace
    if (!this.#canBeFirst || this.#firsts.size === this.#lasts.size) return null
    return this.#firsts.size < this.#lasts.size ? 'first' : 'last'
  }
}

/** Learns from all names of a folder where a year of two figures stands in them. */
export class ShortYearsProof {
  readonly #parted = new Evidence()
  readonly #run = new Evidence()
  readonly #dotted = new Evidence()

  add(name: string): void {
    const dotted = DOTTED.exec(name)
    if (dotted !== null) this.#dotted.add(Number(dotted[1]), Number(dotted[2]), Number(dotted[3]))
    const found = PAIRS.exec(name)
    if (found === null) return
    const [first, middle, last] = [Number(found[1]), Number(found[3]), Number(found[4])]
    ;(found[2] === '' ? this.#run : this.#parted).add(first, middle, last)
  }

  get proven(): ShortYears {
    return { parted: this.#parted.place, run: this.#run.place, dotted: this.#dotted.onlyPlace }
  }
}
