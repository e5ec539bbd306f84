import type { Call } from '../../../client/connect.ts'
import { AppError } from '../../../contract/errors.ts'
import type { ClientId } from '../../../contract/ids.ts'

/** Finds a client by name, however it is written. @throws AppError `not-found` */
export async function clientIdOf(call: Call, name: string): Promise<ClientId> {
  const folded = (text: string): string => text.normalize('NFC').trim().toLowerCase()
  const clients = await call('clients.list', {})
  const found = clients.find((client) => folded(client.name) === folded(name))
  if (found === undefined) throw new AppError('not-found', `There is no client named ${name}.`)
  return found.id
}
