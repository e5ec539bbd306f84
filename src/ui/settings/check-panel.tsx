import { Stethoscope } from 'lucide-react'
import { useState } from 'react'
import { useLongCall } from '../app/use-long-call.ts'
import { Button } from '../parts/button.tsx'
import { errorWords } from '../parts/error-words.ts'
import { Panel } from '../parts/panel.tsx'
import { ProgressView } from '../parts/progress-view.tsx'
import { Segmented } from '../parts/segmented.tsx'
import { HealthReport } from './health-report.tsx'
import './settings-screen.css'

/** As many as the contract allows: every original. */
const ALL = 1_000_000
const SAMPLES = { some: 200, all: ALL } as const

/** Checks the catalogue and whether the originals are still what they were, and says in words what came of it. */
export function CheckPanel() {
  const { state, start, cancel } = useLongCall('catalogue.check')
  const [reach, setReach] = useState<keyof typeof SAMPLES>('some')
  return (
    <Panel
      title="Check the catalogue"
      actions={
        state.kind === 'running' ? null : (
          <Button
            icon={<Stethoscope size={15} aria-hidden />}
            onPress={() => void start({ sample: SAMPLES[reach] })}
          >
            Check
          </Button>
        )
      }
    >
      <div className="settings__body settings__check">
        <p className="settings__note settings__note--first">
          Reads the catalogue’s file and originals in full, and tells files that changed by themselves, as
          they do on a failing disk. Nothing is changed.
        </p>
        {state.kind === 'running' ? (
          <ProgressView
            title="Checking"
            progress={state.progress}
            isCancelling={state.isCancelling}
            onCancel={cancel}
          />
        ) : (
          <Segmented
            label="Originals to read"
            value={reach}
            onChange={setReach}
            options={[
              { id: 'some', words: '200 originals by chance' },
              { id: 'all', words: 'Every original' },
            ]}
          />
        )}
        {state.kind === 'failed' ? (
          <p role="alert">
            {state.error.code === 'cancelled'
              ? 'The check was cancelled. Nothing was changed.'
              : `${errorWords(state.error.code).what}. ${errorWords(state.error.code).next}`}
          </p>
        ) : null}
        {state.kind === 'done' ? (
          <HealthReport
            health={state.output}
            onRemoveOrphans={() => void start({ sample: 0, removeOrphans: true })}
            onMakeMissing={() => void start({ sample: 0, makeMissing: true })}
          />
        ) : null}
      </div>
    </Panel>
  )
}
