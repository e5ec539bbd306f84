import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PhotoAnalysis } from '../../../src/backend/alignment/analyse-photo.ts'
import { createAnalysisCache } from '../../../src/backend/alignment/analysis-cache.ts'

describe('analyses of photos', () => {
  let folder: string
  const fileOf = (name: string) => join(folder, name)
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'analysis-'))
    for (const name of ['baseline', 'visit']) writeFileSync(fileOf(name), name)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  /** A cache whose analyses only say how many there were. */
  const counting = () => {
    const analysed: string[] = []
    const cache = createAnalysisCache(async (file) => {
      analysed.push(file)
      return { fullWidthPx: analysed.length } as PhotoAnalysis
    })
    return { cache, analysed }
  }

  it('a photo is analysed once, even when asked for twice at the same time', async () => {
    const { cache, analysed } = counting()
    await Promise.all([cache.get(fileOf('baseline'), undefined), cache.get(fileOf('baseline'), undefined)])
    await cache.get(fileOf('baseline'), undefined)
    await cache.get(fileOf('visit'), undefined)
    expect(analysed).toEqual([fileOf('baseline'), fileOf('visit')])
  })

  it('a photo that was changed is analysed again', async () => {
    const { cache, analysed } = counting()
    await cache.get(fileOf('visit'), undefined)
    writeFileSync(fileOf('visit'), 'another picture')
    await cache.get(fileOf('visit'), undefined)
    expect(analysed).toHaveLength(2)
  })

  it('a part of a photo is looked at by itself', async () => {
    const { cache, analysed } = counting()
    const part = { left: 1, top: 2, width: 30, height: 40, head: null }
    await cache.get(fileOf('visit'), undefined)
    await cache.get(fileOf('visit'), undefined, part)
    await cache.get(fileOf('visit'), undefined, { ...part })
    await cache.get(fileOf('visit'), undefined)
    expect(analysed).toHaveLength(2)
  })

  it('a failure is not remembered', async () => {
    let attempts = 0
    const cache = createAnalysisCache(async () => {
      if (++attempts === 1) throw new Error('first time unlucky')
      return { fullWidthPx: 7 } as PhotoAnalysis
    })
    await expect(cache.get(fileOf('baseline'), undefined)).rejects.toThrow('unlucky')
    await expect(cache.get(fileOf('baseline'), undefined)).resolves.toMatchObject({ fullWidthPx: 7 })
  })

  it('an analysis goes on while one of two still waits, and is given up when none does', async () => {
    const signals: AbortSignal[] = []
    const cache = createAnalysisCache((_, signal) => {
      signals.push(signal)
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('given up'))))
    })
    const [first, second] = [new AbortController(), new AbortController()]
    const waits = [cache.get(fileOf('baseline'), first.signal), cache.get(fileOf('baseline'), second.signal)]
    const outcomes = Promise.allSettled(waits)
    await expect.poll(() => signals.length).toBe(1)
    first.abort()
    await expect(waits[0]).rejects.toMatchObject({ code: 'cancelled' })
    expect(signals[0].aborted).toBe(false)
    second.abort()
    await outcomes
    await expect.poll(() => signals[0].aborted).toBe(true)
  })

  it('a photo that is gone is said to be gone', async () => {
    await expect(counting().cache.get(fileOf('gone'), undefined)).rejects.toMatchObject({
      code: 'file-not-found',
    })
  })
})
