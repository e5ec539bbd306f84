import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { backendOf } from '../../support/backend-of.ts'
import { connect } from '../../../src/client/connect.ts'
import { CONTRACT_SUITE } from '../../support/contract-suite.ts'
import { createSuiteClient } from '../../support/suite-client.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { openTestBackend } from '../../support/test-backend.ts'
import { WIRES } from '../../support/wires.ts'

describe.each(WIRES)('over the $name', (transport) => {
  test.each(CONTRACT_SUITE)('$name', async ({ run }) => {
    const folder = temporaryFolder()
    const catalogueFolder = join(folder, 'catalogue')
    const backend = await openTestBackend(catalogueFolder)
    const connected = await transport.connect(backend, () => {}, folder)
    try {
      await run(createSuiteClient(connected.wire), catalogueFolder)
    } finally {
      await connected.cut()
      await backend.close()
    }
  })

  test('hides a bug behind a code and logs it', async () => {
    const log = vi.fn()
    const bug = new TypeError('no such file: /home/anna/photos')
    const backend = backendOf({
      'app.info': () => {
        throw bug
      },
    })
    const { wire, cut } = await transport.connect(backend, log, temporaryFolder())
    const failure = await connect(wire)('app.info', {}).catch((error: unknown) => error)
    await cut()
    expect(failure).toMatchObject({ code: 'internal' })
    expect(String(failure)).not.toContain('anna')
    expect(log.mock.calls).toEqual([[{ call: 'app.info', error: bug }]])
  })

  test('rejects waiting and later calls and gives up their work when it is cut', async () => {
    const started = Promise.withResolvers<AbortSignal>()
    const backend = backendOf({
      'app.info': (_input, { signal }) => {
        started.resolve(signal)
        return new Promise(() => {})
      },
    })
    const { wire, cut } = await transport.connect(backend, () => {}, temporaryFolder())
    const call = connect(wire)
    const waiting = call('app.info', {}).catch((error: unknown) => error)
    const signal = await started.promise
    const aborted = new Promise((resolve) => signal.addEventListener('abort', resolve))
    await cut()
    await aborted
    expect(await waiting).toMatchObject({ code: 'disconnected' })
    await expect(call('app.info', {})).rejects.toMatchObject({ code: 'disconnected' })
  })
})
