import { TriangleAlert } from 'lucide-react'
import { ProgressBar } from 'react-aria-components'
import { Button } from '../parts/button.tsx'
import { canPointsHelp } from './registration-words.ts'
import type { RegistrationState } from './use-registration.ts'
import './stage-message.css'

interface Props {
  readonly registration: RegistrationState
  readonly unreadable: readonly ('before' | 'after')[]
  /** Null in front of a client: then only what must be known of the picture is said. */
  readonly onAdjust: (() => void) | null
}

/** What must be known of the picture itself: that a photo is missing, or that the two are not aligned (yet). */
export function StageMessage({ registration, unreadable, onAdjust }: Props) {
  if (unreadable.length > 0) {
    return (
      <div className="stage-message" role="alert">
        <TriangleAlert size={16} aria-hidden />
        <span>
          {unreadable.length === 2
            ? 'Neither photo can be shown.'
            : `The ${unreadable[0]} photo cannot be shown.`}{' '}
          Its file may be damaged or its drive not connected.
        </span>
      </div>
    )
  }
  if (registration.kind === 'aligning') {
    return (
      <div className="stage-message">
        <ProgressBar aria-label="Aligning the two photos" isIndeterminate className="stage-message__ring" />
        <span>Aligning …</span>
      </div>
    )
  }
  if (registration.kind !== 'known') return null
  switch (registration.registration.verdict) {
    case 'needs-points':
      return (
        <div className="stage-message" role="status">
          <TriangleAlert size={16} aria-hidden />
          <span>Not aligned: shown as they were taken</span>
          {onAdjust === null || !canPointsHelp(registration.registration.reasons) ? null : (
            <Button onPress={onAdjust}>Place points</Button>
          )}
        </div>
      )
    case 'check':
      // A question to the practitioner, not to a client who looks on; and not of what was placed by hand.
      return onAdjust === null || registration.registration.madeBy === 'person' ? null : (
        <div className="stage-message" role="status">
          <TriangleAlert size={16} aria-hidden />
          <span>Please check whether they lie on top of each other</span>
        </div>
      )
    default:
      return null
  }
}
