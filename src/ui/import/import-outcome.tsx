import { CircleCheck, CircleSlash, TriangleAlert } from 'lucide-react'
import type { ImportReport } from '../../contract/imports.ts'
import { Screen } from '../app/screen.tsx'
import { ButtonLink } from '../parts/button-link.tsx'
import { Button } from '../parts/button.tsx'
import { count } from '../parts/dates.ts'
import { errorWords } from '../parts/error-words.ts'
import { setFolder } from './folder-choice.ts'
import { useImportJob, type ImportJobState } from './import-job.tsx'
import { NeedsBanner } from './needs-banner.tsx'
import { passedOverWords } from './passed-over-words.ts'
import { SkippedFiles } from './skipped-files.tsx'
import { subjectWords } from './subject-words.ts'
import './import-screen.css'

/** What came of an import: what is new, what was there already, what could not be read and why. */
export function ImportOutcome(props: {
  readonly state: Extract<ImportJobState, { kind: 'done' | 'failed' }>
}) {
  const { state } = props
  const { reset, start } = useImportJob()
  const finish = (): void => {
    setFolder(null)
    reset()
  }
  return (
    <Screen
      crumbs={[{ words: 'Import' }, { words: subjectWords(state.subject) }]}
      actions={
        <>
          <Button onPress={finish}>Import another folder</Button>
          <ButtonLink look="primary" link={{ to: '/' }}>
            Show clients
          </ButtonLink>
        </>
      }
    >
      <div className="import-narrow">
        {state.kind === 'done' ? (
          <Report report={state.report} />
        ) : (
          <Stopped state={state} onAgain={reset} onGoOn={() => start(state.subject)} />
        )}
      </div>
    </Screen>
  )
}

function Report({ report }: { readonly report: ImportReport }) {
  const figures = [
    { name: 'Added', number: report.added },
    { name: 'Moved', number: report.moved },
    { name: 'Already there', number: report.duplicates },
    ...(report.edited === 0 ? [] : [{ name: 'Edited', number: report.edited }]),
    ...(report.followed === 0 ? [] : [{ name: 'Put right', number: report.followed }]),
    { name: 'Not read', number: report.skipped.length },
  ]
  return (
    <>
      <div role="status">
        <h2 className="import-outcome__title">
          <CircleCheck size={22} aria-hidden />
          {report.added > 0
            ? `${count(report.added, 'photo')} imported`
            : report.followed > 0
              ? `${count(report.followed, 'photo')} put right`
              : 'Nothing new in this folder'}
        </h2>
      </div>
      <dl className="import-figures">
        {figures.map((figure) => (
          <div key={figure.name} className="import-figures__item">
            <dt className="import-figures__name">{figure.name}</dt>
            <dd className="import-figures__number figures">{figure.number.toLocaleString('en-GB')}</dd>
          </div>
        ))}
      </dl>
      <p className="import-note">
        This folder now stands in the catalogue with {count(report.clients, 'client')},{' '}
        {count(report.visits, 'visit')} and {count(report.photos, 'photo')}. The originals were only read. It
        took {Math.max(1, Math.round(report.elapsedMs / 1000))} s.
      </p>
      <NeedsBanner />
      <SkippedFiles skipped={report.skipped} />
      {report.passedOver.length === 0 ? null : (
        <p className="import-note">{passedOverWords(report.passedOver)}.</p>
      )}
    </>
  )
}

interface StoppedProps {
  readonly state: Extract<ImportJobState, { kind: 'failed' }>
  readonly onAgain: () => void
  readonly onGoOn: () => void
}

function Stopped({ state, onAgain, onGoOn }: StoppedProps) {
  const { error, progress } = state
  const isCancelled = error.code === 'cancelled'
  const words = errorWords(error.code)
  return (
    <>
      <div role={isCancelled ? 'status' : 'alert'}>
        <h2 className="import-outcome__title">
          {isCancelled ? <CircleSlash size={22} aria-hidden /> : <TriangleAlert size={22} aria-hidden />}
          {isCancelled ? 'The import was cancelled' : words.what}
        </h2>
      </div>
      <p className="import-note">
        {progress === null || progress.total === 0
          ? words.kept
          : `${progress.done.toLocaleString('en-GB')} of ${count(progress.total, 'file')} had been read; what was found in them is kept.`}{' '}
        {isCancelled ? 'Going on adds the rest.' : words.next}
      </p>
      <div className="import-outcome__next">
        <Button onPress={onGoOn}>Go on importing</Button>
        <Button look="quiet" onPress={onAgain}>
          Look at the folder again
        </Button>
      </div>
    </>
  )
}
