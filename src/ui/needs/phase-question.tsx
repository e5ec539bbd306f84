import { useState } from 'react'
import type { NeedItem } from '../../contract/needs.ts'
import { PHASES } from '../../contract/vocabulary.ts'
import { useCall } from '../app/backend-context.tsx'
import { phaseWords } from '../parts/term-words.ts'
import { AnswerButton } from './answer-button.tsx'
import { ScopeChoice } from './scope-choice.tsx'
import type { Answer } from './use-needs-work.ts'
import { scopesOf } from './scopes-of.ts'

const KNOWN_PHASES = PHASES.filter((phase) => phase !== 'unknown')

interface Props {
  readonly item: NeedItem
  readonly onAnswer: (run: Answer) => void
}

/** How healed the photos of a visit are, by number. */
export function PhaseQuestion({ item, onAnswer }: Props) {
  const call = useCall()
  const scopes = scopesOf(item, ['photo', 'visit', 'alike'])
  const [scope, setScope] = useState(scopes.find(({ id }) => id === 'visit')?.id ?? 'photo')
  return (
    <>
      <div className="need-answers">
        {KNOWN_PHASES.map((phase, index) => (
          <AnswerButton
            key={phase}
            keys={String(index + 1)}
            words={phaseWords(phase)}
            onAnswer={() =>
              onAnswer(async () => {
                const { former, formerSaid } = await call('needs.phase', {
                  photo: item.photo.id,
                  scope,
                  phase,
                })
                return () => call('corrections.takeBack', { readings: former, word: null, formerSaid })
              })
            }
          />
        ))}
      </div>
      <ScopeChoice options={scopes} value={scope} onChange={setScope} />
      {scope === 'alike' ? (
        <p className="need-note">
          All visits of this folder that are called the same, now and later; this visit alone where it is
          called nothing.
        </p>
      ) : null}
    </>
  )
}
