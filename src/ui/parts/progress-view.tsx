import { ProgressBar } from 'react-aria-components'
import type { Progress } from '../../contract/command.ts'
import { assertNever } from '../../contract/errors.ts'
import { Button } from './button.tsx'
import './progress-view.css'

interface Props {
  /** What is being done, as a title: Importing Photos 2024. */
  readonly title: string
  /** Null until the first word from the backend. */
  readonly progress: Progress | null
  readonly isCancelling: boolean
  readonly onCancel: () => void
}

/** Long work: how much is done, how fast, how long still, on what, and the way to stop it. */
export function ProgressView({ title, progress, isCancelling, onCancel }: Props) {
  const isCounting = progress === null || progress.total === 0
  const done = progress?.done ?? 0
  const total = progress?.total ?? 0
  return (
    <div className="progress-view">
      <ProgressBar
        aria-label={title}
        className="progress-view__bar"
        isIndeterminate={isCounting}
        value={done}
        maxValue={Math.max(total, 1)}
        valueLabel={isCounting ? 'Counting' : `${done} of ${total}`}
      >
        {({ percentage }) => (
          <>
            <div className="progress-view__head">
              <span className="progress-view__title ellipsis">{title}</span>
              <span className="progress-view__count figures">
                {isCounting
                  ? 'Counting …'
                  : `${done.toLocaleString('en-GB')} of ${total.toLocaleString('en-GB')}`}
              </span>
            </div>
            <div className="progress-view__track">
              <div
                className={
                  isCounting ? 'progress-view__fill progress-view__fill--counting' : 'progress-view__fill'
                }
                style={isCounting ? {} : { width: `${percentage ?? 0}%` }}
              />
            </div>
          </>
        )}
      </ProgressBar>
      <div className="progress-view__foot">
        <p className="progress-view__facts figures ellipsis">
          {isCancelling ? 'Stopping after this photo …' : progress === null ? '' : factsOf(progress)}
        </p>
        <Button onPress={onCancel} isDisabled={isCancelling}>
          Cancel
        </Button>
      </div>
    </div>
  )
}

function factsOf(progress: Progress): string {
  const { stage, ratePerSecond, secondsLeft, current } = progress
  return [
    stageWords(stage),
    ratePerSecond === null ? null : `${ratePerSecond.toFixed(ratePerSecond < 10 ? 1 : 0)} a second`,
    secondsLeft === null ? null : `${timeLeft(secondsLeft)} left`,
    current,
  ]
    .filter((fact) => fact !== null)
    .join(' · ')
}

function stageWords(stage: Progress['stage']): string {
  switch (stage) {
    case 'looking':
      return 'Looking for photos'
    case 'reading':
      return 'Reading photos'
    case 'recognising':
      return 'Looking at what each photo shows'
    case 'aligning':
      return 'Aligning'
    case 'measuring':
      return 'Measuring'
    case 'writing':
      return 'Writing'
    default:
      return assertNever(stage)
  }
}

/** Rounded so that it does not jump about: 5 s, 2 min, 1 h 10 min. */
function timeLeft(seconds: number): string {
  if (seconds < 60) return `${Math.max(1, Math.round(seconds))} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return `${minutes} min`
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
