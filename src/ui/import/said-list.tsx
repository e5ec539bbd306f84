import type { ImportPreview } from '../../contract/imports.ts'
import type { SaidOfReading } from '../../contract/said.ts'
import { Button } from '../parts/button.tsx'
import { count, formatDate } from '../parts/dates.ts'
import { phaseWords, visitKindWords } from '../parts/term-words.ts'
import './said-list.css'

type Entry = ImportPreview['said'][number]

interface Props {
  readonly said: ImportPreview['said']
  readonly isPending: boolean
  /** `words` tell what was done. */
  readonly onSay: (said: readonly SaidOfReading[], words: string) => void
}

/** What was said of clients and visits of this folder, each to be taken back. */
export function SaidList({ said, isPending, onSay }: Props) {
  return (
    <ul className="said-list">
      {said.map((entry) => (
        <li key={`${entry.saidOf.kind} ${entry.saidOf.read}`} className="said-list__item">
          <div className="said-list__words">
            <p>{wordsOf(entry)}</p>
            <p className="said-list__photos">{count(entry.photos, 'photo')}</p>
          </div>
          <Button
            look="quiet"
            isDisabled={isPending}
            aria-label={`Take back: ${wordsOf(entry)}`}
            onPress={() => onSay([{ ...entry.saidOf, said: null }], 'Taken back')}
          >
            Take back
          </Button>
        </li>
      ))}
    </ul>
  )
}

function wordsOf({ saidOf, words }: Entry): string {
  if (saidOf.said === null) return words
  if (saidOf.kind === 'client') {
    const { name } = saidOf.said
    if (name === null) return `“${words}” is no client`
    return name === words ? `“${words}” is a client` : `“${words}” is ${name}`
  }
  const { date, kind, phase } = saidOf.said
  const parts = [
    date === null ? null : formatDate(date),
    kind === null ? null : visitKindWords(kind),
    phase === null ? null : phaseWords(phase),
  ].filter((part) => part !== null)
  return `${saidOf.kind === 'label' ? `All called “${words}”` : words}: ${parts.join(', ')}`
}
