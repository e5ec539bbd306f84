import { ScanFace, Undo } from 'lucide-react'
import { Switch } from 'react-aria-components'
import { Button } from '../parts/button.tsx'
import { PanelSection } from '../parts/panel.tsx'

interface Props {
  readonly isShown: boolean
  /** True until it is known where the head was found. */
  readonly isSought: boolean
  /** False where the head was not found by itself: then a round region in the middle is offered. */
  readonly isFound: boolean
  readonly isMoved: boolean
  readonly isListenedTo: boolean
  readonly isAligning: boolean
  readonly onShow: (isShown: boolean) => void
  readonly onReset: () => void
  readonly onAlign: () => void
}

/** Which part of the before photo the automatic alignment listens to, and the way to say it better. */
export function RegionSection(props: Props) {
  const { isShown, isSought, isMoved, isListenedTo, isAligning } = props
  return (
    <PanelSection title="Head region">
      <Switch className="switch" isSelected={isShown} onChange={props.onShow}>
        <span className="switch__track" aria-hidden>
          <span className="switch__knob" />
        </span>
        <span>Show what the alignment listens to</span>
      </Switch>
      {isShown ? (
        <>
          <p className="align-panel__note region-section__note">{noteOf(props)}</p>
          <div className="region-section__actions">
            <Button
              icon={<ScanFace size={15} />}
              isDisabled={isAligning || isSought || isListenedTo}
              onPress={props.onAlign}
            >
              Align by this region
            </Button>
            <Button look="quiet" icon={<Undo size={15} />} isDisabled={!isMoved} onPress={props.onReset}>
              Reset
            </Button>
          </div>
        </>
      ) : null}
    </PanelSection>
  )
}

function noteOf({ isSought, isFound, isMoved, isListenedTo }: Props): string {
  if (isSought) return 'Looking for the head …'
  if (isMoved && isListenedTo)
    return 'Where you showed it: only what lies inside decides. Reset puts it back to where it was found.'
  if (isMoved) return 'Moved, and not yet aligned by it. Drag its middle; + and − size it.'
  if (!isFound)
    return 'The head was not found by itself. Drag the middle of the region onto it; + and − size it.'
  return isListenedTo
    ? 'Only what lies inside decides. Where it takes in clothes or leaves out the head, drag its middle; + and − size it.'
    : 'As it was found, and not yet aligned by it.'
}
