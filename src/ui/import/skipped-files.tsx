import type { SkippedFile } from '../../contract/imports.ts'
import { count } from '../parts/dates.ts'
import { errorWords } from '../parts/error-words.ts'
import { Panel } from '../parts/panel.tsx'
import './import-screen.css'

/** A folder full of other files must not make the page endless. */
const SHOWN = 200

/** Files that could not be read: which, why, and what can be done. */
export function SkippedFiles({ skipped }: { readonly skipped: readonly SkippedFile[] }) {
  if (skipped.length === 0) return null
  return (
    <Panel title={`${count(skipped.length, 'file')} not read`}>
      <ul>
        {skipped.slice(0, SHOWN).map(({ file, code }) => {
          const words = errorWords(code)
          return (
            <li key={file} className="skipped__row">
              <span className="skipped__file">{file}</span>
              <span>
                <span className="skipped__reason">{words.what}.</span>{' '}
                <span className="skipped__next">{words.next}</span>
              </span>
            </li>
          )
        })}
      </ul>
      {skipped.length > SHOWN ? (
        <p className="skipped__rest">And {count(skipped.length - SHOWN, 'file')} more.</p>
      ) : null}
    </Panel>
  )
}
