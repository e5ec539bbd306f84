import { RotateCcw, Sparkles, TriangleAlert } from 'lucide-react'
import { Switch } from 'react-aria-components'
import type { Photo } from '../../contract/photos.ts'
import type { Registration } from '../../contract/registrations.ts'
import { isMissUnknown } from '../../domain/registration/is-miss-unknown.ts'
import type { Matrix3 } from '../../domain/transform.ts'
import type { AlignmentAction, AlignmentEditing } from '../../domain/viewer/alignment-editing.ts'
import { completeLandmarks } from '../../domain/viewer/landmark-editing.ts'
import { isUnmoved, type WholeStep } from '../../domain/viewer/whole-move.ts'
import { isTorn } from '../../domain/viewer/is-torn.ts'
import { landmarkResiduals } from '../../domain/viewer/landmark-residuals.ts'
import { useCallQuery } from '../app/call-query.ts'
import { ComparabilitySection } from '../comparability/comparability-section.tsx'
import { missWords, outcomeWords } from '../compare/registration-words.ts'
import { Button } from '../parts/button.tsx'
import { errorWords } from '../parts/error-words.ts'
import { PanelSection } from '../parts/panel.tsx'
import { isExactFit, LandmarkList } from './landmark-list.tsx'
import { WholeMover } from './whole-mover.tsx'
import { ScaleSetter } from './scale-setter.tsx'
import { RegionSection } from './region-section.tsx'
import { ResultPreview } from './result-preview.tsx'
import type { HeadRegionState } from './use-head-region.ts'
import type { LandmarkSolution } from './use-landmark-solution.ts'
import './align-panel.css'

interface Props {
  readonly before: Photo
  readonly after: Photo
  readonly editing: AlignmentEditing
  readonly solution: LandmarkSolution
  /** What the program found last, or what is stored for this pair; null where there is neither. */
  readonly found: Registration | null
  readonly isStored: boolean
  /** How the photos lie in the preview. */
  readonly afterToBefore: Matrix3
  readonly onMove: (step: WholeStep, options: { readonly isCoarse: boolean }) => void
  readonly isAligning: boolean
  readonly onEdit: (action: AlignmentAction) => void
  readonly onSelect: (index: number) => void
  readonly onAlignAgain: () => void
  readonly region: HeadRegionState
  readonly onAlignByRegion: () => void
}

