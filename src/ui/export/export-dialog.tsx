import { Columns2, SquareSplitHorizontal } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { ExportLayout } from '../../contract/exports.ts'
import type { Photo } from '../../contract/photos.ts'
import type { Registration } from '../../contract/registrations.ts'
import { commonRectangle } from '../../domain/export-record/common-rectangle.ts'
import { desktop } from '../app/desktop.ts'
import { useLongCall } from '../app/use-long-call.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Segmented } from '../parts/segmented.tsx'
import { ExportOutcome } from './export-outcome.tsx'
import { ExportPreview } from './export-preview.tsx'
import { ExportProgress } from './export-progress.tsx'
import './export-dialog.css'

interface Props {
  readonly isOpen: boolean
  readonly onOpenChange: (isOpen: boolean) => void
  readonly before: Photo
  readonly after: Photo
  /** Null while the pair is not aligned. */
  readonly registration: Registration | null
  /** Where a wipe is cut, in pixels of the before photo from its left edge; null for the middle. */
  readonly dividerX: number | null
}

const LAYOUTS = [
  { id: 'side-by-side', words: 'Side by side', icon: <Columns2 size={15} aria-hidden /> },
  { id: 'wipe', words: 'Wipe', icon: <SquareSplitHorizontal size={15} aria-hidden /> },
] as const

/** Makes a picture of the pair that may leave the program, and says beforehand what it will contain. */
export function ExportDialog(props: Props) {
  const { isOpen, onOpenChange } = props
  return (
    <Dialog title="Export picture" isOpen={isOpen} onOpenChange={onOpenChange}>
      {isOpen ? <ExportForm {...props} /> : null}
    </Dialog>
  )
}

function ExportForm({ before, after, registration, dividerX, onOpenChange }: Props) {
  const [layout, setLayout] = useState<ExportLayout>('side-by-side')
  const { state, start, cancel, reset } = useLongCall('exports.create')
  const crop = useMemo(
    () =>
      registration === null || registration.verdict === 'needs-points'
        ? null
        : commonRectangle({
            before: { widthPx: before.width, heightPx: before.height },
            after: { widthPx: after.width, heightPx: after.height },
            afterToBefore: registration.afterToBefore,
          }),
    [before, after, registration],
  )
  if (registration === null || crop === null) {
    return (
      <p className="export__note">
        A picture can be made as soon as the two photos are aligned. Wait until the alignment is done, or
        place points by hand with “Adjust alignment”.
      </p>
    )
  }

  const position = dividerX === null ? 0.5 : Math.min(1, Math.max(0, (dividerX - crop.left) / crop.width))
  const save = async (): Promise<void> => {
    const shell = desktop()
    const pair = { beforeId: before.id, afterId: after.id, layout, position }
    if (shell === null) {
      await start(pair)
      return
    }
    const suggestedName = [
      before.view,
      before.visitDate ?? 'undated',
      after.visitDate ?? 'undated',
      layout,
    ].join('_')
    const file = await shell.chooseSaveFile({ suggestedName: `${suggestedName}.jpg` })
    if (file !== null) await start({ ...pair, file })
  }

  if (state.kind === 'done') {
    return <ExportOutcome output={state.output} onClose={() => onOpenChange(false)} onAgain={reset} />
  }
  return (
    <div className="export">
      <Segmented label="Layout" options={LAYOUTS} value={layout} onChange={setLayout} />
      <ExportPreview
        before={before}
        after={after}
        afterToBefore={registration.afterToBefore}
        crop={crop}
        layout={layout}
        position={position}
      />
      <ul className="export__facts">
        <li>Both photos are cut to what both show, with their dates and phase below.</li>
        <li>Camera data, place and names are left out; the colour profile is kept.</li>
        <li>A record of how the picture was made is written beside it and into it.</li>
        {registration.verdict === 'check' ? (
          <li>The alignment of this pair has not been confirmed; the record says so.</li>
        ) : null}
      </ul>
      <ExportProgress state={state} onCancel={cancel} onSave={() => void save()} />
    </div>
  )
}
