import { useNavigate } from '@tanstack/react-router'
import { FolderPlus, Images, ShieldCheck, WifiOff } from 'lucide-react'
import { Screen } from '../app/screen.tsx'
import { askForFolder } from '../import/folder-choice.ts'
import { useImportJob } from '../import/import-job.tsx'
import { Button } from '../parts/button.tsx'
import { errorWords } from '../parts/error-words.ts'
import { ProgressView } from '../parts/progress-view.tsx'
import './welcome.css'

/** The first thing seen: what the program is for, and two ways to begin. */
export function Welcome() {
  const { state, start, cancel } = useImportJob()
  const navigate = useNavigate()
  const addFolder = async (): Promise<void> => {
    await navigate({ to: '/import' })
    await askForFolder()
  }
  return (
    <Screen crumbs={[{ words: 'Welcome' }]}>
      <div className="welcome">
        <h2 className="welcome__title">Before and after, exactly in place</h2>
        <p className="welcome__purpose">
          Fadeline brings your clinic’s before and after photos exactly on top of each other, shows them with
          a slider, and tells you honestly how much pigment is left.
        </p>
        {state.kind === 'running' ? (
          <div className="welcome__progress">
            <ProgressView
              title={state.subject.kind === 'sample' ? 'Opening the sample clinic' : 'Importing your photos'}
              progress={state.progress}
              isCancelling={state.isCancelling}
              onCancel={cancel}
            />
          </div>
        ) : (
          <div className="welcome__actions">
            <Button
              look="primary"
              size="large"
              icon={<Images size={18} />}
              onPress={() => start({ kind: 'sample' })}
            >
              Open the sample clinic
            </Button>
            <Button size="large" icon={<FolderPlus size={18} />} onPress={() => void addFolder()}>
              Add your photo folder
            </Button>
          </div>
        )}
        {state.kind === 'failed' ? (
          <p className="welcome__failure" role="alert">
            {errorWords(state.error.code).what}. {errorWords(state.error.code).next}
          </p>
        ) : null}
        <ul className="welcome__promises">
          <li className="welcome__promise">
            <ShieldCheck size={18} aria-hidden />
            Your originals are only read: never changed, moved, renamed or deleted.
          </li>
          <li className="welcome__promise">
            <WifiOff size={18} aria-hidden />
            Nothing leaves this machine: no network, no account.
          </li>
        </ul>
      </div>
    </Screen>
  )
}
