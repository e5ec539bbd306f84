import { createContext, useContext, useSyncExternalStore, type ReactNode } from 'react'
import type { Call } from '../../client/connect.ts'
import type { Connection, ConnectionState } from './connection.ts'

const BackendContext = createContext<Connection | null>(null)

/** Makes the connection reachable for every component below. */
export function BackendProvider(props: { readonly connection: Connection; readonly children: ReactNode }) {
  return <BackendContext value={props.connection}>{props.children}</BackendContext>
}

function useConnection(): Connection {
  const connection = useContext(BackendContext)
  if (connection === null) throw new Error('useConnection stands outside BackendProvider')
  return connection
}

/** The function to call the backend with. */
export function useCall(): Call {
  return useConnection().call
}

/** Whether the backend can be spoken to, re-rendering when that changes. */
export function useConnectionState(): ConnectionState {
  const connection = useConnection()
  return useSyncExternalStore(connection.subscribe, connection.state)
}
