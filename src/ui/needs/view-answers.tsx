import { VIEWS, type View } from '../../contract/vocabulary.ts'
import { viewWords } from '../parts/term-words.ts'
import { AnswerButton } from './answer-button.tsx'
import './needs-screen.css'

const KNOWN_VIEWS = VIEWS.filter((view) => view !== 'unknown')

interface Props {
  readonly isDisabled?: boolean
  readonly onAnswer: (view: View) => void
}

/** Every view as an answer, by its number. */
export function ViewAnswers({ isDisabled = false, onAnswer }: Props) {
  return (
    <div className="need-answers">
      {KNOWN_VIEWS.map((view, index) => (
        <AnswerButton
          key={view}
          keys={String((index + 1) % 10)}
          words={viewWords(view)}
          isDisabled={isDisabled}
          onAnswer={() => onAnswer(view)}
        />
      ))}
    </div>
  )
}
