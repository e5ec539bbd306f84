import { KeyHint } from '../parts/key-hint.tsx'
import { viewWords } from '../parts/term-words.ts'
import type { ViewSheet } from './use-view-sheet.ts'
import './needs-screen.css'

/** The suggestions there are, with how many photos each has; N goes to the next one. */
export function SheetGroups({ sheet: { groups = [], group, chooseGroup } }: { readonly sheet: ViewSheet }) {
  return (
    <>
      <ul className="need-kinds">
        {groups.map(({ view, photos }) => (
          <li key={view}>
            <button
              type="button"
              className="need-kinds__item"
              aria-current={view === group?.view}
              onClick={() => chooseGroup(view)}
            >
              <span>{view === 'unknown' ? 'Nothing suggested' : viewWords(view)}</span>
              <span className="figures">{photos.length}</span>
            </button>
          </li>
        ))}
      </ul>
      {groups.length > 1 ? (
        <p className="need-note need-note--below">
          <KeyHint keys="N" /> goes to the next.
        </p>
      ) : null}
    </>
  )
}
