import { describe, expect, test } from 'vitest'
import { MIGRATIONS } from '../../../src/backend/catalogue/migrations.ts'
import { MovesRepository } from '../../../src/backend/catalogue/moves-repository.ts'
import { NeedsRepository } from '../../../src/backend/catalogue/needs-repository.ts'
import { openDatabase, type Database } from '../../../src/backend/catalogue/open-database.ts'
import type { ClientId, PhotoId, VisitId } from '../../../src/contract/ids.ts'
import { NEEDS } from '../../../src/contract/needs.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** A visit without a day of two photos of a guessed client, of which everything is unclear, and a visit without photos. */
const UNCLEAR = `
  INSERT INTO client (id, name, reading_key, search_name, created_at, name_source)
  VALUES (1, 'Mills', 'mills', 'mills', '2026-01-01', 'guess');
  INSERT INTO visit (id, client_id, date, date_source, kind, label)
  VALUES (1, 1, NULL, 'none', 'session', 'One'), (2, 1, NULL, 'none', 'session', 'Two');
  INSERT INTO photo (id, client_id, visit_id, sha256, bytes, format, width_px, height_px, orientation, view, view_source,
    phase, phase_source, date_source, is_damaged)
  VALUES (1, 1, 1, 'aa', 9, 'jpeg', 4, 3, 1, 'unknown', 'none', 'unknown', 'none', 'none', 1),
         (2, 1, 1, 'bb', 9, 'jpeg', 4, 3, 1, 'unknown', 'none', 'unknown', 'none', 'none', 1);
`
/** The version that first kept what was settled. */
const FIRST_SETTLED = 6

const asked = (database: Database) =>
  Object.fromEntries(NEEDS.map((need) => [need, new NeedsRepository(database).first(need, 1000)]))

const photo = (id: number): PhotoId => id as PhotoId

describe('what was settled stays out of the lists', () => {
  test.each(MIGRATIONS.map((_, index) => index + 1).slice(FIRST_SETTLED - 1))(
    'also what was settled in version %i',
    (version) => {
      const folder = temporaryFolder()
      const old = openDatabase(folder, MIGRATIONS.slice(0, version))
      old.exec(UNCLEAR)
      old.exec(`INSERT INTO settled_need VALUES (1, 'view'), (2, 'view'), (1, 'phase'), (1, 'client'), (1, 'date'),
        (2, 'date'), (2, 'damaged')`)
      old.close()
      const database = openDatabase(folder)
      expect(asked(database)).toEqual({ client: [2], date: [], view: [], phase: [2], damaged: [1] })
      new NeedsRepository(database).reopen('date', [photo(1)])
      expect(asked(database)).toMatchObject({ date: [1] })
      database.close()
    },
  )

  test.each(NEEDS)('until it is opened again: %s', (need) => {
    const database = openDatabase(temporaryFolder())
    database.exec(UNCLEAR)
    const needs = new NeedsRepository(database)
    const before = asked(database)
    needs.settle(need, [photo(1), photo(2)])
    needs.settle(need, [photo(1)])
    expect(asked(database)).toEqual({ ...before, [need]: [] })
    needs.reopen(need, [photo(2)])
    expect(asked(database)).toEqual({ ...before, [need]: [2] })
    needs.reopen(need, [photo(1), photo(2)])
    expect(asked(database)).toEqual(before)
    database.close()
  })

  test('and is asked once a visit wherever its photos go', () => {
    const database = openDatabase(temporaryFolder())
    database.exec(UNCLEAR)
    const needs = new NeedsRepository(database)
    const move = (id: number, visitId: number): void =>
      new MovesRepository(database).move(photo(id), {
        clientId: 1 as ClientId,
        visitId: visitId as VisitId,
        dateSource: 'none',
      })
    for (const need of ['client', 'date'] as const) needs.settle(need, [photo(1)])
    const askedOfVisits = () => ({ client: needs.first('client', 9), date: needs.first('date', 9) })
    expect(askedOfVisits()).toEqual({ client: [2], date: [2] })
    move(1, 2)
    expect(askedOfVisits()).toEqual({ client: [2], date: [2] })
    needs.reopen('date', [photo(1)])
    expect(askedOfVisits()).toEqual({ client: [2], date: [2, 1] })
    move(2, 2)
    expect(askedOfVisits()).toEqual({ client: [2], date: [1] })
    database.exec('DELETE FROM photo WHERE id = 2')
    expect(askedOfVisits()).toEqual({ client: [], date: [1] })
    expect(database.prepare('SELECT open_client, open_date FROM visit ORDER BY id').raw().all()).toEqual([
      [0, 0],
      [0, 1],
    ])
    database.close()
  })
})
