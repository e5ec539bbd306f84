import type { Database } from './open-database.ts'

// The cover is the newest front, else top, else crown, else any photo that could be read.
const SUMMARISE = `
  INSERT OR REPLACE INTO client_summary (client_id, visits, photos, first_date, last_date, views, cover_id, cover_sha256)
  SELECT client.id, coalesce(counted.visits, 0), coalesce(counted.photos, 0), counted.first_date, counted.last_date,
         counted.views, cover.id, cover.sha256
  FROM stale_summary
  JOIN client ON client.id = stale_summary.client_id
  LEFT JOIN (
    SELECT photo.client_id, count(*) AS photos, count(DISTINCT photo.visit_id) AS visits,
           min(visit.date) AS first_date, max(visit.date) AS last_date, group_concat(DISTINCT photo.view) AS views
    FROM photo JOIN visit ON visit.id = photo.visit_id
    WHERE photo.client_id IN (SELECT client_id FROM stale_summary)
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
  const isStale = database.prepare('SELECT 1 FROM stale_summary LIMIT 1').get() !== undefined
  if (!isStale) return
  database.transaction(() => {
    database.prepare(SUMMARISE).run()
    database.prepare('DELETE FROM stale_summary').run()
  })()
}
