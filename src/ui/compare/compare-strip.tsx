import type { PhotoId } from '../../contract/ids.ts'
import { KeyHint } from '../parts/key-hint.tsx'
import { Filmstrip } from './filmstrip.tsx'
import type { Comparison } from './use-comparison.ts'
import { useViewer } from './viewer-store.ts'
import './compare-strip.css'

const WIPE_HINT = { keys: '← →', words: 'move wipe' } as const
const HINTS = [
  { keys: 'Space', words: 'hold for before' },
  { keys: '[ ]', words: 'step after' },
] as const

interface Props {
  readonly comparison: Comparison
  readonly onPick: (side: 'before' | 'after', id: PhotoId) => void
}

/** The photos of this view along the bottom, and the keys that are worth knowing. */
export function CompareStrip({ comparison, onPick }: Props) {
  const isWipe = useViewer((state) => state.mode === 'wipe')
  const hints = isWipe ? [WIPE_HINT, ...HINTS] : HINTS
  return (
    <div className="compare-strip">
      <Filmstrip
        film={comparison.film}
        beforeId={comparison.before.photo.id}
        afterId={comparison.after.photo.id}
        onPick={onPick}
      />
      <dl className="compare-strip__hints">
        {hints.map(({ keys, words }) => (
          <div className="compare-strip__hint" key={words}>
            <dt>
              <KeyHint keys={keys} />
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
