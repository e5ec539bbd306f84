import type { ClientId } from '../../contract/ids.ts'
import { useCallQuery } from '../app/call-query.ts'
import { Screen } from '../app/screen.tsx'

/** One client's visits and views. */
export function ClientScreen({ clientId }: { readonly clientId: ClientId }) {
  const client = useCallQuery('clients.get', { id: clientId })
  return (
    <Screen
      crumbs={[
        { words: 'Clients', to: { to: '/' } },
        ...(client.data ? [{ words: client.data.client.name }] : []),
      ]}
    >
      {null}
    </Screen>
  )
}
