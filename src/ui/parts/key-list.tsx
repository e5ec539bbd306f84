import { KeyHint } from './key-hint.tsx'
import './key-list.css'

interface Props {
  readonly keys: readonly { readonly keys: string; readonly words: string }[]
  /** In a row, or below one another with their words in a column. */
  readonly isRow?: boolean
}

/** Keys that are worth knowing here, and what they do. */
export function KeyList({ keys: all, isRow = false }: Props) {
  return (
    <dl className={`key-list${isRow ? ' key-list--row' : ''}`}>
      {all.map(({ keys, words }) => (
        <div key={words}>
          <dt>
            <KeyHint keys={keys} />
          </dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  )
}
