import { Link } from '@tanstack/react-router'
import { useCallQuery } from '../app/call-query.ts'
import { Screen } from '../app/screen.tsx'

/** All clients of the clinic. */
export function ClientsScreen() {
  const clients = useCallQuery('clients.list', {})
  return (
    <Screen crumbs={[{ words: 'Clients' }]}>
      {clients.data?.map((client) => (
        <Link key={client.id} to="/clients/$clientId" params={{ clientId: client.id }}>
          {client.name}
        </Link>
      ))}
    </Screen>
  )
}
