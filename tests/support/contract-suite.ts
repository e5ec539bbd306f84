import assert from 'node:assert/strict'
import { join } from 'node:path'
import { PROGRAM_FOLDER } from './program-folder.ts'

/** How one call went, as plain data, so that it can be made in a page and looked at here. */
export interface CallRecord {
  readonly value?: unknown
  readonly error?: { readonly code: string; readonly message: string }
  readonly progress: readonly unknown[]
}

/** One end of a wire under test, wherever it is: `cancelAtFirstProgress` gives the call up when it first reports. */
export interface SuiteClient {
  call(
    name: string,
    input: unknown,
    options?: { readonly cancelAtFirstProgress?: boolean },
  ): Promise<CallRecord>
  /** Puts something on the wire that is not a frame. */
  postGarbage(value: unknown): Promise<void>
}

const SAMPLE_CLINIC = join(PROGRAM_FOLDER, 'resources/sample-clinic')

/** What every wire must carry, spoken to a real backend whose catalogue is empty. */
export const CONTRACT_SUITE: readonly {
  readonly name: string
  readonly run: (client: SuiteClient, catalogueFolder: string) => Promise<void>
}[] = [
  {
    name: 'answers a call',
    run: async (client, catalogueFolder) => {
      const { value, error } = await client.call('app.info', {})
      assert.equal(error, undefined)
      assert.ok(typeof value === 'object' && value !== null)
      assert.deepEqual(
        { ...value, version: 'any' },
        { version: 'any', catalogueFolder, photos: 0, hasSampleClinic: true },
      )
    },
  },
  {
    name: 'refuses input that the contract does not allow',
    run: async (client) => {
      const { error } = await client.call('photos.get', { id: 'seven' })
      assert.equal(error?.code, 'invalid-input')
    },
  },
  {
    name: 'refuses a call that the contract does not know',
    run: async (client) => {
      const { error } = await client.call('toString', {})
      assert.equal(error?.code, 'invalid-input')
    },
  },
  {
    name: 'keeps the code of an expected failure',
    run: async (client) => {
      const { error } = await client.call('photos.get', { id: 999_999 })
      assert.equal(error?.code, 'not-found')
    },
  },
  {
    name: 'answers calls in flight at the same time each with its own answer',
    run: async (client) => {
      const [info, missing, clients] = await Promise.all([
        client.call('app.info', {}),
        client.call('photos.get', { id: 999_999 }),
        client.call('clients.list', {}),
      ])
      assert.equal(info.error, undefined)
      assert.equal(missing.error?.code, 'not-found')
      assert.deepEqual(clients.value, [])
    },
  },
  {
    name: 'outlives a message that is no frame',
    run: async (client) => {
      await client.postGarbage({ kind: 'call', id: -1, name: 7 })
      const { error } = await client.call('app.info', {})
      assert.equal(error, undefined)
    },
  },
  {
    name: 'gives up long work when its caller does',
    run: async (client) => {
      const { error, progress } = await client.call(
        'imports.run',
        { folder: SAMPLE_CLINIC },
        { cancelAtFirstProgress: true },
      )
      assert.equal(error?.code, 'cancelled')
      assert.ok(progress.length > 0)
    },
  },
  {
    name: 'reports progress before the result',
    run: async (client) => {
      const { value, error, progress } = await client.call('imports.preview', { folder: SAMPLE_CLINIC })
      assert.equal(error, undefined)
      assert.ok(typeof value === 'object' && value !== null && 'photos' in value)
      assert.ok(progress.length > 0)
    },
  },
]
