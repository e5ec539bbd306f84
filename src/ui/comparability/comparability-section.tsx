import { Camera, CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react'
import type { ComparabilityPart, PairComparability } from '../../contract/comparability.ts'
import type { Photo } from '../../contract/photos.ts'
import { useCallQuery } from '../app/call-query.ts'
import { ButtonLink } from '../parts/button-link.tsx'
import { Button } from '../parts/button.tsx'
import { errorWords } from '../parts/error-words.ts'
import { PanelSection } from '../parts/panel.tsx'
import { differenceWords, scoreWords } from './comparability-words.ts'
import './comparability-section.css'

/** More than this, and a difference is marked as one to mend. */
const SERIOUS = 0.6

interface Props {
  readonly before: Photo
  readonly after: Photo
  /** Until the pair is aligned nothing can be told. */
  readonly registration: 'known' | 'sought' | 'none'
}

/** How alike the two photos were taken, worst difference first. */
export function ComparabilitySection({ before, after, registration }: Props) {
  const answer = useCallQuery(
    'registrations.comparability',
    { beforeId: before.id, afterId: after.id },
    { isEnabled: registration === 'known' && before.id !== after.id },
  )
  if (before.id === after.id) return null
  return (
    <PanelSection title="Taken alike?">
      {answer.error !== null ? (
        <div className="comparability" role="alert">
          <p className="comparability__note">{errorWords(answer.error.code).what}.</p>
          <Button look="quiet" onPress={() => void answer.refetch()}>
            Try again
          </Button>
        </div>
      ) : registration === 'none' ? (
        <div className="comparability">
          <NotAligned />
        </div>
      ) : answer.data === undefined || answer.isFetching ? (
        // Told anew because the pair lies otherwise now: what was told of it does not hold any more.
        <div className="comparability" aria-busy="true">
          <p className="comparability__note">Looking at light and pose …</p>
        </div>
      ) : (
        <Known comparability={answer.data} />
      )}
      <ButtonLink
        isWide
        icon={<Camera size={15} aria-hidden />}
        link={{
          to: '/clients/$clientId/reshoot/$view',
          params: { clientId: before.clientId, view: before.view },
        }}
      >
        How to take the next photo
      </ButtonLink>
    </PanelSection>
  )
}

function NotAligned() {
  return (
    <p className="comparability__note">
      Once the two are aligned, Fadeline tells how distance, pose and light differ.
    </p>
  )
}

function Known({ comparability }: { readonly comparability: PairComparability }) {
  const { score, parts } = comparability
  const notable = parts.filter(({ isNotable }) => isNotable)
  return (
    <div className="comparability">
      {score === null ? (
        <NotAligned />
      ) : (
        <p className="comparability__score">
          <span className="comparability__figure figures">{score}</span>
          <span className="comparability__of">of 100 · {scoreWords(score)}</span>
        </p>
      )}
      {notable.length > 0 ? (
        <ul
          className="comparability__parts"
          aria-label="The after photo against the before photo, worst first"
        >
          {notable.map((part) => (
            <Part key={part.kind} part={part} />
          ))}
        </ul>
      ) : score === null ? null : (
        <p className="comparability__note">Distance, pose, light and sharpness stand out in nothing.</p>
      )}
    </div>
  )
}

function Part({ part }: { readonly part: ComparabilityPart }) {
  return (
    <li className="comparability__part">
      {part.severity >= SERIOUS ? (
        <TriangleAlert size={15} aria-label="much" />
      ) : part.severity >= SERIOUS / 2 ? (
        <CircleAlert size={15} aria-label="somewhat" />
      ) : (
        <CircleCheck size={15} aria-label="a little" />
      )}
      <span>{differenceWords(part)}</span>
    </li>
  )
}
