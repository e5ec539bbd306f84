import { useState, type SyntheticEvent } from 'react'
import type { Photo } from '../../contract/photos.ts'
import type { Landmark } from '../../domain/viewer/landmark-editing.ts'
import { useCallMutation } from '../app/call-query.ts'
import { Button } from '../parts/button.tsx'
import { errorWords } from '../parts/error-words.ts'
import { PanelSection } from '../parts/panel.tsx'
import { TextField } from '../parts/text-field.tsx'
import { toast } from '../parts/toast.ts'
import './scale-setter.css'

interface Props {
  readonly before: Photo
  readonly landmarks: readonly Landmark[]
  readonly pixelsPerMm: number | null
}

/** A head is no larger, and closer together than this nobody measures. */
const LEAST_MM = 2
const MOST_MM = 400

/** Gives the before photo its scale by what lies between its first two points, so that distances are told in millimetres too. */
export function ScaleSetter({ before, landmarks, pixelsPerMm }: Props) {
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const set = useCallMutation('scales.set', { invalidates: ['scales.get'] })
  const apartPx = distanceBetween(landmarks)
  const keep = (scale: number | null, words: string): void =>
    set.mutate(
      { photo: before.id, pixelsPerMm: scale },
      {
        onSuccess: () => toast(words),
        onError: (error) => toast(errorWords(error.code).what, { kind: 'failed' }),
      },
    )
  const onSubmit = (event: SyntheticEvent): void => {
    event.preventDefault()
    const millimetres = Number(text.replace(',', '.'))
    if (!(millimetres >= LEAST_MM && millimetres <= MOST_MM)) {
      setProblem(`A number of millimetres between ${LEAST_MM} and ${MOST_MM}`)
      return
    }
    setProblem(null)
    setText('')
    if (apartPx !== null) keep(apartPx / millimetres, 'Distances are told in millimetres too')
  }
  return (
    <PanelSection title="Scale">
      {pixelsPerMm === null ? null : (
        <p className="align-panel__note figures">
          {pixelsPerMm.toFixed(1)} px of the before photo are 1 mm.{' '}
          <Button look="quiet" onPress={() => keep(null, 'Distances are told in percent only')}>
            Forget
          </Button>
        </p>
      )}
      {apartPx === null ? (
        pixelsPerMm === null ? (
          <p className="align-panel__note">
            Not known. Mark two points in the before photo whose distance you know, on a ruler for example.
          </p>
        ) : null
      ) : (
        <form className="scale-setter" onSubmit={onSubmit}>
          <TextField
            label="From point 1 to point 2 in the before photo, mm"
            value={text}
            onChange={setText}
            inputMode="decimal"
            {...(problem === null ? {} : { problem })}
          />
          <Button type="submit" isDisabled={text.trim() === '' || set.isPending}>
            Set
          </Button>
        </form>
      )}
    </PanelSection>
  )
}

function distanceBetween([first, second]: readonly Landmark[]): number | null {
  const [a, b] = [first?.before ?? null, second?.before ?? null]
  if (a === null || b === null) return null
  const apart = Math.hypot(a[0] - b[0], a[1] - b[1])
  return apart > 0 ? apart : null
}
