import { useId, type ReactNode } from 'react'
import { Button } from '../parts/button.tsx'
import './folder-question.css'

interface Props {
  readonly icon: ReactNode
  readonly title: string
  readonly note: string
  readonly isPending: boolean
  readonly answers: readonly { readonly words: string; readonly onAnswer: () => void }[]
}

/** Something that is asked once a folder, above its preview. */
export function FolderQuestion({ icon, title, note, isPending, answers }: Props) {
  const id = useId()
  return (
    <section className="folder-question" aria-labelledby={id}>
      <span className="folder-question__icon">{icon}</span>
      <div className="folder-question__words">
        <h2 id={id}>{title}</h2>
        <p className="folder-question__note">{note}</p>
      </div>
      <div className="folder-question__answers">
        {answers.map(({ words, onAnswer }) => (
          <Button key={words} isDisabled={isPending} onPress={onAnswer}>
            {words}
          </Button>
        ))}
      </div>
    </section>
  )
}
