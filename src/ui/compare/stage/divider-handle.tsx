import { ChevronLeft, ChevronRight } from 'lucide-react'
import type { KeyboardEvent, Ref } from 'react'
import type { DividerOrientation } from '../../../domain/viewer/viewer-state.ts'
import type { StageControl } from './stage-control.ts'

interface Props {
  readonly orientation: DividerOrientation
  readonly control: StageControl
  readonly ref: Ref<HTMLDivElement>
  readonly handleRef: Ref<HTMLDivElement>
}

const STEP = 0.01
const LARGE_STEP = 0.1

/** The line between the photos and the handle on it: a slider for mouse, touch and keyboard. */
export function DividerHandle({ orientation, control, ref, handleRef }: Props) {
  const isVertical = orientation === 'vertical'

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const step = event.shiftKey ? LARGE_STEP : STEP
    // Forward is towards more of the first photo: rightwards, or downwards where the divider lies.
    const forward = isVertical ? ['ArrowRight', 'ArrowUp'] : ['ArrowDown', 'ArrowRight']
    const back = isVertical ? ['ArrowLeft', 'ArrowDown'] : ['ArrowUp', 'ArrowLeft']
    if (forward.includes(event.key)) control.moveDividerShare(step)
    else if (back.includes(event.key)) control.moveDividerShare(-step)
    else if (event.key === 'PageUp') control.moveDividerShare(LARGE_STEP)
    else if (event.key === 'PageDown') control.moveDividerShare(-LARGE_STEP)
    else if (event.key === 'Home') control.setDividerShare(0)
    else if (event.key === 'End') control.setDividerShare(1)
    else return
    event.preventDefault()
    // Shift and an arrow would pan the stage as well.
    event.stopPropagation()
  }

  return (
    <div className={`divider divider--${orientation}`} ref={ref} data-divider>
      <div className="divider__line" />
      {/* The painter keeps the values: they change with every pointer event. */}
      <div
        className="divider__handle"
        ref={handleRef}
        role="slider"
        tabIndex={0}
        aria-label="Wipe position"
        aria-orientation={isVertical ? 'horizontal' : 'vertical'}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={50}
        onKeyDown={onKeyDown}
      >
        <span className="divider__knob" aria-hidden>
          <ChevronLeft size={15} strokeWidth={2.25} />
          <ChevronRight size={15} strokeWidth={2.25} />
        </span>
      </div>
    </div>
  )
}
