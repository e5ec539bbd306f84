import { FolderInput, Undo2 } from 'lucide-react'
import { Screen } from '../app/screen.tsx'
import { useShortcut } from '../app/use-shortcut.ts'
import { Button } from '../parts/button.tsx'
import { count } from '../parts/dates.ts'
import { EmptyState } from '../parts/empty-state.tsx'
import { Failure } from '../parts/failure.tsx'
import { ProgressView } from '../parts/progress-view.tsx'
import { DayOrderQuestion } from './day-order-question.tsx'
import { askForFolder, setFolder } from './folder-choice.ts'
import { folderName } from './folder-name.ts'
import { useImportJob } from './import-job.tsx'
import { NestedNamesQuestion } from './nested-names-question.tsx'
import { PreviewPanel } from './preview-panel.tsx'
import { PreviewTable } from './preview-table.tsx'
import { usePreview } from './use-preview.ts'
import './import-screen.css'

/** What was understood of a folder, before anything is imported. */
export function ImportPreviewScreen({ folder }: { readonly folder: string }) {
  const {
    state,
    read: preview,
    isPending,
    look,
    answerOrder,
    sayView,
    correct,
    canUndo,
    undo,
  } = usePreview(folder)
  const job = useImportJob()
  useShortcut('z', undo, { isEnabled: canUndo && !isPending })
  useShortcut('ctrl+z', undo, { isEnabled: canUndo && !isPending })

  const crumbs = [{ words: 'Import' }, { words: folderName(folder) }]
  const another = (
    <Button onPress={() => void askForFolder()}>
      {state.kind === 'failed' ? 'Choose a folder' : 'Choose another folder'}
    </Button>
  )
  if (state.kind === 'failed') {
    return (
      <Screen crumbs={crumbs} actions={another}>
        <Failure error={state.error} onRetry={look} />
      </Screen>
    )
  }
  if (preview === null) {
    return (
      <Screen crumbs={crumbs}>
        <div className="import-narrow">
          <div className="import-card">
            <ProgressView
              title={`Looking at ${folderName(folder)}`}
              progress={state.kind === 'running' ? state.progress : null}
              isCancelling={false}
              onCancel={() => setFolder(null)}
            />
          </div>
          <p className="import-note">
            Only names and the cameras’ own data are read; nothing is imported yet.
          </p>
        </div>
      </Screen>
    )
  }
  if (preview.photos === 0) {
    return (
      <Screen crumbs={crumbs} actions={another}>
        <EmptyState title="No photos in this folder" actions={another}>
          <p>Neither here nor in the folders below is a JPEG, HEIC, PNG, WebP, TIFF, AVIF or raw file.</p>
        </EmptyState>
      </Screen>
    )
  }
  const fresh = preview.photos - preview.known
  const waiting = preview.saidSinceImport
  return (
    <Screen
      crumbs={crumbs}
      actions={
        <>
          {canUndo ? (
            <Button icon={<Undo2 size={15} aria-hidden />} isDisabled={isPending} onPress={undo}>
              Undo
            </Button>
          ) : null}
          {another}
          <Button
            look="primary"
            icon={<FolderInput size={16} />}
            isDisabled={isPending}
            onPress={() => job.start({ kind: 'folder', folder })}
          >
            {fresh > 0
              ? `Import ${count(fresh, 'photo')}`
              : waiting > 0
                ? `Apply ${count(waiting, 'correction')}`
                : 'Import again'}
          </Button>
        </>
      }
      panelLabel="Summary"
      panel={
        <PreviewPanel
          preview={preview}
          isPending={isPending}
          onAskAgain={() => answerOrder(null)}
          onSay={sayView}
          onCorrect={correct}
        />
      }
    >
      <div className="import-preview" aria-busy={isPending}>
        {preview.dayOrderExample === null ? null : (
          <DayOrderQuestion example={preview.dayOrderExample} isPending={isPending} onAnswer={answerOrder} />
        )}
        {preview.nestedNames === null ? null : (
          <NestedNamesQuestion nested={preview.nestedNames} isPending={isPending} onAnswer={correct} />
        )}
        <div className="import-preview__table">
          <PreviewTable preview={preview} onSay={correct} />
        </div>
      </div>
    </Screen>
  )
}
