import { CircleCheck } from 'lucide-react'
import type { CallOutput } from '../../contract/contract.ts'
import { MOST_COUNTED } from '../../contract/needs.ts'
import { countWords, NEED_KINDS, needName, type NeedKind } from './need-words.ts'
import './needs-screen.css'

interface Props {
  readonly counts: CallOutput<'needs.counts'>
  readonly chosen: NeedKind
  readonly onChoose: (kind: NeedKind) => void
}

/** The kinds of things that need a look, how many of each, and the way to begin with another one. */
export function NeedKinds({ counts, chosen, onChoose }: Props) {
  return (
    <ul className="need-kinds">
      {NEED_KINDS.map((kind) => (
        <li key={kind}>
          <button
            type="button"
            className="need-kinds__item"
            aria-current={kind === chosen}
            disabled={counts[kind] === 0}
            onClick={() => onChoose(kind)}
          >
            <span>{needName(kind)}</span>
            {counts[kind] === 0 ? (
              <>
                <CircleCheck size={15} aria-hidden />
                <span className="visually-hidden">none left</span>
              </>
            ) : (
              <span className="figures">{countWords(counts[kind], MOST_COUNTED)}</span>
            )}
          </button>
        </li>
      ))}
    </ul>
  )
}
