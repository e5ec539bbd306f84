import { z } from 'zod'
import { ClientSummary } from '../../contract/clients.ts'
import type { ClientId } from '../../contract/ids.ts'
import { Source } from '../../contract/vocabulary.ts'
import { foldName } from '../../domain/fold-name.ts'
import type { Database } from './open-database.ts'
import { summariseClients } from './summarise-clients.ts'
import { readList } from './read-list.ts'
import { readStored, type StoredRows } from './read-stored.ts'

/** A client whose last photo was moved away is in no list. */
const SELECT = `
  SELECT client.id, client.name, visits, photos, first_date AS firstDate, last_date AS lastDate, views,
         cover_id AS coverId, cover_sha256 AS coverSha256
  FROM client JOIN client_summary ON client_summary.client_id = client.id AND client_summary.photos > 0`

const FIELDS = [
  'id',
  'name',
  'visits',
  'photos',
  'firstDate',
  'lastDate',
  'views',
  'coverId',
  'coverSha256',
] as const
type Row = Readonly<Record<(typeof FIELDS)[number], unknown>>

const Name = z.object({ id: z.int(), name: z.string(), nameSource: Source })

/** Every client. */
export const STORED_CLIENTS: StoredRows = {
  entry: 'client',
  select: 'SELECT id, name, name_source AS nameSource FROM client',
  read: (row) => readStored('client', Name, row),
}

/** Every client as lists show it, unless that is to be worked out anew. */
export const STORED_SUMMARIES: StoredRows = {
  entry: 'client',
  select: `${SELECT} WHERE client.id NOT IN (SELECT client_id FROM stale_summary)`,
  read: toSummary,
}

/** Clients as rows of lists. */
export class ClientsRepository {
  readonly #database: Database
  /** Rows as they were read last: with every letter of a search the same ones come again, and checking them takes most of the time. */
  readonly #read = new Map<unknown, { readonly row: Row; readonly summary: ClientSummary }>()

  constructor(database: Database) {
    this.#database = database
  }

  /** Clients whose name holds every word of `search`, by name. */
  list(search = ''): ClientSummary[] {
    summariseClients(this.#database)
    const words = foldName(search).split(' ').filter(Boolean)
    const condition = words
      .map((_, index) => `client.search_name LIKE @word${index} ESCAPE '\\'`)
      .join(' AND ')
    const bound = Object.fromEntries(
      words.map((word, index) => [`word${index}`, `%${word.replace(/[\\%_]/g, '\\$&')}%`]),
    )
    const rows = this.#database
      .prepare(`${SELECT} ${condition && `WHERE ${condition}`} ORDER BY client.search_name, client.id`)
      .all(bound)
    return readList(this.#database, 'client', rows, (row) => this.#summaryOf(row))
  }

  #summaryOf(value: unknown): ClientSummary {
    const row = value as Row
    const known = this.#read.get(row.id)
    if (known !== undefined && FIELDS.every((field) => known.row[field] === row[field])) return known.summary
    const summary = toSummary(row)
    this.#read.set(row.id, { row, summary })
    return summary
  }

  find(id: ClientId): ClientSummary | null {
    summariseClients(this.#database)
    const row = this.#database.prepare(`${SELECT} WHERE client.id = @id`).get({ id })
    return row === undefined ? null : toSummary(row)
  }

  rename(id: ClientId, name: string): void {
    this.#database
      .prepare(
        `UPDATE client SET name = @name, search_name = @searchName, name_source = 'person' WHERE id = @id`,
      )
      .run({ id, name, searchName: foldName(name) })
  }

  /** Calls a name a guess again that an answer had made certain; one that a person gave to the client stays. */
  doubt(id: ClientId): void {
    this.#database
      .prepare(
        "UPDATE client SET name_source = 'guess' WHERE id = ? AND (name_source <> 'person' OR search_name = reading_key)",
      )
      .run(id)
  }

  /** The keys under which imports meet clients. */
  keys(): Map<ClientId, string> {
    const rows = this.#database.prepare('SELECT id, reading_key FROM client').raw().all()
    return new Map(
      readStored('client', z.array(z.tuple([z.int().transform((id) => id as ClientId), z.string()])), rows),
    )
  }

  /** What every client is called, by the key under which imports meet it. */
  names(): ReadonlyMap<string, string> {
    const rows = this.#database.prepare('SELECT reading_key, name FROM client ORDER BY id').raw().all()
    return new Map(readStored('client', z.array(z.tuple([z.string(), z.string()])), rows))
  }

  /** By which name as it is read a client is known, and whether no name says it for certain. */
  readAs(id: ClientId): { readonly key: string; readonly isGuess: boolean } {
    const row = this.#database
      .prepare('SELECT reading_key AS key, name_source AS source FROM client WHERE id = ?')
      .get(id)
    const { key, source } = readStored('client', z.object({ key: z.string(), source: Source }), row)
    return { key, isGuess: source === 'guess' }
  }

  /** The client met under this name in folders, made where there is none yet; a name that was a guess may turn out certain. */
  ensure(
    name: string,
    now: string,
    source: Source = 'folder',
    key = foldName(name),
  ): { readonly id: ClientId; readonly isNew: boolean } {
    const found = this.#database.prepare('SELECT id FROM client WHERE reading_key = ?').pluck().get(key)
    if (found !== undefined) {
      if (source !== 'guess')
        this.#database
          .prepare("UPDATE client SET name_source = ? WHERE id = ? AND name_source = 'guess'")
          .run(source, found)
      return { id: found as ClientId, isNew: false }
    }
    const { lastInsertRowid } = this.#database
      .prepare(
        'INSERT INTO client (name, reading_key, search_name, name_source, created_at) VALUES (?, ?, ?, ?, ?)',
      )
      .run(name, key, foldName(name), source, now)
    return { id: Number(lastInsertRowid) as ClientId, isNew: true }
  }
}

/** Parsed once by the contract's own schema: two thousand of these are one frame's work. */
function toSummary(value: unknown): ClientSummary {
  // Each field by its name: taking the rest of an object takes up to half of reading a row.
  const { id, name, visits, photos, firstDate, lastDate, views, coverId, coverSha256 } = value as Row
  return readStored('client_summary', ClientSummary, {
    id,
    name,
    visits,
    photos,
    firstDate,
    lastDate,
    coverPhoto: coverId === null ? null : { id: coverId, sha256: coverSha256 },
    views: typeof views === 'string' && views !== '' ? views.split(',') : [],
  })
}
