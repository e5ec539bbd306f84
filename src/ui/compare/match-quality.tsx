import { CircleCheck, Crosshair, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Photo } from '../../contract/photos.ts'
import type { Registration } from '../../contract/registrations.ts'
import { isMissUnknown } from '../../domain/registration/is-miss-unknown.ts'
import { useCallQuery } from '../app/call-query.ts'
import { Button } from '../parts/button.tsx'
import { errorWords } from '../parts/error-words.ts'
import { PanelSection } from '../parts/panel.tsx'
import { BringBackButton } from './bring-back-button.tsx'
import {
  confidenceWords,
  isSure,
  outcomeWords,
  missWords,
  reasonWords,
  unplacedWords,
} from './registration-words.ts'
import type { RegistrationState } from './use-registration.ts'
import './pair-panel.css'

interface Props {
  readonly state: RegistrationState
  readonly before: Photo
  readonly after: Photo
  /** False in front of a client, where no key changes the work. */
  readonly isAtWork: boolean
  readonly onAdjust: () => void
}

/** More reasons than these are not read. */
const MOST_REASONS = 2

/** How well the two photos lie on top of each other, in words, and the way to put it right. */
export function MatchQuality({ state, before, after, isAtWork, onAdjust }: Props) {
  const isUnplaced = state.kind === 'known' && state.registration.verdict === 'needs-points'
  return (
    <PanelSection title="Match quality">
      <MatchFacts state={state} before={before} />
      <Button
        isWide
        icon={<Crosshair size={15} />}
        onPress={onAdjust}
        isDisabled={state.kind === 'aligning' || state.kind === 'looking-up'}
      >
        {isUnplaced ? 'Place points' : 'Adjust alignment'}
      </Button>
      <BringBackButton
        beforeId={before.id}
        afterId={after.id}
        isEnabled={isAtWork && state.kind === 'known'}
      />
    </PanelSection>
  )
}

function MatchFacts({ state, before }: Pick<Props, 'state' | 'before'>) {
  switch (state.kind) {
    case 'looking-up':
    case 'aligning':
      return (
        <div className="match" aria-busy="true">
          <Row name="Alignment">Aligning …</Row>
          <p className="match__note">The photos are shown as they were taken until their match is found.</p>
        </div>
      )
    case 'failed': {
      const words = errorWords(state.error.code)
      return (
        <div className="match" role="alert">
          <Row name="Alignment" isFine={false}>
            Not aligned
          </Row>
          <p className="match__note">
            {words.what}. {words.next}
          </p>
          <Button look="quiet" onPress={state.retry}>
            Try again
          </Button>
        </div>
      )
    }
    default:
      return <Known registration={state.registration} before={before} />
  }
}

function Known(props: { readonly registration: Registration; readonly before: Photo }) {
  const { registration, before } = props
  const { data } = useCallQuery('scales.get', { photo: before.id })
  const scale = { widthPx: before.width, pixelsPerMm: data?.pixelsPerMm ?? null }

  const { verdict, residualPercent } = registration
  const isAligned = verdict === 'aligned'
  const confidence = confidenceWords(registration)
  const reasons = reasonWords(registration.reasons)
  return (
    <>
      <div className="match">
        {/* What a person placed and the program cannot confirm is neither fine nor to be looked at. */}
        <Row
          name="Alignment"
          {...(registration.madeBy === 'person' && !isAligned ? {} : { isFine: isAligned })}
        >
          {outcomeWords(registration)}
        </Row>
        {verdict === 'needs-points' ? (
          <p className="match__note">{unplacedWords(registration.reasons)}</p>
        ) : (
          <>
            {confidence === null ? null : (
              <Row name="Confidence" isFine={isSure(registration)}>
                {confidence}
              </Row>
            )}
            {registration.viaId === undefined ? null : <Row name="Found">by way of another visit</Row>}
            {isMissUnknown(registration) ? null : (
              <Row name="Skin lies within" isFine={residualPercent < 1}>
                {missWords(residualPercent, scale)} of width
              </Row>
            )}
          </>
        )}
      </div>
      {registration.reasons.includes('same-photo') ? (
        <p className="match__note match__same">
          The same picture twice: nothing can have changed between them.
        </p>
      ) : null}
      {reasons.length === 0 || isAligned ? null : (
        <ul className="match__reasons">
          {reasons.slice(0, MOST_REASONS).map((reason) => (
            <li className="match__note" key={reason}>
              {reason}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function Row(props: { readonly name: string; readonly isFine?: boolean; readonly children: ReactNode }) {
  const { name, isFine, children } = props
  return (
    <div className="match__row">
      <span className="match__name">{name}</span>
      <span className="match__value figures">
        {isFine === undefined ? null : isFine ? (
          <CircleCheck size={15} aria-label="fine" />
        ) : (
          <TriangleAlert size={15} aria-label="look at this" />
        )}
        {children}
      </span>
    </div>
  )
}
