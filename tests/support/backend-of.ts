import type { ServedBackend } from '../../src/backend/rpc/hold-backend.ts'
import type { Handlers } from '../../src/backend/services/handlers.ts'
import { contract } from '../../src/contract/contract.ts'

/** A backend of which a test writes the calls that it needs; every other call is a bug of that test. */
export function backendOf(handlers: Partial<Handlers>, media?: ServedBackend['handleMedia']): ServedBackend {
  const missing = (): never => {
    throw new Error('This call was not expected.')
  }
  return {
    // Every name of the contract is there; the list cannot carry each one's own type.
    handlers: {
      ...Object.fromEntries(Object.keys(contract).map((name) => [name, missing])),
      ...handlers,
    } as Handlers,
    handleMedia: media ?? (() => Promise.resolve(new Response('Not found', { status: 404 }))),
    close: () => Promise.resolve(),
  }
}
