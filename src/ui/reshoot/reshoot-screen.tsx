import { useNavigate } from '@tanstack/react-router'
import { Camera, Maximize, Minimize, Printer } from 'lucide-react'
import { useRef } from 'react'
import type { ClientId } from '../../contract/ids.ts'
import type { ReshootCard } from '../../contract/reshoot.ts'
import type { View } from '../../contract/vocabulary.ts'
import { useCallQuery } from '../app/call-query.ts'
import { Screen } from '../app/screen.tsx'
import { useShortcut } from '../app/use-shortcut.ts'
import { viewsOf } from '../clients/choose-pair.ts'
import { useClientView } from '../compare/use-client-view.ts'
import { ViewPicker } from '../fade/view-picker.tsx'
import { Button } from '../parts/button.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { Failure } from '../parts/failure.tsx'
import { IconButton } from '../parts/icon-button.tsx'
import { Loading } from '../parts/loading.tsx'
import { viewWords } from '../parts/term-words.ts'
import { CardSheet } from './card-sheet.tsx'
import './reshoot-screen.css'

interface Props {
  readonly clientId: ClientId
  readonly view: View
}

/** How to take the next photo of a view: the baseline's outline, the baseline itself, and what to do otherwise. */
export function ReshootScreen({ clientId, view }: Props) {
  const navigate = useNavigate()
  const client = useCallQuery('clients.get', { id: clientId })
  const card = useCallQuery('reshoot.card', { clientId, view }, { refetchesOnReturn: true })
  const place = useRef<HTMLDivElement>(null)
  const clientView = useClientView(place)
  const isShown = card.data !== undefined && card.data.baseline !== null
  useShortcut('f', clientView.toggle, { isEnabled: isShown })
  useShortcut('Escape', clientView.leave, { isEnabled: clientView.isOn })
  useShortcut('p', () => window.print(), { isEnabled: isShown })

  const error = client.error ?? card.error
  return (
    <Screen
      crumbs={[
        {
          words: client.data?.client.name ?? 'Client',
          to: { to: '/clients/$clientId', params: { clientId } },
        },
        { words: `Next photo, ${viewWords(view).toLowerCase()}` },
      ]}
      centre={
        <ViewPicker
          views={viewsOf(client.data?.visits ?? []).filter((each) => each !== 'unknown' || each === view)}
          view={view}
          onChange={(next) =>
            void navigate({ to: '/clients/$clientId/reshoot/$view', params: { clientId, view: next } })
          }
        />
      }
      actions={
        isShown ? (
          <>
            <Button icon={<Maximize size={15} />} onPress={clientView.toggle}>
              Full screen
            </Button>
            <Button look="primary" icon={<Printer size={15} />} onPress={() => window.print()}>
              Print
            </Button>
          </>
        ) : null
      }
      kind="stage"
    >
      {error !== null ? (
        <Failure
          error={error}
          onRetry={() => {
            void client.refetch()
            void card.refetch()
          }}
        />
      ) : card.data === undefined ? (
        <Loading words="Comparing the last photo with the baseline" />
      ) : (
        <div className={clientView.isOn ? 'reshoot reshoot--full' : 'reshoot'} ref={place}>
          <Content card={card.data} />
          {clientView.isOn ? (
            <div className="reshoot__leave">
              <IconButton
                label="Leave full screen"
                keys="F"
                icon={<Minimize size={16} />}
                onPress={clientView.leave}
              />
            </div>
          ) : null}
        </div>
      )}
    </Screen>
  )
}

function Content({ card }: { readonly card: ReshootCard }) {
  if (card.baseline === null) {
    return card.blank > 0 ? (
      <EmptyState icon={<Camera size={24} />} title="No photo of this view shows anything">
        <p>
          {card.blank === 1 ? 'The one photo is' : `All ${card.blank} photos are`} blank, black or out of
          focus, so there is nothing to match. The next one becomes the one that later photos are taken like.
        </p>
      </EmptyState>
    ) : (
      <EmptyState icon={<Camera size={24} />} title="No photo of this view yet">
        <p>The first photo of a view becomes the one that later photos are taken like.</p>
      </EmptyState>
    )
  }
  return <CardSheet card={card} baseline={card.baseline} />
}
