import { useState } from 'react'
import type { NeedItem } from '../../contract/needs.ts'
import type { View } from '../../contract/vocabulary.ts'
import { useCall } from '../app/backend-context.tsx'
import { useCallQuery } from '../app/call-query.ts'
import { viewWords } from '../parts/term-words.ts'
import { AnswerButton } from './answer-button.tsx'
import { ScopeChoice } from './scope-choice.tsx'
import type { Answer } from './use-needs-work.ts'
import { ViewAnswers } from './view-answers.tsx'
import './needs-screen.css'

interface Props {
  readonly item: NeedItem
  readonly onAnswer: (run: Answer) => void
}

/** Which view a photo shows: the suggestion by Enter, any other by its number; for all alike where wanted. */
export function ViewQuestion({ item: { photo }, onAnswer }: Props) {
  const call = useCall()
  const alike = useCallQuery('imports.alike', { photo: photo.id })
  const [scope, setScope] = useState<'photo' | 'alike'>('photo')
  const { word, photos } = alike.data ?? { word: null, photos: 0 }
  const hasAlike = word !== null && photos > 0
  const say = (view: View): void =>
    onAnswer(async () => {
      if (hasAlike && scope === 'alike') {
        const { former, formerWord } = await call('imports.correctAlike', { photo: photo.id, view })
        return () => call('corrections.takeBack', { readings: former, word: formerWord })
      }
      await call('photos.correct', { id: photo.id, view })
      // With its source, so that a suggestion is one again.
      return () => call('photos.correct', { id: photo.id, view: photo.view, source: photo.viewSource })
    })
  return (
    <>
      {photo.view === 'unknown' ? null : (
        <AnswerButton
          keys="Enter"
          words={viewWords(photo.view)}
          note="Suggested from the picture"
          isMain
          onAnswer={() => say(photo.view)}
        />
      )}
      <ViewAnswers onAnswer={say} />
      {hasAlike ? (
        <ScopeChoice
          options={[
            { id: 'photo', words: 'This photo' },
            { id: 'alike', words: `${photos + 1} named “${word}”` },
          ]}
          value={scope}
          onChange={setScope}
        />
      ) : null}
    </>
  )
}
