import { useShortcut } from '../app/use-shortcut.ts'
import { KeyHint } from '../parts/key-hint.tsx'
import './needs-screen.css'

interface Props {
  readonly keys: string
  readonly words: string
  /** A second line, quiet. */
  readonly note?: string
  readonly isMain?: boolean
  readonly isDisabled?: boolean
  readonly onAnswer: () => void
}

/** One answer, given by its key or by a click. */
export function AnswerButton({ keys, words, note, isMain = false, isDisabled = false, onAnswer }: Props) {
  const take = (event: KeyboardEvent): void => {
    // A grid of photos would take Enter as a tick.
    event.stopPropagation()
    onAnswer()
  }
  useShortcut(keys.toLowerCase() === 'enter' ? 'Enter' : keys.toLowerCase(), take, {
    isEnabled: !isDisabled,
    leavesControls: keys === 'Enter',
  })
  return (
    <button
      type="button"
      className={isMain ? 'need-answer need-answer--main' : 'need-answer'}
      disabled={isDisabled}
      onClick={onAnswer}
    >
      <span className="need-answer__words">
        <span>{words}</span>
        {note === undefined ? null : <span className="need-answer__note">{note}</span>}
      </span>
      <KeyHint keys={keys} />
    </button>
  )
}
