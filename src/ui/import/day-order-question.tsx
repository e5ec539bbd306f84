import { CalendarDays } from 'lucide-react'
import type { DayOrder, ImportPreview } from '../../contract/imports.ts'
import { Button } from '../parts/button.tsx'
import { formatDate } from '../parts/dates.ts'
import './day-order-question.css'

interface Props {
  readonly example: NonNullable<ImportPreview['dayOrderExample']>
  readonly isPending: boolean
  readonly onAnswer: (order: DayOrder) => void
}

/** Asks once a folder which of two small numbers in its dates is the day, with one of its own dates read both ways. */
export function DayOrderQuestion({ example, isPending, onAnswer }: Props) {
  return (
    <section className="day-order" aria-labelledby="day-order-title">
      <CalendarDays className="day-order__icon" size={20} aria-hidden />
      <div className="day-order__words">
        <h2 id="day-order-title">Which day is {example.words}?</h2>
        <p className="day-order__note">
          Day and month could be the other way round. The answer holds for this folder and is not asked again.
        </p>
      </div>
      <div className="day-order__answers">
        <Button isDisabled={isPending} onPress={() => onAnswer('day-first')}>
          {formatDate(example.dayFirst)}
        </Button>
        <Button isDisabled={isPending} onPress={() => onAnswer('month-first')}>
          {formatDate(example.monthFirst)}
        </Button>
      </div>
    </section>
  )
}
