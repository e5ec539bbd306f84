import { FolderOpen, FolderPlus } from 'lucide-react'
import { useCallQuery } from '../app/call-query.ts'
import { Screen } from '../app/screen.tsx'
import { Button } from '../parts/button.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { askForFolder, setFolder, setPickerOpen, useFolderChoice } from './folder-choice.ts'
import { FolderPicker } from './folder-picker.tsx'
import { ImportHistory } from './import-history.tsx'
import { useImportJob } from './import-job.tsx'
import { ImportOutcome } from './import-outcome.tsx'
import { ImportPreviewScreen } from './import-preview-screen.tsx'
import { ImportRunning } from './import-running.tsx'
import { MissingPanel } from './missing-panel.tsx'
import { NeedsBanner } from './needs-banner.tsx'
import { RootsPanel } from './roots-panel.tsx'
import './import-screen.css'

/** Bringing in a folder of photos: choose, look at what was read, confirm, watch, and read what came of it. */
export function ImportScreen() {
  const { state } = useImportJob()
  const { folder, isPickerOpen } = useFolderChoice()
  // The sample needs no report: its clients are the report.
  const isOver = state.kind === 'failed' || (state.kind === 'done' && state.subject.kind === 'folder')
  return (
    <>
      {state.kind === 'running' ? (
        <ImportRunning state={state} />
      ) : isOver ? (
        <ImportOutcome state={state} />
      ) : folder === null ? (
        <ImportStart />
      ) : (
        <ImportPreviewScreen key={folder} folder={folder} />
      )}
      {isPickerOpen ? <FolderPicker onChoose={setFolder} onClose={() => setPickerOpen(false)} /> : null}
    </>
  )
}

function ImportStart() {
  const roots = useCallQuery('imports.roots', {})
  const hasFolders = (roots.data ?? []).length > 0
  const choose = (
    <EmptyState
      icon={<FolderOpen size={28} strokeWidth={1.5} />}
      title={hasFolders ? 'Bring in another folder' : 'Bring in the photos you already have'}
      actions={
        <Button
          look={hasFolders ? 'plain' : 'primary'}
          size="large"
          icon={<FolderPlus size={18} />}
          onPress={() => void askForFolder()}
        >
          Choose a folder
        </Button>
      }
    >
      <p>
        Clients, visits and views are read from folder names, file names and the camera’s own data. You see
        what was understood before anything is imported, and your originals stay where they are, untouched.
      </p>
      <p className="import-start__formats">
        JPEG, HEIC, PNG, WebP, TIFF, AVIF and raw photos, in any depth of folders.
      </p>
    </EmptyState>
  )
  return (
    <Screen crumbs={[{ words: 'Import' }]}>
      <div className="import-start">
        {/* Who has brought in folders comes for what is new in them. */}
        {hasFolders ? null : choose}
        <NeedsBanner />
        <RootsPanel />
        <MissingPanel />
        {hasFolders ? choose : null}
        <ImportHistory />
      </div>
    </Screen>
  )
}
