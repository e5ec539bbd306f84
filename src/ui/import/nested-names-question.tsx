import { FolderTree } from 'lucide-react'
import type { ImportPreview } from '../../contract/imports.ts'
import type { SaidOfReading } from '../../contract/said.ts'
import { FolderQuestion } from './folder-question.tsx'

interface Props {
  readonly nested: NonNullable<ImportPreview['nestedNames']>
  readonly isPending: boolean
  readonly onAnswer: (said: readonly SaidOfReading[], words: string) => void
}

/** Asks which of two folders, one in the other, or of a folder and its files is called after the client, with two of its own. */
export function NestedNamesQuestion({ nested, isPending, onAnswer }: Props) {
  const { outer, inner, asOuter, asInner } = nested
  return (
    <FolderQuestion
      icon={<FolderTree size={20} aria-hidden />}
      title={`${outer} / ${inner}: who is the client?`}
      note="The other one may be a practitioner, a place or a label. The answer holds for all such folders here."
      isPending={isPending}
      answers={[
        { words: outer, onAnswer: () => onAnswer(asOuter, `Outer names such as ${outer} are clients`) },
        { words: inner, onAnswer: () => onAnswer(asInner, `Inner names such as ${inner} are clients`) },
      ]}
    />
  )
}
