import { CircleAlert, CircleCheck, CircleSlash, LoaderCircle } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { PastImport } from '../../contract/imports.ts'
import { useCallQuery } from '../app/call-query.ts'
import { Badge } from '../parts/badge.tsx'
import { Button } from '../parts/button.tsx'
import { count, formatMoment } from '../parts/dates.ts'
import { errorWords } from '../parts/error-words.ts'
import { Panel } from '../parts/panel.tsx'
import { folderName } from './folder-name.ts'
import { useImportJob } from './import-job.tsx'
import { UndoImportDialog } from './undo-import-dialog.tsx'
import './import-history.css'

const STATES: Readonly<Record<PastImport['state'], { readonly words: string; readonly icon: ReactNode }>> = {
  running: { words: 'Running', icon: <LoaderCircle size={12} aria-hidden /> },
  finished: { words: 'Finished', icon: <CircleCheck size={12} aria-hidden /> },
  cancelled: { words: 'Cancelled', icon: <CircleSlash size={12} aria-hidden /> },
  interrupted: { words: 'Interrupted', icon: <CircleAlert size={12} aria-hidden /> },
  failed: { words: 'Failed', icon: <CircleAlert size={12} aria-hidden /> },
  undone: { words: 'Undone', icon: <CircleSlash size={12} aria-hidden /> },
}

const CUT_SHORT: ReadonlySet<PastImport['state']> = new Set(['cancelled', 'interrupted', 'failed'])

/** What was imported before, with the way to undo it and, where one did not come to its end, to go on with it. */
export function ImportHistory() {
  const history = useCallQuery('imports.history', {})
  if (history.data === undefined || history.data.length === 0) return null
  // Of each folder the newest one: what a later import brought in is there.
  const newest = new Map(history.data.toReversed().map(({ folder, id }) => [folder, id]))
  return (
    <Panel title="Earlier imports">
      <ul>
        {history.data.map((past) => (
          <PastImportItem key={past.id} past={past} isNewest={newest.get(past.folder) === past.id} />
        ))}
      </ul>
    </Panel>
  )
}

function PastImportItem({ past, isNewest }: { readonly past: PastImport; readonly isNewest: boolean }) {
  const { words, icon } = STATES[past.state]
  const { start } = useImportJob()
  const [isUndoing, setUndoing] = useState(false)
  const canUndo =
    past.state !== 'running' && past.state !== 'undone' && past.added + past.duplicates + past.edited > 0
  return (
    <li className="past-import">
      <div className="past-import__what">
        <span className="past-import__folder ellipsis" title={past.folder}>
          {folderName(past.folder)}
        </span>
        <span className="past-import__facts ellipsis figures">
          {formatMoment(past.startedAt)} · {factsOf(past)}
        </span>
        {past.skipped.length === 0 ? null : (
          <details className="past-import__skipped">
            <summary>{count(past.skipped.length, 'file')} not read</summary>
            <ul>
              {past.skipped.slice(0, 50).map((file) => (
                <li key={file.file}>
                  {file.file}: {errorWords(file.code).what.toLowerCase()}
                </li>
              ))}
              {past.skipped.length > 50 ? <li>And {count(past.skipped.length - 50, 'file')} more.</li> : null}
            </ul>
          </details>
        )}
      </div>
      <Badge icon={icon}>{words}</Badge>
      <div className="past-import__actions">
        {isNewest && CUT_SHORT.has(past.state) ? (
          <Button
            aria-label={`Go on with the import of ${folderName(past.folder)}`}
            onPress={() => start({ kind: 'folder', folder: past.folder })}
          >
            Go on
          </Button>
        ) : null}
        {canUndo ? (
          <Button
            look="quiet"
            aria-label={`Undo the import of ${folderName(past.folder)} of ${formatMoment(past.startedAt)}`}
            onPress={() => setUndoing(true)}
          >
            Undo …
          </Button>
        ) : null}
      </div>
      {isUndoing ? <UndoImportDialog past={past} onClose={() => setUndoing(false)} /> : null}
    </li>
  )
}

function factsOf(past: PastImport): string {
  const facts = [`${past.added.toLocaleString('en-GB')} added`]
  if (past.moved > 0) facts.push(`${past.moved.toLocaleString('en-GB')} moved`)
  if (past.duplicates > 0) facts.push(`${past.duplicates.toLocaleString('en-GB')} already there`)
  if (past.edited > 0) facts.push(`${past.edited.toLocaleString('en-GB')} edited`)
  return facts.join(', ')
}
