import { sep } from 'node:path'
import { z } from 'zod'
import { SaidOfReading, SaidVisit } from '../../contract/said.ts'
import { foldName } from '../../domain/fold-name.ts'
import type { SaidClient, SaidOfNames } from '../../domain/reading/said-of-names.ts'
import type { Database } from './open-database.ts'
import { readStored, storedJson, type StoredRows } from './read-stored.ts'

const Row = z.object({
  kind: z.enum(['client', 'visit', 'label']),
  read: z.string(),
  words: z.string(),
  said: z.string().nullable(),
})
/** Who a client's name stands for; without a name it is nobody's. */
const StoredClient = z.object({ name: z.string().nullable(), key: z.string() })
const Root = z.object({ id: z.int(), path: z.string() })

/** Everything that was said, and that photos stand by. */
export const STORED_SAID: StoredRows = {
  entry: 'answer',
  select: `SELECT root_id AS rootId, kind, read_key AS read, words, said FROM said_of_reading
           UNION ALL SELECT root_id, kind, read_key, words, applied FROM said_of_reading`,
  read: (value) => {
    const { kind, said } = readStored('said_of_reading', Row, value)
    if (said === null) return null
    return kind === 'client' ? toSaidClient(said) : readStored('said_of_reading', storedJson(SaidVisit), said)
  },
}

/** Something said in a folder, and the words of what it is said of. */
export interface SaidInFolder {
  readonly saidOf: SaidOfReading
  readonly words: string
}

/** What a person said of clients and visits that were read in imported folders. */
export class SaidRepository {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /**
   * What was said in this folder, or in one that it stands in; the closest word wins. `isNew` tells of which folders it is
   * what was said last; of the others it is what their photos stand by.
   */
  memoryOf(
    path: string,
    isNew: (folder: string) => boolean = () => true,
  ): Pick<SaidOfNames, 'clients' | 'visits' | 'labels'> {
    const clients = new Map<string, SaidClient>()
    const visits = new Map<string, SaidVisit>()
    const labels = new Map<string, SaidVisit>()
    for (const root of this.#rootsAround(path)) {
      for (const { kind, read, said } of this.#rowsOf(root.id, isNew(root.path) ? 'said' : 'applied')) {
        if (said === null) continue
        if (kind === 'client') clients.set(read, toSaidClient(said))
        else
          (kind === 'visit' ? visits : labels).set(
            read,
            readStored('said_of_reading', storedJson(SaidVisit), said),
          )
      }
    }
    return { clients, visits, labels }
  }

