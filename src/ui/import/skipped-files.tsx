import type { SkippedFile } from '../../contract/imports.ts'
import { count } from '../parts/dates.ts'
import { errorWords } from '../parts/error-words.ts'
import { Panel } from '../parts/panel.tsx'
import { groupSkipped } from './group-skipped.ts'
import './import-screen.css'

/** A folder full of other files must not make the page endless. */
const SHOWN_OF_A_REASON = 50

/** Files that could not be read: why, what can be done, and which they are. */
export function SkippedFiles({ skipped }: { readonly skipped: readonly SkippedFile[] }) {
  if (skipped.length === 0) return null
  return (
    <Panel title={`${count(skipped.length, 'file')} not read`}>
      <ul>
        {groupSkipped(skipped).map(({ code, files }) => {
          const words = errorWords(code)
          const rest = files.length - SHOWN_OF_A_REASON
          return (
            <li key={code} className="skipped__row">
              <div>
                <p className="skipped__reason">
                  {words.what}
                  {files.length === 1 ? '' : ` · ${count(files.length, 'file')}`}
                </p>
                <p className="skipped__next">{words.next}</p>
              </div>
              <ul className="skipped__files">
                {files.slice(0, SHOWN_OF_A_REASON).map((file) => (
                  <li key={file} className="skipped__file">
                    {file}
                  </li>
                ))}
                {rest > 0 ? <li className="skipped__next">And {count(rest, 'file')} more</li> : null}
              </ul>
            </li>
          )
        })}
      </ul>
    </Panel>
  )
}
