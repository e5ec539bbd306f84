import { join } from 'node:path'
import { openDatabase } from '../../src/backend/catalogue/open-database.ts'
import { expect, test as base } from '../support/app-test.ts'

/** A catalogue of two thousand clients, each with one photo. */
const test = base.extend({
  catalogueFolder: async ({ scratchFolder }, lend) => {
    const folder = join(scratchFolder, 'catalogue')
    const database = openDatabase(folder)
    database.exec(`
      INSERT INTO root (id, path, added_at) VALUES (1, '/photos', '2026-01-01');
      INSERT INTO import_run (id, root_id, state, started_at) VALUES (1, 1, 'finished', '2026-01-01');
      WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 2000)
      INSERT INTO client (id, name, reading_key, search_name, created_at)
      SELECT n, printf('Client %04d', n), printf('client %04d', n), printf('client %04d', n), '2026-01-01' FROM number;
      INSERT INTO visit (id, client_id, date, date_source, kind) SELECT id, id, '2026-01-01', 'folder', 'session' FROM client;
      INSERT INTO photo (id, client_id, visit_id, import_id, sha256, bytes, format, width_px, height_px, orientation, view,
        view_source, phase, phase_source, date_source, is_damaged)
      SELECT id, id, id, 1, 'a' || id, 9, 'jpeg', 4, 3, 1, 'front', 'person', 'fresh', 'derived', 'folder', 0 FROM client;
    `)
    database.close()
    await lend(folder)
  },
})

test(
  'two thousand clients are scrolled through while the page holds those in sight alone',
  { tag: '@browser' },
  async ({ page }) => {
    const clients = page.getByRole('list', { name: 'Clients' })
    await expect(clients.getByRole('link', { name: 'Client 0001' })).toBeVisible()
    await clients.getByRole('link', { name: 'Client 0001' }).hover()
    const counts: number[] = []
    const last = clients.getByRole('link', { name: 'Client 2000' })
    for (let step = 0; step < 400 && (await last.count()) === 0; step += 1) {
      await page.mouse.wheel(0, 1500)
      counts.push(await clients.getByRole('link').count())
    }
    await expect(last).toBeVisible()
    expect(Math.max(...counts)).toBeLessThan(150)
  },
)
