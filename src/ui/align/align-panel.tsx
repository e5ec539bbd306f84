import { Redo2, RotateCcw, Sparkles, TriangleAlert, Undo2 } from 'lucide-react'
import { Switch } from 'react-aria-components'
import type { Photo } from '../../contract/photos.ts'
import type { Registration } from '../../contract/registrations.ts'
import type { Matrix3 } from '../../domain/transform.ts'
import {
  completeLandmarks,
  type LandmarkEditing,
  type LandmarkAction,
} from '../../domain/viewer/landmark-editing.ts'
import { isUnmoved, type WholeMove, type WholeStep } from '../../domain/viewer/whole-move.ts'
import { isTorn } from '../../domain/viewer/is-torn.ts'
import { landmarkResiduals } from '../../domain/viewer/landmark-residuals.ts'
import { useCallQuery } from '../app/call-query.ts'
import { ComparabilitySection } from '../comparability/comparability-section.tsx'
import { confidenceWords, missWords } from '../compare/registration-words.ts'
import { Button } from '../parts/button.tsx'
import { errorWords } from '../parts/error-words.ts'
import { IconButton } from '../parts/icon-button.tsx'
import { PanelSection } from '../parts/panel.tsx'
import { verdictWords } from '../parts/term-words.ts'
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
  readonly editing: LandmarkEditing
  readonly solution: LandmarkSolution
  /** The registration that is kept for this pair now; null where there is none. */
  readonly stored: Registration | null
  /** How the photos lie in the preview. */
  readonly afterToBefore: Matrix3
  /** How the after photo was moved as a whole on top of what the points or the program say. */
  readonly move: WholeMove
  readonly onMove: (step: WholeStep, options: { readonly isCoarse: boolean }) => void
  readonly onResetMove: () => void
  readonly isSnapping: boolean
  readonly isAligning: boolean
  readonly onSnap: (isSnapping: boolean) => void
  readonly onEdit: (action: LandmarkAction) => void
  readonly onSelect: (index: number) => void
  readonly onAlignAgain: () => void
  readonly region: HeadRegionState
  readonly onAlignByRegion: () => void
}

/** The points, what they make of the pair, and what else can be done. */
export function AlignPanel(props: Props) {
  const { before, after, editing, solution, stored, afterToBefore, onEdit } = props
  const pairs = completeLandmarks(editing.landmarks)
  const shown = solution.kind === 'solved' ? solution.registration : null
  const { data: known } = useCallQuery('scales.get', { photo: before.id })
  const scale = { widthPx: before.width, pixelsPerMm: known?.pixelsPerMm ?? null }
  const residuals = shown === null ? null : landmarkResiduals(pairs, afterToBefore, before.width)
  return (
    <>
      <PanelSection title="Points">
        {editing.landmarks.length === 0 ? (
          <p className="align-panel__note">
            Click the same spot in both photos: a mole, a scar, the top of an ear. Two points are enough, four
            follow a change of angle.
          </p>
        ) : (
          <LandmarkList
            landmarks={editing.landmarks}
            selection={editing.selection}
            residuals={residuals}
            scale={scale}
            onSelect={props.onSelect}
            onRemove={(index) => onEdit({ kind: 'remove', index })}
          />
        )}
        <div className="align-panel__tools">
          <IconButton
            label="Undo"
            keys="Ctrl Z"
            icon={<Undo2 size={16} />}
            isDisabled={editing.past.length === 0}
            onPress={() => onEdit({ kind: 'undo' })}
          />
          <IconButton
            label="Redo"
            keys="Ctrl Shift Z"
            icon={<Redo2 size={16} />}
            isDisabled={editing.future.length === 0}
            onPress={() => onEdit({ kind: 'redo' })}
          />
          <Button
            look="quiet"
            icon={<RotateCcw size={15} />}
            isDisabled={editing.landmarks.length === 0}
            onPress={() => onEdit({ kind: 'clear' })}
          >
            Remove all
          </Button>
        </div>
        <Switch className="switch" isSelected={props.isSnapping} onChange={props.onSnap}>
          <span className="switch__track" aria-hidden>
            <span className="switch__knob" />
          </span>
          <span>Snap to the true place</span>
        </Switch>
      </PanelSection>
      <WholeMover move={props.move} onStep={props.onMove} onReset={props.onResetMove} />
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
          {isUnmoved(props.move) ? '' : 'Moved as a whole from there: '}
          {describe(solution, { pairs: pairs.length, stored, isExact: isExactFit(residuals), scale })}
        </p>
      </PanelSection>
      <RegionSection
        isShown={props.region.isShown}
        isFound={props.region.isFound}
        isMoved={props.region.isMoved}
        isAligning={props.isAligning}
        onShow={props.region.show}
        onReset={props.region.reset}
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
      <ScaleSetter before={before} landmarks={editing.landmarks} pixelsPerMm={scale.pixelsPerMm} />
      <ComparabilitySection before={before} after={after} isRegistrationKnown={stored !== null} />
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
    readonly stored: Registration | null
    readonly isExact: boolean
    readonly scale: Scale
  },
): string {
  const { pairs, stored, isExact, scale } = facts
  switch (solution.kind) {
    case 'too-few':
      if (pairs === 1) return 'One more point in both photos, and they can be laid on top of each other.'
      if (stored === null) return 'Not aligned yet.'
      if (stored.verdict === 'needs-points') return 'Not aligned: shown as they were taken.'
      return `${verdictWords(stored.verdict)}, ${confidenceWords(stored)}; ${missWords(stored.residualPercent, scale)} of the width off.`
    case 'solving':
      return 'Working it out …'
    case 'failed': {
      const words = errorWords(solution.error.code)
      return `${words.what}. ${words.next}`
    }
    default:
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
