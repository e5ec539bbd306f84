import { assertNever } from '../../contract/errors.ts'
import type { Need, NeedItem } from '../../contract/needs.ts'
import { useCall } from '../app/backend-context.tsx'
import { statusWords } from '../parts/term-words.ts'
import { AnswerButton } from './answer-button.tsx'
import { ClientQuestion } from './client-question.tsx'
import { DateQuestion } from './date-question.tsx'
import { PhaseQuestion } from './phase-question.tsx'
import type { Answer } from './use-needs-work.ts'
import { ViewQuestion } from './view-question.tsx'
import './needs-screen.css'

interface Props {
  readonly need: Need
  readonly item: NeedItem
  readonly onAnswer: (run: Answer) => void
}

/** What is asked about a photo, the answers, and the way to leave it as it is. */
export function Question({ need, item, onAnswer }: Props) {
  const call = useCall()
  // What is asked once a visit is also left once a visit.
  const isOfPhoto = need === 'view' || need === 'damaged' || item.claims.length > 0
  const scope = isOfPhoto ? 'photo' : 'visit'
  const leave = (): void =>
    onAnswer(async () => {
      const { photos } = await call('needs.settle', { need, photo: item.photo.id, scope })
      return () => call('needs.reopen', { need, photos })
    })
  return (
    <div className="need-question">
      <QuestionBody need={need} item={item} onAnswer={onAnswer} />
      {need === 'damaged' ? (
        <AnswerButton keys="Enter" words="Seen" isMain onAnswer={leave} />
      ) : (
        <AnswerButton keys="S" words="Leave as it is" note="It is not asked about again" onAnswer={leave} />
      )}
    </div>
  )
}

function QuestionBody({ need, item, onAnswer }: Props) {
  switch (need) {
    case 'client':
      return <ClientQuestion item={item} onAnswer={onAnswer} />
    case 'date':
      return <DateQuestion item={item} onAnswer={onAnswer} />
    case 'view':
      return <ViewQuestion item={item} onAnswer={onAnswer} />
    case 'phase':
      return <PhaseQuestion item={item} onAnswer={onAnswer} />
    case 'damaged':
      return (
        <p className="need-note">
          {item.photo.status === 'damaged' || item.photo.status === 'ok'
            ? 'The file breaks off or has faults in it. What could be read is shown and kept. If you have a whole copy, put it in the folder and look again.'
            : `${statusWords(item.photo.status)}. What could be read of the damaged file is kept.`}
        </p>
      )
    default:
      return assertNever(need)
  }
}
