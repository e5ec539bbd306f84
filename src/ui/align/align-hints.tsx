import { KeyHint } from '../parts/key-hint.tsx'
import './align-hints.css'

const HINTS = [
  { keys: 'Click', words: 'place a point' },
  { keys: 'Enter', words: 'place it at the cross' },
  { keys: '← ↑ ↓ →', words: 'move by 0.1 px, Shift 1, Ctrl 10' },
  { keys: 'Tab', words: 'next point' },
  { keys: 'Delete', words: 'remove' },
  { keys: 'Ctrl Z', words: 'undo' },
] as const

/** The keys of the alignment, along the bottom. */
export function AlignHints() {
  return (
    <dl className="align-hints">
      {HINTS.map(({ keys, words }) => (
        <div className="align-hints__hint" key={words}>
          <dt>
            <KeyHint keys={keys} />
          </dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  )
}
