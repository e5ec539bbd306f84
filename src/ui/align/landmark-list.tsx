import { X } from 'lucide-react'
import type { Landmark, LandmarkSelection } from '../../domain/viewer/landmark-editing.ts'
import { missWords } from '../compare/registration-words.ts'
import { IconButton } from '../parts/icon-button.tsx'
import { landmarkColour } from './landmark-colour.ts'
import './landmark-list.css'

interface Props {
  readonly landmarks: readonly Landmark[]
  readonly selection: LandmarkSelection | null
  /** Percent of the width by which each complete landmark misses, in order; null while it is not known. */
  readonly residuals: readonly number[] | null
  /** The before photo's width, and its scale where that is known. */
  readonly scale: { readonly widthPx: number; readonly pixelsPerMm: number | null }
  readonly onSelect: (index: number) => void
  readonly onRemove: (index: number) => void
}

/** The numbered points with how well each fits, or what it waits for. */
export function LandmarkList({ landmarks, selection, residuals, scale, onSelect, onRemove }: Props) {
  const states = describe(landmarks, residuals, scale)
  return (
    <ol className="landmarks">
      {states.map((words, index) => (
        <li
          // A landmark is its number: there is nothing else that tells it apart.
          // oxlint-disable-next-line react/no-array-index-key
          key={index}
          className="landmarks__row"
          data-selected={selection?.index === index}
        >
          <button type="button" className="landmarks__point" onClick={() => onSelect(index)}>
            <span className="landmarks__number" style={{ backgroundColor: landmarkColour(index) }}>
              {index + 1}
            </span>
            <span className="landmarks__words figures">{words}</span>
          </button>
          <IconButton
            label={`Remove point ${index + 1}`}
            icon={<X size={15} />}
            onPress={() => onRemove(index)}
          />
        </li>
      ))}
    </ol>
  )
}

/** True where so many points always fit, two a similarity, three an affine, four a homography, and none was moved. */
export function isExactFit(residuals: readonly number[] | null): boolean {
  return residuals?.every((residual) => residual < 0.005) ?? false
}

function describe(
  landmarks: readonly Landmark[],
  residuals: readonly number[] | null,
  scale: Props['scale'],
): readonly string[] {
  let complete = 0
  return landmarks.map((landmark) => {
    if (landmark.before === null) return 'Mark it in the before photo'
    if (landmark.after === null) return 'Mark it in the after photo'
    const residual = residuals?.[complete]
    complete += 1
    // What fits by construction says nothing of how well it was placed.
    return residual === undefined || isExactFit(residuals)
      ? 'Marked in both'
      : `${missWords(residual, scale)} off`
  })
}