/** The points, what they make of the pair, and what else can be done. */
export function AlignPanel(props: Props) {
  const { before, after, editing, solution, found, afterToBefore, onEdit } = props
  const { landmarks, isSnapping, move } = editing.work
  const pairs = completeLandmarks(landmarks)
  const shown = solution.kind === 'solved' ? solution.registration : null
  const { data: known } = useCallQuery('scales.get', { photo: before.id })
  const scale = { widthPx: before.width, pixelsPerMm: known?.pixelsPerMm ?? null }
  const isMoved = !isUnmoved(move)
  const residuals = shown === null ? null : landmarkResiduals(pairs, afterToBefore, before.width)
  return (
    <>
      <PanelSection title="Points">
        {landmarks.length === 0 ? (
          <p className="align-panel__note">
            Click the same spot in both photos: a mole, a scar, the top of an ear. Two points are enough, four
            follow a change of angle.
          </p>
        ) : (
          <LandmarkList
            landmarks={landmarks}
            selection={editing.selection}
            residuals={residuals}
            scale={scale}
            onSelect={props.onSelect}
            onRemove={(index) => onEdit({ kind: 'remove', index })}
          />
        )}
        <div className="align-panel__tools">
          <Button
            look="quiet"
            icon={<RotateCcw size={15} />}
            isDisabled={landmarks.length === 0}
            onPress={() => onEdit({ kind: 'clear' })}
          >
            Remove all
          </Button>
        </div>
        <Switch
          className="switch"
          isSelected={isSnapping}
          onChange={(isSnapping) => onEdit({ kind: 'snap', isSnapping })}
        >
          <span className="switch__track" aria-hidden>
            <span className="switch__knob" />
          </span>
          <span>Snap to the true place</span>
        </Switch>
      </PanelSection>
      <PanelSection title={shown === null ? 'As they lie now' : 'With these points'}>
        <ResultPreview
          before={before}
          after={after}
          afterToBefore={afterToBefore}
          label="The after photo over the before photo"
        />
        {shown !== null && isTorn(afterToBefore, before) ? (
          <p className="align-panel__warning" role="alert">
            <TriangleAlert size={15} aria-hidden />
            <span>
              No camera sees a head like this. One of the points is on another spot, or all lie in one line:
              move it, or use fewer points.
            </span>
          </p>
        ) : null}
        <p className="align-panel__note" role="status">
          {isMoved ? 'Moved as a whole from there: ' : ''}
          {describe(solution, {
            pairs: pairs.length,
            found,
            isExact:
              shown !== null && isExactFit(landmarkResiduals(pairs, shown.afterToBefore, before.width)),
            isMoved,
            scale,
          })}
        </p>
        {isSnapping && shown !== null && shown.measuringWarp === null ? (
          <p className="align-panel__note" role="status">
            Nothing was found to snap to: the points are taken as you placed them.
          </p>
        ) : null}
      </PanelSection>
      <WholeMover move={move} onStep={props.onMove} onReset={() => onEdit({ kind: 'whole-reset' })} />
      <RegionSection
        isShown={props.region.isShown}
        isSought={props.region.isSought}
        isFound={props.region.isFound}
        isMoved={props.region.isMoved}
        isListenedTo={props.region.isListenedTo}
        isAligning={props.isAligning}
        onShow={props.region.show}
        onReset={() => onEdit({ kind: 'region-reset' })}
        onAlign={props.onAlignByRegion}
      />
      <PanelSection title="Automatic">
        <Button
          isWide
          icon={<Sparkles size={15} />}
          isDisabled={props.isAligning}
          onPress={props.onAlignAgain}
        >
          {props.isAligning ? 'Aligning …' : 'Align automatically again'}
        </Button>
      </PanelSection>
      <ScaleSetter before={before} landmarks={landmarks} pixelsPerMm={scale.pixelsPerMm} />
      <ComparabilitySection before={before} after={after} registration={props.isStored ? 'known' : 'none'} />
    </>
  )
}

interface Scale {
  readonly widthPx: number
  readonly pixelsPerMm: number | null
}

function describe(
  solution: LandmarkSolution,
  facts: {
    readonly pairs: number
    readonly found: Registration | null
    /** True where the points fit by construction, whatever was moved as a whole since. */
    readonly isExact: boolean
    readonly isMoved: boolean
    readonly scale: Scale
  },
): string {
  const { pairs, found, isExact, isMoved, scale } = facts
  switch (solution.kind) {
    case 'too-few':
      if (pairs === 1) return 'One more point in both photos, and they can be laid on top of each other.'
      if (found === null) return 'Not aligned yet.'
      if (found.verdict === 'needs-points') return 'Not aligned: shown as they were taken.'
      if (isMissUnknown(found)) return `${outcomeWords(found)}.`
      return `${outcomeWords(found)}; ${missWords(found.residualPercent, scale)} of the width off.`
    case 'solving':
      return 'Working it out …'
    case 'failed': {
      const words = errorWords(solution.error.code)
      return `${words.what}. ${words.next}`
    }
    default:
      if (isExact && isMoved) return `${movement(pairs)}.`
      if (isExact) return `${movement(pairs)}. So many points always fit; one more would show how well.`
      return `${movement(pairs)}; ${missWords(solution.registration.residualPercent, scale)} of the width off.`
  }
}

/** What so many points can express; the contract says which transform. */
function movement(pairs: number): string {
  if (pairs === 2) return 'Two points: shift, turn and size'
  if (pairs === 3) return 'Three points: slant as well'
  return `${pairs} points: perspective as well`
}
