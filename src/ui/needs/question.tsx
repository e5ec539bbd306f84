import { assertNever } from '../../contract/errors.ts'
import type { Need, NeedItem, NeedNames } from '../../contract/needs.ts'
import { useCall } from '../app/backend-context.tsx'
import { useCallQuery } from '../app/call-query.ts'
import { Failure } from '../parts/failure.tsx'
import { Loading } from '../parts/loading.tsx'
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
  const names = useCallQuery('needs.names', { photo: item.photo.id }, { isEnabled: need === 'client' })
  if (names.error !== null) return <Failure error={names.error} />
  // The photo is on screen meanwhile: of a large folder it takes seconds, once after each start.
  if (need === 'client' && names.data === undefined)
    return <Loading words="Reading the names of its folder" />
  const claims = names.data?.claims ?? []
  // What is asked once a visit is also left once a visit.
  const isOfPhoto = need === 'view' || need === 'damaged' || claims.length > 0
  const scope = isOfPhoto ? 'photo' : 'visit'
  const leave = (): void =>
    onAnswer(async () => {
      const { photos } = await call('needs.settle', { need, photo: item.photo.id, scope })
      return () => call('needs.reopen', { need, photos })
    })
  return (
    <div className="need-question">
      <QuestionBody need={need} item={item} names={names.data ?? NO_NAMES} onAnswer={onAnswer} />
      {need === 'damaged' ? (
        <AnswerButton keys="Enter" words="Seen" isMain onAnswer={leave} />
      ) : (
        <AnswerButton keys="S" words="Leave as it is" note="It is not asked about again" onAnswer={leave} />
      )}
    </div>
  )
}

const NO_NAMES: NeedNames = { nestedNames: null, claims: [] }

function QuestionBody({ need, item, names, onAnswer }: Props & { readonly names: NeedNames }) {
  switch (need) {
    case 'client':
      return <ClientQuestion item={item} names={names} onAnswer={onAnswer} />
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
