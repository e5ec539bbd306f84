import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { AppError } from '../../contract/errors.ts'
import type { VisitId } from '../../contract/ids.ts'
import type { ClockShift } from '../../contract/visits.ts'
import { useCallMutation, useCallQuery } from '../app/call-query.ts'
import { Button } from '../parts/button.tsx'
import { count, formatDateTime, formatMoment } from '../parts/dates.ts'
import { Dialog } from '../parts/dialog.tsx'
import { errorWords } from '../parts/error-words.ts'
import { Failure } from '../parts/failure.tsx'
import { Loading } from '../parts/loading.tsx'
import { TextField } from '../parts/text-field.tsx'
import { toast } from '../parts/toast.ts'
import { shiftWords } from './camera-words.ts'
import './clock-dialog.css'

interface Props {
  readonly visit: VisitId
  readonly onClose: () => void
}

/** Puts a camera's clock right for a whole visit by saying when its first photo was taken; each shift can be taken back. */
export function ClockDialog({ visit, onClose }: Props) {
  const clock = useCallQuery('visits.clock', { visit })
  const cache = useQueryClient()
  const shift = useCallMutation('visits.shiftClock', { invalidates: [] })
  const takeBack = useCallMutation('visits.undoClockShift', { invalidates: [] })
  const [typed, setTyped] = useState<string | null>(null)

  const first = clock.data?.firstTakenAt ?? null
  // The field counts minutes; so does the clock.
  const shown = typed ?? first?.slice(0, 16) ?? ''
  const isReady = first !== null && /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(shown) && shown !== first.slice(0, 16)

  // Another day moves photos to another visit: everything is asked for again.
  const done = (): void => {
    setTyped(null)
    void cache.invalidateQueries()
  }
  const undo = (made: ClockShift, onDone: () => void): void =>
    takeBack.mutate(
      { shift: made.id },
      {
        onSuccess: () => {
          done()
          onDone()
        },
        onError: (error) => toast(`${errorWords(error.code).what}.`, { kind: 'failed' }),
      },
    )
  const save = (): void => {
    if (!isReady) return
    shift.mutate(
      { visit, firstTakenAt: `${shown}${first.slice(16)}` },
      {
        onSuccess: ({ shift: made }) => {
          done()
          onClose()
          toast(`${count(made.photos, 'photo')} ${shiftWords(made.minutes)}`, {
            action: { words: 'Undo', run: () => undo(made, () => toast('The clock is as it was')) },
          })
        },
      },
    )
  }

  return (
    <Dialog
      title="The camera’s clock was wrong"
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose()
      }}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button look="primary" onPress={save} isDisabled={!isReady || shift.isPending}>
            Put right
          </Button>
        </>
      }
    >
      {clock.error === null ? null : <Failure error={clock.error} onRetry={() => void clock.refetch()} />}
      {clock.data === undefined && clock.error === null ? <Loading words="Looking up the visit" /> : null}
      {clock.data === undefined || first === null ? null : (
        <div className="clock-dialog">
          <p>
            All {count(clock.data.photosWithTime, 'photo')} of this visit are shifted alike. The camera says
            that the first was taken on {formatDateTime(clock.data.firstByCamera ?? first)}. The files
            themselves are not touched.
          </p>
          <TextField
            label="When the first photo was really taken"
            type="datetime-local"
            value={shown}
            onChange={setTyped}
            // A field of a date does not send its form with Enter, as one of text does.
            onKeyDown={(event) => {
              if (event.key === 'Enter') save()
              // Or Esc would not reach the dialog.
              else event.continuePropagation()
            }}
            autoFocus
            {...problemOf(shift.error)}
          />
        </div>
      )}
      <PastShifts shifts={clock.data?.shifts ?? []} onTakeBack={(made) => undo(made, () => undefined)} />
    </Dialog>
  )
}

function problemOf(error: AppError | null): { readonly problem?: string } {
  if (error === null) return {}
  return {
    problem:
      error.code === 'invalid-input'
        ? 'With this the photos would lie in the future or before there were digital cameras.'
        : `${errorWords(error.code).what}. ${errorWords(error.code).next}`,
  }
}

function PastShifts({
  shifts,
  onTakeBack,
}: {
  readonly shifts: readonly ClockShift[]
  readonly onTakeBack: (shift: ClockShift) => void
}) {
  const standing = shifts.filter(({ undoneAt }) => undoneAt === null)
  if (standing.length === 0) return null
  return (
    <ul className="clock-dialog__shifts" aria-label="Put right so far">
      {standing.map((shift) => (
        <li className="clock-dialog__shift" key={shift.id}>
          <span>
            {count(shift.photos, 'photo')} {shiftWords(shift.minutes)}, said on {formatMoment(shift.madeAt)}
          </span>
          <Button look="quiet" onPress={() => onTakeBack(shift)}>
            Take back
          </Button>
        </li>
      ))}
    </ul>
  )
}
