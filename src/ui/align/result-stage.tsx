import { useCallback, useMemo, useRef } from 'react'
import type { Matrix3 } from '../../domain/transform.ts'
import type { StageLayout } from '../../domain/viewer/lay-out-stage.ts'
import { zoomPercent } from '../../domain/viewer/view.ts'
import { Caption } from '../compare/caption.tsx'
import { commonFrame } from '../compare/common-frame.ts'
import { DifferenceLegend } from '../compare/difference-legend.tsx'
import { ModeSwitch } from '../compare/mode-switch.tsx'
import { StageStatus } from '../compare/stage-status.tsx'
import { StageToolbar } from '../compare/stage-toolbar.tsx'
import { Stage } from '../compare/stage/stage.tsx'
import type { StageControl } from '../compare/stage/stage-control.ts'
import type { Comparison } from '../compare/use-comparison.ts'
import { viewerStore } from '../compare/viewer-store.ts'
import './result-stage.css'

interface Props {
  readonly comparison: Comparison
  readonly afterToBefore: Matrix3
}

/** The pair as it will be compared, before it is accepted; with the compare screen's own stage. */
export function ResultStage({ comparison, afterToBefore }: Props) {
  const control = useRef<StageControl>(null)
  const zoomWords = useRef<HTMLSpanElement>(null)
  const { before, after } = comparison
  const common = useMemo(
    () => commonFrame(before.photo, after.photo, afterToBefore),
    [before.photo, after.photo, afterToBefore],
  )
  const onLayout = useCallback((layout: StageLayout) => {
    const words = `${zoomPercent(layout.scale, devicePixelRatio)} %`
    const isFit = viewerStore.getState().view.kind === 'fit'
    if (zoomWords.current !== null) zoomWords.current.textContent = isFit ? `Fit · ${words}` : words
  }, [])
  return (
    <Stage
      before={comparison.before.photo}
      after={comparison.after.photo}
      afterToBefore={afterToBefore}
      common={common}
      isAligned
      beforeCaption={<Caption role="Before" dated={comparison.before} />}
      afterCaption={<Caption role="After" dated={comparison.after} />}
      onLayout={onLayout}
      controlRef={control}
    >
      <div className="result-modes">
        <ModeSwitch onChange={(mode) => control.current?.setMode(mode)} />
      </div>
      <StageToolbar control={control} zoomRef={zoomWords} isCommonKnown={common !== null} clientView={null} />
      <DifferenceLegend isAligned />
      <StageStatus />
    </Stage>
  )
}
