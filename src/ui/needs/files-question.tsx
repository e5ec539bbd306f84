import type { UnreadFiles } from '../../contract/needs.ts'
import { useCall } from '../app/backend-context.tsx'
import { count } from '../parts/dates.ts'
import { errorWords } from '../parts/error-words.ts'
import { AnswerButton } from './answer-button.tsx'
import type { Answer } from './use-needs-work.ts'
import './needs-screen.css'

interface Props {
  readonly files: UnreadFiles
  readonly onAnswer: (run: Answer) => void
}

/** Why files could not be read, what to do about it, and that they were seen. */
export function FilesQuestion({ files: { folder, code }, onAnswer }: Props) {
  const call = useCall()
  const words = errorWords(code)
  return (
    <div className="need-question">
      <p>{words.what}.</p>
      <p className="need-note">
        {words.kept} {words.next}
      </p>
      <AnswerButton
        keys="Enter"
        words="Seen"
        note="Told again only where another file is found"
        isMain
        onAnswer={() =>
          onAnswer(async () => {
            await call('needs.settleFiles', { folder, code, isSettled: true })
            return () => call('needs.settleFiles', { folder, code, isSettled: false })
          })
        }
      />
    </div>
  )
}

/** The files themselves, in the place where otherwise the photo is. */
export function FilesList({ files: { folder, total, files } }: { readonly files: UnreadFiles }) {
  return (
    <div className="need-files">
      <h2 className="need-files__title">{count(total, 'file')} not read</h2>
      <p className="need-note">in {folder}</p>
      {/* Scrolled with the keyboard, so it has to be reached by Tab. */}
      <ul className="need-files__list" tabIndex={0} aria-label="Files not read">
        {files.map((file) => (
          <li key={file}>{file}</li>
        ))}
        {total > files.length ? (
          <li className="need-note">And {count(total - files.length, 'file')} more</li>
        ) : null}
      </ul>
    </div>
  )
}
