import type { DayOrder, ImportPreview } from '../../contract/imports.ts'
import type { SaidOfReading } from '../../contract/said.ts'
import type { View } from '../../contract/vocabulary.ts'
import { Button } from '../parts/button.tsx'
import { KeyHint } from '../parts/key-hint.tsx'
import { Facts, PanelSection } from '../parts/panel.tsx'
import { SaidList } from './said-list.tsx'
import { UnclearList } from './unclear-list.tsx'
import { WordViews } from './word-views.tsx'
import './import-screen.css'

interface Props {
  readonly preview: ImportPreview
  /** True while the folder is read again after something was said. */
  readonly isPending: boolean
  readonly onAskAgain: () => void
  readonly onSay: (word: string, view: View | null) => void
  readonly onCorrect: (said: readonly SaidOfReading[], words: string) => void
}

const ORDER_WORDS: Readonly<Record<DayOrder, string>> = {
  'day-first': 'Day first',
  'month-first': 'Month first',
}

/** Beside the preview: how much was read, what a person can say of the names, and what is unclear. */
export function PreviewPanel({ preview, isPending, onAskAgain, onSay, onCorrect }: Props) {
  const { clients, photos, known, unclear, folder, words, said, dayOrder } = preview
  const visits = clients.reduce((sum, client) => sum + client.visits.length, 0)
  return (
    <>
      <PanelSection title="What was read">
        <Facts
          facts={[
            { name: 'Clients', value: clients.length.toLocaleString('en-GB') },
            { name: 'Visits', value: visits.toLocaleString('en-GB') },
            { name: 'Photos', value: photos.toLocaleString('en-GB') },
            { name: 'Already there', value: known === 0 ? null : known.toLocaleString('en-GB') },
            { name: 'Folder', value: folder },
            {
              name: 'Dates',
              value:
                dayOrder === null ? null : (
                  <span className="import-panel__order">
                    {ORDER_WORDS[dayOrder]}, set by you
                    <Button look="quiet" isDisabled={isPending} onPress={onAskAgain}>
                      Ask again
                    </Button>
                  </span>
                ),
            },
          ]}
        />
        <p className="import-panel__hint">
          Wrong? Choose a client or a visit to put it right: <KeyHint keys="↑" /> <KeyHint keys="↓" />,{' '}
          <KeyHint keys="Enter" />.
        </p>
      </PanelSection>
      {said.length === 0 ? null : (
        <PanelSection title="What you said">
          <SaidList said={said} isPending={isPending} onSay={onCorrect} />
        </PanelSection>
      )}
      {words.length === 0 ? null : (
        <PanelSection title="Words that tell no view">
          <WordViews words={words} isPending={isPending} onSay={onSay} />
        </PanelSection>
      )}
      <PanelSection title="What is unclear">
        <UnclearList unclear={unclear} />
      </PanelSection>
    </>
  )
}
