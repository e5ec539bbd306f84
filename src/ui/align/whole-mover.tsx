import {
  ArrowDown,
  ArrowLeft,
  ArrowRight,
  ArrowUp,
  RotateCcw,
  RotateCw,
  Undo,
  ZoomIn,
  ZoomOut,
} from 'lucide-react'
import { useState, type ReactElement } from 'react'
import { isUnmoved, type WholeMove, type WholeStep } from '../../domain/viewer/whole-move.ts'
import { Button } from '../parts/button.tsx'
import { IconButton } from '../parts/icon-button.tsx'
import { PanelSection } from '../parts/panel.tsx'
import { Segmented } from '../parts/segmented.tsx'
import './whole-mover.css'

interface Props {
  readonly move: WholeMove
  readonly onStep: (step: WholeStep, options: { readonly isCoarse: boolean }) => void
  readonly onReset: () => void
}

const STEPS = [
  { id: 'fine', words: 'Fine' },
  { id: 'coarse', words: 'Coarse' },
] as const

const BUTTONS: readonly {
  readonly step: WholeStep
  readonly label: string
  readonly keys: string
  readonly icon: ReactElement
}[] = [
  { step: 'left', label: 'Move left', keys: 'A', icon: <ArrowLeft size={16} /> },
  { step: 'right', label: 'Move right', keys: 'D', icon: <ArrowRight size={16} /> },
  { step: 'up', label: 'Move up', keys: 'W', icon: <ArrowUp size={16} /> },
  { step: 'down', label: 'Move down', keys: 'S', icon: <ArrowDown size={16} /> },
  { step: 'anticlockwise', label: 'Turn anticlockwise', keys: 'Q', icon: <RotateCcw size={16} /> },
  { step: 'clockwise', label: 'Turn clockwise', keys: 'E', icon: <RotateCw size={16} /> },
  { step: 'smaller', label: 'Smaller', keys: 'F', icon: <ZoomOut size={16} /> },
  { step: 'larger', label: 'Larger', keys: 'R', icon: <ZoomIn size={16} /> },
]

/** Buttons that move, turn and size the after photo as a whole, and what they have done. */
export function WholeMover({ move, onStep, onReset }: Props) {
  const [size, setSize] = useState<'fine' | 'coarse'>('fine')
  return (
    <PanelSection title="Move the after photo as a whole">
      <div className="whole-mover">
        <div className="whole-mover__buttons" role="group" aria-label="Move, turn and size">
          {BUTTONS.map(({ step, ...button }) => (
            <IconButton
              key={step}
              {...button}
              onPress={() => onStep(step, { isCoarse: size === 'coarse' })}
            />
          ))}
        </div>
        <Segmented label="Size of a step" options={STEPS} value={size} onChange={setSize} />
      </div>
      <p className="align-panel__note figures" role="status">
        {moveWords(move)}
      </p>
      <div className="align-panel__tools">
        <Button look="quiet" icon={<Undo size={15} />} isDisabled={isUnmoved(move)} onPress={onReset}>
          Reset
        </Button>
      </div>
    </PanelSection>
  )
}

function moveWords(move: WholeMove): string {
  if (isUnmoved(move))
    return 'Not moved. The keys W A S D, Q E and R F do the same; with Shift in coarse steps.'
  const { rightPx, downPx, turnDegrees, largerPercent } = move
  const parts = [
    rightPx === 0 ? null : `${pixels(rightPx)} ${rightPx > 0 ? 'right' : 'left'}`,
    downPx === 0 ? null : `${pixels(downPx)} ${downPx > 0 ? 'down' : 'up'}`,
    turnDegrees === 0
      ? null
      : `${Math.abs(turnDegrees).toFixed(2)}° ${turnDegrees > 0 ? 'clockwise' : 'anticlockwise'}`,
    largerPercent === 0
      ? null
      : `${Math.abs(largerPercent).toFixed(2)} % ${largerPercent > 0 ? 'larger' : 'smaller'}`,
  ]
  return `Moved ${parts.filter((part) => part !== null).join(', ')}.`
}

function pixels(amount: number): string {
  return `${Math.abs(amount).toFixed(1)} px`
}
