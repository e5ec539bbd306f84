/**
 * Hands on what comes, and does `work` once where nothing has come for so long. A failure of it ends the whole at once; so does
 * whoever takes no more. What was coming then is waited for by nobody, and its source ended after it.
 */
export async function* whileWaiting<Item>(
  items: AsyncIterable<Item>,
  afterMs: number,
  work: () => void,
): AsyncGenerator<Item> {
  const coming = items[Symbol.asyncIterator]()
  try {
    for (;;) {
      const next = coming.next()
      let timer: NodeJS.Timeout | undefined
      const isLate = await Promise.race([
        next.then(() => false),
        new Promise<boolean>((resolve) => {
          timer = setTimeout(() => resolve(true), afterMs)
        }),
      ]).finally(() => clearTimeout(timer))
      if (isLate) work()
      const { done, value } = await next
      if (done === true) return
      yield value
    }
  } finally {
    coming.return?.().catch(() => undefined)
  }
}
