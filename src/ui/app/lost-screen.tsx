import { Compass } from 'lucide-react'
import { ButtonLink } from '../parts/button-link.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { Screen } from './screen.tsx'

/** An address that leads nowhere, or a screen that broke: the way back. */
export function LostScreen() {
  return (
    <Screen crumbs={[{ words: 'Nothing here' }]}>
      <EmptyState
        icon={<Compass size={24} />}
        title="There is nothing to show here"
        actions={<ButtonLink link={{ to: '/' }}>To the clients</ButtonLink>}
      >
        <p>The page does not exist or could not be shown. Your catalogue and your photos are kept.</p>
      </EmptyState>
    </Screen>
  )
}
