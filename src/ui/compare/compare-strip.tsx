import type { PhotoId } from '../../contract/ids.ts'
import { KeyList } from '../parts/key-list.tsx'
import { Filmstrip } from './filmstrip.tsx'
import type { Comparison } from './use-comparison.ts'
import { useViewer } from './viewer-store.ts'
import './compare-strip.css'

const WIPE_KEY = { keys: '← →', words: 'move wipe' } as const
const KEYS = [
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
  return (
    <div className="compare-strip">
      <Filmstrip
        film={comparison.film}
        beforeId={comparison.before.photo.id}
        afterId={comparison.after.photo.id}
        onPick={onPick}
      />
      <div className="compare-strip__keys">
        <KeyList keys={isWipe ? [WIPE_KEY, ...KEYS] : KEYS} />
      </div>
    </div>
  )
}
