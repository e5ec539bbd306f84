import { Circle, CircleCheck, Trash2, TriangleAlert } from 'lucide-react'
import type { Dispatch } from 'react'
import type { Photo } from '../../../contract/photos.ts'
import type { OutlineProblem } from '../../../domain/fade-chart/outline-problem.ts'
import type { RegionAction, RegionDraft, RegionKind } from '../../../domain/fade-chart/region-draft.ts'
import { Button } from '../../parts/button.tsx'
import { count, formatDate } from '../../parts/dates.ts'
import { IconButton } from '../../parts/icon-button.tsx'
import { PanelSection } from '../../parts/panel.tsx'
import type { FadeFrame } from '../fade-frame.ts'
import { CarriedRegions } from './carried-regions.tsx'
import { problemWords, regionWords } from './region-words.ts'

interface Props {
  readonly draft: RegionDraft
  readonly dispatch: Dispatch<RegionAction>
  readonly problems: readonly (OutlineProblem | null)[]
  readonly frame: FadeFrame
  readonly baseline: Photo
  readonly photos: readonly Photo[]
  readonly isSaving: boolean
  /** Turns to drawing a region of a kind. */
  readonly onDraw: (kind: RegionKind) => void
  readonly onSave: () => void
  readonly onCancel: (() => void) | null
}

/** What to draw and why, what is drawn, where it lies on the other visits, and saving it. */
export function RegionPanel(props: Props) {
  const { draft, problems, baseline, isSaving, onCancel } = props
  const isComplete = (['treated', 'bare'] as const).every((kind) =>
    draft.outlines.some((outline) => outline.kind === kind),
  )
  const canSave = isComplete && draft.open === null && problems.every((problem) => problem === null)
  return (
    <div className="region-panel">
      <PanelSection title={`On the healed photo of ${formatDate(baseline.visitDate ?? '')}`}>
        <ol className="region-steps">
          <Step
            kind="treated"
            {...props}
            words="The pigmented skin you want to follow. Leave out hair, deep shadow and the very edge of the head."
          />
          <Step
            kind="bare"
            {...props}
            words="Skin without pigment close by, in the same light: it tells light and tan apart from fading."
          />
        </ol>
      </PanelSection>
      <PanelSection title="The same skin at the other visits">
        <CarriedRegions
          clientId={props.frame.clientId}
          view={props.frame.view}
          baseline={baseline}
          photos={props.photos}
          outlines={draft.outlines}
        />
      </PanelSection>
      <div className="region-panel__foot">
        <Button look="primary" isWide isDisabled={!canSave || isSaving} onPress={props.onSave}>
          {isSaving ? 'Saving …' : 'Save and measure'}
        </Button>
        {onCancel === null ? null : (
          <Button look="quiet" isWide onPress={onCancel}>
            Leave the regions as they were
          </Button>
        )}
      </div>
    </div>
  )
}

function Step({
  kind,
  words,
  draft,
  dispatch,
  problems,
  onDraw,
}: Props & {
  readonly kind: RegionKind
  readonly words: string
}) {
  const drawn = draft.outlines
    .map((outline, index) => ({ outline, index }))
    .filter(({ outline }) => outline.kind === kind)
  const isDone = drawn.length > 0
  return (
    <li className="region-step">
      <span className="region-step__icon" aria-hidden>
        {isDone ? <CircleCheck size={17} /> : <Circle size={17} />}
      </span>
      <div className="region-step__body">
        <h3 className="region-step__title">
          {regionWords(kind)}
          <span className="region-step__count">{isDone ? count(drawn.length, 'region') : 'to be drawn'}</span>
        </h3>
        <p className="region-step__words">{words}</p>
        <ul>
          {drawn.map(({ outline, index }, number) => (
            <li className="region-row" key={index}>
              <button
                type="button"
                className="region-row__name"
                aria-pressed={draft.selection?.outline === index}
                onClick={() => dispatch({ kind: 'select', selection: { outline: index, corner: null } })}
              >
                {regionWords(kind)} {drawn.length > 1 ? number + 1 : ''}
                <span className="region-row__note">{count(outline.points.length, 'corner')}</span>
              </button>
              <IconButton
                label={`Remove ${regionWords(kind).toLowerCase()}${drawn.length > 1 ? ` ${number + 1}` : ''}`}
                icon={<Trash2 size={15} />}
                onPress={() => dispatch({ kind: 'remove', selection: { outline: index, corner: null } })}
              />
              <Problem problem={problems[index] ?? null} />
            </li>
          ))}
        </ul>
        <Button look="quiet" onPress={() => onDraw(kind)}>
          {isDone ? 'Draw another' : 'Draw it'}
        </Button>
      </div>
    </li>
  )
}

function Problem({ problem }: { readonly problem: OutlineProblem | null }) {
  if (problem === null) return null
  return (
    <p className="region-row__problem" role="alert">
      <TriangleAlert size={14} aria-hidden /> {problemWords(problem)}
    </p>
  )
}
