import { Screen } from '../app/screen.tsx'
import { ProgressView } from '../parts/progress-view.tsx'
import { useImportJob, type ImportJobState } from './import-job.tsx'
import { NewestPhotos } from './newest-photos.tsx'
import { useRecentFiles } from './recent-files.ts'
import { subjectWords } from './subject-words.ts'
import './import-screen.css'

/** The import while it runs. */
export function ImportRunning({ state }: { readonly state: Extract<ImportJobState, { kind: 'running' }> }) {
  const { cancel } = useImportJob()
  const { files } = useRecentFiles()
  return (
    <Screen crumbs={[{ words: 'Import' }, { words: subjectWords(state.subject) }]}>
      <div className="import-narrow">
        <div className="import-card">
          <ProgressView
            title={`Importing ${subjectWords(state.subject)}`}
            progress={state.progress}
            isCancelling={state.isCancelling}
            onCancel={cancel}
          />
        </div>
        <NewestPhotos />
        {files.length === 0 ? null : (
          <section aria-labelledby="import-recent">
            <h2 className="import-recent__title" id="import-recent">
              Read just now
            </h2>
            {/* Not read aloud: it changes many times a second. */}
            <ol className="import-recent">
              {files.map(({ number, name }) => (
                <li key={number} className="import-recent__file ellipsis">
                  {name}
                </li>
              ))}
            </ol>
          </section>
        )}
        <p className="import-note">
          You can go on working meanwhile. If you cancel, what was read until then is kept; importing the same
          folder again adds only what is missing.
        </p>
      </div>
    </Screen>
  )
}
