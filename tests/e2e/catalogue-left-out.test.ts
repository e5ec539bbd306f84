import { join } from 'node:path'
import { openDatabase } from '../../src/backend/catalogue/open-database.ts'
import { expectAccessible } from '../support/accessibility.ts'
import { expect, test as base } from '../support/app-test.ts'

/** A catalogue in which one of three clients cannot be read. */
const test = base.extend({
  catalogueFolder: async ({ scratchFolder }, lend) => {
    const folder = join(scratchFolder, 'catalogue')
    const database = openDatabase(folder)
    database.exec(`
      INSERT INTO root (id, path, added_at) VALUES (1, '/photos', '2026-01-01');
      INSERT INTO import_run (id, root_id, state, started_at) VALUES (1, 1, 'finished', '2026-01-01');
      INSERT INTO client (id, name, reading_key, search_name, created_at)
      VALUES (1, 'Lee', 'lee', 'lee', '2026-01-01'), (2, 'Mills', 'mills', 'mills', '2026-01-01'),
             (3, 'Ray', 'ray', 'ray', '2026-01-01');
      INSERT INTO visit (id, client_id, date, date_source, kind) SELECT id, id, '2026-01-01', 'folder', 'session' FROM client;
      INSERT INTO photo (id, client_id, visit_id, import_id, sha256, bytes, format, width_px, height_px, orientation, view,
        view_source, phase, phase_source, date_source, is_damaged)
      SELECT id, id, id, 1, 'a' || id, 9, 'jpeg', 4, 3, 1, CASE id WHEN 2 THEN 'frond' ELSE 'front' END, 'person', 'fresh',
        'derived', 'folder', 0 FROM client;
    `)
    database.close()
    await lend(folder)
  },
})

test('a list shows all but what cannot be read, and says so wherever one is', async ({ page }) => {
  const clients = page.getByRole('list', { name: 'Clients' })
  await expect(clients.getByRole('link')).toHaveCount(2)
  const notice = page.getByRole('status').filter({ hasText: 'cannot be read: 1 client.' })
  await expect(notice).toBeVisible()
  await expectAccessible(page)
  await notice.getByRole('link', { name: 'Check the catalogue' }).click()
  await page.getByRole('button', { name: 'Check', exact: true }).click()
  await expect(page.getByText('Entries of the catalogue that cannot be read')).toBeVisible()
})
