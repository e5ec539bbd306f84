import { FolderInput } from 'lucide-react'
import { useEffect } from 'react'
import type { ImportPreview } from '../../contract/imports.ts'
import { Screen } from '../app/screen.tsx'
import { useLongCall } from '../app/use-long-call.ts'
import { Button } from '../parts/button.tsx'
import { count } from '../parts/dates.ts'
import { EmptyState } from '../parts/empty-state.tsx'
import { Failure } from '../parts/failure.tsx'
import { Facts, PanelSection } from '../parts/panel.tsx'
import { ProgressView } from '../parts/progress-view.tsx'
import { askForFolder, setFolder } from './folder-choice.ts'
import { folderName } from './folder-name.ts'
import { useImportJob } from './import-job.tsx'
import { PreviewTable } from './preview-table.tsx'
import { UnclearList } from './unclear-list.tsx'
import './import-screen.css'

/** What was understood of a folder, before anything is imported. */
export function ImportPreviewScreen({ folder }: { readonly folder: string }) {
  const { state, start } = useLongCall('imports.preview')
  const job = useImportJob()
  useEffect(() => {
    void start({ folder })
  }, [start, folder])

  const crumbs = [{ words: 'Import' }, { words: folderName(folder) }]
  const again = (
    <Button onPress={() => void askForFolder()}>
      {state.kind === 'failed' ? 'Choose a folder' : 'Choose another folder'}
    </Button>
  )
  if (state.kind === 'failed') {
    return (
      <Screen crumbs={crumbs} actions={again}>
        <Failure error={state.error} onRetry={() => void start({ folder })} />
      </Screen>
    )
  }
  if (state.kind !== 'done') {
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
  const preview = state.output
  if (preview.photos === 0) {
    return (
      <Screen crumbs={crumbs} actions={again}>
        <EmptyState title="No photos in this folder" actions={again}>
          <p>Neither here nor in the folders below is a JPEG, PNG, WebP, TIFF or HEIC file.</p>
        </EmptyState>
      </Screen>
    )
  }
  const fresh = preview.photos - preview.known
  return (
    <Screen
      crumbs={crumbs}
      actions={
        <>
          {again}
          <Button
            look="primary"
            icon={<FolderInput size={16} />}
            onPress={() => job.start({ kind: 'folder', folder })}
          >
            {fresh === 0 ? 'Import again' : `Import ${count(fresh, 'photo')}`}
          </Button>
        </>
      }
      panelLabel="Summary"
      panel={<PreviewPanel preview={preview} />}
    >
      <PreviewTable clients={preview.clients} />
    </Screen>
  )
}

function PreviewPanel({ preview }: { readonly preview: ImportPreview }) {
  const { clients, photos, known, unclear, folder } = preview
  const visits = clients.reduce((sum, client) => sum + client.visits.length, 0)
  return (
    <>
      <PanelSection title="What was read">
        <Facts
          facts={[
            { name: 'Clients', value: clients.length.toLocaleString('en-GB') },
            { name: 'Visits', value: visits.toLocaleString('en-GB') },
            { name: 'Photos', value: photos.toLocaleString('en-GB') },
            { name: 'Already there', value: known === 0 ? null : known.toLocaleString('en-GB') },
            { name: 'Folder', value: folder },
          ]}
        />
      </PanelSection>
      <PanelSection title="What is unclear">
        <UnclearList unclear={unclear} />
      </PanelSection>
    </>
  )
}
