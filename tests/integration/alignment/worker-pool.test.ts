import { afterEach, describe, expect, it } from 'vitest'
import { createWorkerPool, type WorkerPool } from '../../../src/backend/imaging/worker-pool.ts'

const PATIENT = { timeoutMs: 60_000, lateCode: 'internal' } as const

describe('the pool of threads', () => {
  let pool: WorkerPool<string>
  const start = (size: number, idleMs?: number, startMs = 0, skillOf?: (task: string) => string | null) => {
    const url = new URL('./faulty-worker.ts', import.meta.url)
    url.searchParams.set('startMs', String(startMs))
    pool = createWorkerPool<string>({
      url,
      size,
      ...(idleMs !== undefined && { idleMs }),
      ...(skillOf && { skillOf }),
    })
    return pool
  }
  afterEach(() => pool.close())

  it('does more tasks than it has threads', async () => {
    start(2)
    const done = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((task) => pool.run(task, PATIENT)))
    expect(done).toEqual(['did a', 'did b', 'did c', 'did d', 'did e'])
  })

  it.each(['crash', 'exit'])('loses only the task whose thread ends by %s', async (end) => {
    start(1)
    const lost = pool.run(end, PATIENT)
    const kept = pool.run('next', PATIENT)
    await expect(lost).rejects.toMatchObject({ code: 'internal' })
    await expect(kept).resolves.toBe('did next')
  })

  it('stops a task that hangs, and goes on', async () => {
    start(1)
    const hung = pool.run('hang', { timeoutMs: 300, lateCode: 'decode-timeout' })
    const kept = pool.run('next', PATIENT)
    await expect(hung).rejects.toMatchObject({ code: 'decode-timeout' })
    await expect(kept).resolves.toBe('did next')
  })

  it('gives a task its time from when its thread is there', async () => {
    start(1, undefined, 1500)
    const first = { timeoutMs: 1000, lateCode: 'decode-timeout' } as const
    expect(await pool.run('first', first)).toBe('did first')
    await expect(pool.run('hang', first)).rejects.toMatchObject({ code: 'decode-timeout' })
  })

  it('goes on with another thread once one is worn out', async () => {
    start(1)
    const first = await pool.run('who', PATIENT)
    expect(await pool.run('who', PATIENT)).toBe(first)
    const last = pool.run('wear out', PATIENT)
    const next = pool.run('who', PATIENT)
    expect(await last).toBe('did wear out')
    expect(await next).not.toBe(first)
  })

  /** What the last word names; 'who' alone is nothing that one gets better at. */
  const lastWord = (task: string) => task.split(' ')[1] ?? null

  it('gives a thread what it did before', async () => {
    start(2, undefined, 0, lastWord)
    const [painter, smith] = await Promise.all([
      pool.run('who paints', PATIENT),
      pool.run('who forges', PATIENT),
    ])
    expect(painter).not.toBe(smith)
    for (const task of ['who forges', 'who paints']) {
      const both = await Promise.all([pool.run(task, PATIENT), pool.run('who', PATIENT)])
      expect(both).toEqual(task === 'who paints' ? [painter, smith] : [smith, painter])
    }
  })

  it('leaves a task to a busy thread that knows how, and teaches another one where more wait', async () => {
    start(2, undefined, 0, lastWord)
    const two = await Promise.all(['who paints', 'who paints'].map((task) => pool.run(task, PATIENT)))
    expect(new Set(two).size).toBe(1)
    const three = await Promise.all(Array.from({ length: 3 }, () => pool.run('who paints', PATIENT)))
    expect(new Set(three).size).toBe(2)
  })

  it('does what waited for a thread that crashed', async () => {
    start(2, undefined, 0, () => 'same')
    const lost = pool.run('crash', PATIENT)
    const kept = pool.run('next', PATIENT)
    await expect(lost).rejects.toMatchObject({ code: 'internal' })
    await expect(kept).resolves.toBe('did next')
  })

  it('ends idle threads and no others when it rests', async () => {
    start(2)
    const [one, two] = await Promise.all([pool.run('who', PATIENT), pool.run('who', PATIENT)])
    const running = pool.run('who', PATIENT)
    await pool.rest()
    expect([one, two]).toContain(await running)
    const later = await Promise.all([pool.run('who', PATIENT), pool.run('who', PATIENT)])
    expect(later.filter((thread) => thread === one || thread === two)).toHaveLength(1)
  })

  it('ends its threads once it had nothing to do for a while', async () => {
    start(1, 20)
    const first = await pool.run('who', PATIENT)
    await expect.poll(() => pool.run('who', PATIENT), { interval: 200, timeout: 20_000 }).not.toBe(first)
  })

  it('drops a queued task whose signal was aborted', async () => {
    start(1)
    const abort = new AbortController()
    const first = pool.run('first', PATIENT)
    const dropped = pool.run('crash', { ...PATIENT, signal: abort.signal })
    abort.abort()
    await expect(dropped).rejects.toMatchObject({ code: 'cancelled' })
    await expect(first).resolves.toBe('did first')
    await expect(pool.run('still there', PATIENT)).resolves.toBe('did still there')
  })

  it('rejects what is under way when it is closed', async () => {
    start(1)
    const running = pool.run('hang', PATIENT)
    const queued = pool.run('next', PATIENT)
    const outcome = Promise.allSettled([running, queued])
    await pool.close()
    expect((await outcome).map((result) => result.status === 'rejected' && result.reason.code)).toEqual([
      'cancelled',
      'cancelled',
    ])
    await expect(pool.run('late', PATIENT)).rejects.toMatchObject({ code: 'cancelled' })
  })
})
