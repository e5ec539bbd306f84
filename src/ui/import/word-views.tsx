import type { ImportPreview } from '../../contract/imports.ts'
import { VIEWS, type View } from '../../contract/vocabulary.ts'
import { count } from '../parts/dates.ts'
import { Select } from '../parts/select.tsx'
import { viewWords } from '../parts/term-words.ts'
import './word-views.css'

const OPTIONS = VIEWS.map((view) => ({ id: view, words: view === 'unknown' ? 'Not said' : viewWords(view) }))

interface Props {
  readonly words: ImportPreview['words']
  readonly isPending: boolean
  /** Null takes back what was said. */
  readonly onSay: (word: string, view: View | null) => void
}

/** Words in file names that tell no view: said once, the view holds for every file of the folder with that word. */
export function WordViews({ words, isPending, onSay }: Props) {
  return (
    <ul className="word-views">
      {words.map(({ word, view, files, example }) => (
        <li key={word} className="word-views__item">
          <Select
            label={`“${word}”`}
            note={count(files, 'file')}
            options={OPTIONS}
            value={view}
            isDisabled={isPending}
            onChange={(said) => {
              if (said !== view) onSay(word, said === 'unknown' ? null : said)
            }}
          />
          <p className="word-views__example">{example}</p>
        </li>
      ))}
    </ul>
  )
}
