/** Hands on what comes, and does `work` once where nothing has come for so long; a failure of it ends the whole. */
export async function* whileWaiting<Item>(
  items: AsyncIterable<Item>,
  afterMs: number,
  work: () => void,
): AsyncGenerator<Item> {
  const coming = items[Symbol.asyncIterator]()
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
}
