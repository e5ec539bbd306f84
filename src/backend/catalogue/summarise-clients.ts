import type { Steps } from '../../domain/steps.ts'
import type { Database } from './open-database.ts'

const CLIENTS_A_STEP = 50

// The cover is the newest front, else top, else crown, else any photo that could be read.
const SUMMARISE = `
  WITH stale AS MATERIALIZED (SELECT client_id FROM stale_summary ORDER BY client_id LIMIT @most)
  INSERT OR REPLACE INTO client_summary (client_id, visits, photos, first_date, last_date, views, cover_id, cover_sha256)
  SELECT client.id, coalesce(counted.visits, 0), coalesce(counted.photos, 0), counted.first_date, counted.last_date,
         counted.views, cover.id, cover.sha256
  FROM stale
  JOIN client ON client.id = stale.client_id
  LEFT JOIN (
    SELECT photo.client_id, count(*) AS photos, count(DISTINCT photo.visit_id) AS visits,
           min(visit.date) AS first_date, max(visit.date) AS last_date, group_concat(DISTINCT photo.view) AS views
    FROM photo JOIN visit ON visit.id = photo.visit_id
    WHERE photo.client_id IN (SELECT client_id FROM stale)
    GROUP BY photo.client_id
  ) AS counted ON counted.client_id = client.id
  LEFT JOIN photo AS cover ON cover.id = (
    SELECT photo.id FROM photo JOIN visit ON visit.id = photo.visit_id
    WHERE photo.client_id = client.id
    ORDER BY CASE photo.view WHEN 'front' THEN 0 WHEN 'top' THEN 1 WHEN 'crown' THEN 2 ELSE 3 END, visit.date DESC, photo.id
    LIMIT 1
  )`

/** Works out anew the rows in lists of clients of which something has changed. */
export function summariseClients(database: Database): void {
  summariseSome(database, -1)
}

/** The same in steps, each of them a few clients. */
export function* summariseClientsInSteps(database: Database): Steps<undefined> {
  while (summariseSome(database, CLIENTS_A_STEP)) yield
  return undefined
}

/** Does so many of them, or all where `most` is negative; false where there was none. */
function summariseSome(database: Database, most: number): boolean {
  const isStale = database.prepare('SELECT 1 FROM stale_summary LIMIT 1').get() !== undefined
  if (!isStale) return false
  database.transaction(() => {
    database.prepare(SUMMARISE).run({ most })
    database
      .prepare(
        'DELETE FROM stale_summary WHERE client_id IN (SELECT client_id FROM stale_summary ORDER BY client_id LIMIT ?)',
      )
      .run(most)
  })()
  return true
}
