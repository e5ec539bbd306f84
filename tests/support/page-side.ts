import { createMessagePortWire } from '../../src/client/message-port-wire.ts'
import { createWebSocketWire } from '../../src/client/web-socket-wire.ts'
import { BRIDGE_NAME, PORT_MESSAGE } from '../../src/contract/bridge.ts'
import { createSuiteClient } from './suite-client.ts'
import type { SuiteClient } from './contract-suite.ts'

// Runs in the page before the program's own scripts, and takes the wire that its host offers.

const first = Promise.withResolvers<SuiteClient>()
const suite = { client: first.promise, ports: 0 }
Object.assign(window, { fadelineSuite: suite })

if (BRIDGE_NAME in window) {
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    const [port] = event.ports
    if (event.data !== PORT_MESSAGE || port === undefined) return
    // One port, one caller: two would answer to the same numbers.
    event.stopImmediatePropagation()
    const client = createSuiteClient(createMessagePortWire(port))
    suite.ports += 1
    suite.client = Promise.resolve(client)
    first.resolve(client)
  })
} else {
  const socket = new WebSocket(new URL('/rpc', window.location.href))
  socket.addEventListener('open', () => first.resolve(createSuiteClient(createWebSocketWire(socket))))
}
