import { describe, expect, test, vi } from 'vitest'
import { holdBackend, type ServedBackend } from '../../../src/backend/rpc/hold-backend.ts'
import { connect } from '../../../src/client/connect.ts'
import { AppError } from '../../../src/contract/errors.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { backendOf } from '../../support/backend-of.ts'
import { WIRES } from '../../support/wires.ts'

const INFO = { version: '1', catalogueFolder: '/c', photos: 0, hasSampleClinic: false }

describe('a catalogue that cannot be opened', () => {
  test.each(WIRES)('is the answer to every call over the $name', async (transport) => {
    const held = holdBackend(
      () => Promise.reject(new AppError('catalogue-newer', 'Made by a newer Fadeline.')),
      () => {},
    )
    const { wire, cut } = await transport.connect(held, () => {}, temporaryFolder())
    const call = connect(wire)
    const refusal = { code: 'catalogue-newer', message: 'Made by a newer Fadeline.' }
    await expect(call('app.info', {})).rejects.toMatchObject(refusal)
    await expect(call('clients.list', {})).rejects.toMatchObject(refusal)
    await cut()
  })

  test('gives no pictures', async () => {
    const held = holdBackend(
      () => Promise.reject(new AppError('catalogue-damaged', 'Damaged.')),
      () => {},
    )
    const { status } = await held.handleMedia(new Request('http://127.0.0.1/media/1/thumb'))
    expect(status).toBe(503)
  })

  test('is tried again when a later call comes', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const open = vi
      .fn()
      .mockRejectedValueOnce(new AppError('catalogue-in-use', 'In use.'))
      .mockResolvedValue(backendOf({ 'app.info': () => INFO }))
    const held = holdBackend(open, () => {})
    const context = { signal: new AbortController().signal, report: () => {} }
    await expect(held.handlers['app.info']({}, context)).rejects.toMatchObject({ code: 'catalogue-in-use' })
    await expect(held.handlers['app.info']({}, context)).rejects.toMatchObject({ code: 'catalogue-in-use' })
    expect(open).toHaveBeenCalledTimes(1)
    vi.setSystemTime(Date.now() + 1500)
    expect(await held.handlers['app.info']({}, context)).toEqual(INFO)
    vi.useRealTimers()
  })

  test('leaks nothing of a bug and logs it', async () => {
    const log = vi.fn()
    const bug = new Error('cannot open /home/anna/x.db')
    const held = holdBackend(() => Promise.reject(bug), log)
    const context = { signal: new AbortController().signal, report: () => {} }
    const failure: unknown = await Promise.resolve(held.handlers['app.info']({}, context)).catch(
      (error: unknown) => error,
    )
    expect(failure).toMatchObject({ code: 'internal' })
    expect(String(failure)).not.toContain('anna')
    expect(log.mock.calls).toEqual([[{ call: 'open', error: bug }]])
  })
})

describe('a catalogue that is opened anew', () => {
  const context = { signal: new AbortController().signal, report: () => {} }
  const holding = (photos: number, closed: string[]): ServedBackend => ({
    ...backendOf({
      'app.info': () => ({ ...INFO, photos }),
      'catalogue.reopen': () => ({ photos }),
    }),
    close: () => {
      closed.push(`with ${photos}`)
      return Promise.resolve()
    },
  })

  test('is closed first, and answers from then on', async () => {
    const closed: string[] = []
    const open = vi
      .fn()
      .mockResolvedValueOnce(holding(1, closed))
      .mockImplementation(() => {
        expect(closed).toEqual(['with 1'])
        return Promise.resolve(holding(2, closed))
      })
    const held = holdBackend(open, () => {})
    expect(await held.handlers['catalogue.reopen']({}, context)).toEqual({ photos: 2 })
    expect(await held.handlers['app.info']({}, context)).toMatchObject({ photos: 2 })
  })

  test('stays as it is where it refuses', async () => {
    const busy = () => {
      throw new AppError('busy', 'An import is running.')
    }
    const open = vi.fn().mockResolvedValue(backendOf({ 'app.info': () => INFO, 'catalogue.reopen': busy }))
    const held = holdBackend(open, () => {})
    await expect(held.handlers['catalogue.reopen']({}, context)).rejects.toMatchObject({ code: 'busy' })
    expect(await held.handlers['app.info']({}, context)).toEqual(INFO)
    expect(open).toHaveBeenCalledTimes(1)
  })

  test('answers what needs no open catalogue also while it cannot be opened', async () => {
    const held = holdBackend(
      () => Promise.reject(new AppError('catalogue-damaged', 'Damaged.')),
      () => {},
      () => Promise.resolve({ 'catalogue.backups': () => [] }),
    )
    expect(await held.handlers['catalogue.backups']({}, context)).toEqual([])
    await expect(held.handlers['app.info']({}, context)).rejects.toMatchObject({ code: 'catalogue-damaged' })
  })
})
