import type { ClientId } from '../../contract/ids.ts'
import type { Database } from './open-database.ts'

/** Takes away the visits of these clients that hold no photo any more, and the clients that hold no visit then. */
export function removeEmptyVisits(database: Database, clientIds: readonly ClientId[]): void {
  const clients = JSON.stringify(clientIds)
  database
    .prepare(
      `DELETE FROM visit WHERE client_id IN (SELECT value FROM json_each(?))
       AND NOT EXISTS (SELECT 1 FROM photo WHERE photo.visit_id = visit.id)`,
    )
    .run(clients)
  database
    .prepare(
      `DELETE FROM client WHERE id IN (SELECT value FROM json_each(?))
       AND NOT EXISTS (SELECT 1 FROM visit WHERE visit.client_id = client.id)`,
    )
    .run(clients)
}