  /** What was said in this folder itself, as people said it. */
  listOf(rootId: number): SaidInFolder[] {
    return this.#rowsOf(rootId, 'said').flatMap((row) =>
      row.said === null ? [] : [{ saidOf: this.#toSaid(row), words: row.words }],
    )
  }

  /**
   * Notes what is said, and where photos have followed already that they stand by it; returns what was said before and what
   * they stood by. A client's name is that of a client there is, or of a new one.
   */
  say(
    rootId: number,
    saidOf: SaidOfReading,
    { isApplied }: { readonly isApplied: boolean },
  ): { readonly said: SaidOfReading; readonly applied: SaidOfReading } {
    const { kind, read } = saidOf
    const key = kind === 'client' ? foldName(read) : read
    const former = (column: 'said' | 'applied'): SaidOfReading => {
      const row = this.#rowsOf(rootId, column).find((one) => one.kind === kind && one.read === key)
      return row === undefined || row.said === null
        ? { ...saidOf, said: null }
        : this.#toSaid({ ...row, words: read })
    }
    const before = { said: former('said'), applied: former('applied') }
    const said = this.#toStored(saidOf)
    this.#database
      .prepare(
        `INSERT INTO said_of_reading (root_id, kind, read_key, words, said) VALUES (@rootId, @kind, @key, @read, @said)
         ON CONFLICT DO UPDATE SET said = excluded.said`,
      )
      .run({ rootId, kind, key, read, said })
    if (isApplied) {
      this.#database
        .prepare(
          'UPDATE said_of_reading SET applied = said WHERE root_id = @rootId AND kind = @kind AND read_key = @key',
        )
        .run({ rootId, kind, key })
    }
    this.#forgetUnsaid()
    return before
  }

  /** Says of a folder what was said of another one. */
  takeOver(fromId: number, toId: number): void {
    this.#database
      .prepare(
        `INSERT OR IGNORE INTO said_of_reading (root_id, kind, read_key, words, said)
         SELECT @toId, kind, read_key, words, said FROM said_of_reading WHERE root_id = @fromId AND said IS NOT NULL`,
      )
      .run({ fromId, toId })
  }

  /** How much was said in these folders that their photos do not stand by. */
  countNew(rootIds: readonly number[]): number {
    return readStored(
      'said_of_reading',
      z.int(),
      this.#database
        .prepare(
          `SELECT count(*) FROM said_of_reading
           WHERE root_id IN (SELECT value FROM json_each(?)) AND said IS NOT applied`,
        )
        .pluck()
        .get(JSON.stringify(rootIds)),
    )
  }

  /** Notes that the photos of these folders stand by all that was said. */
  noteApplied(rootIds: readonly number[]): void {
    this.#database
      .prepare('UPDATE said_of_reading SET applied = said WHERE root_id IN (SELECT value FROM json_each(?))')
      .run(JSON.stringify(rootIds))
    this.#forgetUnsaid()
  }

  #forgetUnsaid(): void {
    this.#database.prepare('DELETE FROM said_of_reading WHERE said IS NULL AND applied IS NULL').run()
  }

  #rootsAround(path: string): z.infer<typeof Root>[] {
    return readStored('root', z.array(Root), this.#database.prepare('SELECT id, path FROM root').all())
      .filter((root) => root.path === path || path.startsWith(root.path + sep))
      .toSorted((one, other) => one.path.length - other.path.length)
  }

  #rowsOf(rootId: number, column: 'said' | 'applied'): z.infer<typeof Row>[] {
    return readStored(
      'said_of_reading',
      z.array(Row),
      this.#database
        .prepare(
          `SELECT kind, read_key AS read, words, ${column} AS said FROM said_of_reading
           WHERE root_id = ? ORDER BY kind, read_key`,
        )
        .all(rootId),
    )
  }

  #toStored({ kind, said }: SaidOfReading): string | null {
    if (said === null) return null
    if (kind !== 'client') return JSON.stringify(said)
    const { name } = said
    const known = name === null ? undefined : this.#clientNamed(name)
    return JSON.stringify({ name, key: known ?? foldName(name ?? '') })
  }

  /** The key of the client that is called so in lists. */
  #clientNamed(name: string): string | undefined {
    return readStored(
      'client',
      z.string().optional(),
      this.#database
        .prepare('SELECT reading_key FROM client WHERE search_name = ? ORDER BY id LIMIT 1')
        .pluck()
        .get(foldName(name)),
    )
  }

  /** With the name that the client has by now. */
  #toSaid({ kind, read, words, said }: z.infer<typeof Row>): SaidOfReading {
    if (kind !== 'client') {
      const value = said === null ? null : readStored('said_of_reading', storedJson(z.unknown()), said)
      return readStored('said_of_reading', SaidOfReading, { kind, read, said: value })
    }
    const { name, key } = readStored('said_of_reading', storedJson(StoredClient), said)
    const now = this.#database.prepare('SELECT name FROM client WHERE reading_key = ?').pluck().get(key)
    return readStored('said_of_reading', SaidOfReading, {
      kind,
      read: words,
      said: { name: name === null ? null : (now ?? name) },
    })
  }
}

function toSaidClient(text: string): SaidClient {
  const { name, key } = readStored('said_of_reading', storedJson(StoredClient), text)
  return name === null ? { kind: 'nobody' } : { kind: 'client', name, key }
}
