import { expect, it, vi } from 'vitest'
import { whileWaiting } from '../../src/backend/services/import/while-waiting.ts'

/** Items that come when their promises are kept, and whether their source was ended. */
function source(items: readonly Promise<number>[]) {
  const state = { isEnded: false }
  async function* come(): AsyncGenerator<number> {
    try {
      for (const item of items) yield await item
    } finally {
      state.isEnded = true
    }
  }
  return { state, items: come() }
}

async function all(items: AsyncIterable<number>): Promise<number[]> {
  const found: number[] = []
  for await (const item of items) found.push(item)
  return found
}

it('hands on all that comes, and works once while something is late', async () => {
  const late = Promise.withResolvers<number>()
  const work = vi.fn(() => late.resolve(2))
  expect(await all(whileWaiting(source([Promise.resolve(1), late.promise]).items, 1, work))).toEqual([1, 2])
  expect(work).toHaveBeenCalledTimes(1)
})

it('ends by a failure of the work, and what fails after it fails nobody', async () => {
  const late = Promise.withResolvers<number>()
  const { state, items } = source([late.promise])
  const fails = all(
    whileWaiting(items, 1, () => {
      throw new Error('The disk is full.')
    }),
  )
  await expect(fails).rejects.toThrow('The disk is full.')
  const unheard = vi.fn()
  process.on('unhandledRejection', unheard)
  late.reject(new Error('too late'))
  await vi.waitFor(() => expect(state.isEnded).toBe(true))
  await new Promise((resolve) => {
    setTimeout(resolve, 1)
  })
  process.off('unhandledRejection', unheard)
  expect(unheard).not.toHaveBeenCalled()
})

it('ends its source for whoever takes no more', async () => {
  const { state, items } = source([Promise.resolve(1), Promise.resolve(2)])
  for await (const item of whileWaiting(items, 1000, () => undefined)) {
    expect(item).toBe(1)
    break
  }
  await vi.waitFor(() => expect(state.isEnded).toBe(true))
})
