import type { View } from '../../contract/vocabulary.ts'
import { useCall } from '../app/backend-context.tsx'
import { useShortcut } from '../app/use-shortcut.ts'
import { count } from '../parts/dates.ts'
import { viewWords } from '../parts/term-words.ts'
import { AnswerButton } from './answer-button.tsx'
import type { Answer } from './use-needs-work.ts'
import type { ViewSheet } from './use-view-sheet.ts'
import { ViewAnswers } from './view-answers.tsx'
import './needs-screen.css'

interface Props {
  readonly sheet: ViewSheet
  readonly onAnswer: (run: Answer, photos: ViewSheet['ticked']) => void
}

/** Which view the ticked photos show: the suggestion by Enter, any other by its number, for all of them at once. */
export function SheetQuestion({ sheet, onAnswer }: Props) {
  const call = useCall()
  const { group, groups = [], ticked } = sheet
  const next = groups[(groups.findIndex(({ view }) => view === group?.view) + 1) % groups.length]
  useShortcut('n', () => (next === undefined ? undefined : sheet.chooseGroup(next.view)), {
    isEnabled: groups.length > 1,
  })
  if (group === null) return null
  const photos = [...ticked]
  const hasTicked = photos.length > 0
  const say = (view: View): void => {
    if (!hasTicked) return
    onAnswer(async () => {
      const { former } = await call('needs.view', { photos, view })
      return () => call('corrections.takeBack', { readings: former, word: null })
    }, photos)
  }
  const leave = (): void => {
    if (!hasTicked) return
    onAnswer(async () => {
      await call('needs.settlePhotos', { need: 'view', photos })
      return () => call('needs.reopen', { need: 'view', photos })
    }, photos)
  }
  return (
    <div className="need-question">
      <p className="need-note" role="status">
        {hasTicked
          ? `The answer holds for the ${count(photos.length, 'ticked photo')}.`
          : 'Tick photos of one view: with a click, or with arrows and Space.'}
      </p>
      {group.view === 'unknown' ? null : (
        <AnswerButton
          keys="Enter"
          words={
            hasTicked ? `${viewWords(group.view)}, ${count(photos.length, 'photo')}` : viewWords(group.view)
          }
          note="Suggested from the pictures. Untick what is something else."
          isMain
          isDisabled={!hasTicked}
          onAnswer={() => say(group.view)}
        />
      )}
      <ViewAnswers isDisabled={!hasTicked} onAnswer={say} />
      <AnswerButton
        keys="S"
        words="Leave as they are"
        note="They are not asked about again"
        isDisabled={!hasTicked}
        onAnswer={leave}
      />
    </div>
  )
}
