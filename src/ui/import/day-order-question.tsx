import { CalendarDays } from 'lucide-react'
import type { DayOrder, ImportPreview } from '../../contract/imports.ts'
import { formatDate } from '../parts/dates.ts'
import { FolderQuestion } from './folder-question.tsx'

interface Props {
  readonly example: NonNullable<ImportPreview['dayOrderExample']>
  readonly isPending: boolean
  readonly onAnswer: (order: DayOrder) => void
}

/** Asks which of two small numbers in a folder's dates is the day, with one of its own dates read both ways. */
export function DayOrderQuestion({ example, isPending, onAnswer }: Props) {
  return (
    <FolderQuestion
      icon={<CalendarDays size={20} aria-hidden />}
      title={`Which day is ${example.words}?`}
      note="Day and month could be the other way round. The answer holds for this folder and is not asked again."
      isPending={isPending}
      answers={[
        { words: formatDate(example.dayFirst), onAnswer: () => onAnswer('day-first') },
        { words: formatDate(example.monthFirst), onAnswer: () => onAnswer('month-first') },
      ]}
    />
  )
}
