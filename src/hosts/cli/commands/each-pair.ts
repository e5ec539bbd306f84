import { z } from 'zod'
import { AppError } from '../../../contract/errors.ts'
import { readJsonFile } from '../input-files.ts'

/** Pairs looked at side by side: as many as the aligner has threads on a small machine. */
const PAIRS_AT_ONCE = 2

/** What a list of pairs calls each of them. */
export const PairId = z.union([z.string(), z.number()]).transform(String)

/** Reads a file with a list of pairs. @throws AppError `invalid-input` */
export function readPairs<T extends z.ZodType>(file: string, item: T): z.output<T>[] {
  const parsed = z.array(item).safeParse(readJsonFile(file))
  if (parsed.success) return parsed.data
  throw new AppError(
    'invalid-input',
    `${file} does not have the form that is asked for: ${z.prettifyError(parsed.error)}`,
  )
}

/** A pair that fails says so in its place; the others are answered all the same. */
export async function eachPair<P extends { readonly id: string }>(
  pairs: readonly P[],
  work: (pair: P) => Promise<unknown>,
): Promise<unknown[]> {
  const answers: unknown[] = Array.from({ length: pairs.length })
  const queue = pairs.entries()
  const worker = async (): Promise<void> => {
    for (const [index, pair] of queue) {
      try {
        answers[index] = { id: pair.id, ...((await work(pair)) as object) }
      } catch (error) {
        if (!(error instanceof AppError) || error.code === 'cancelled' || error.code === 'disconnected')
          throw error
        answers[index] = { id: pair.id, error: { code: error.code, message: error.message } }
      }
    }
  }
  await Promise.all(Array.from({ length: PAIRS_AT_ONCE }, worker))
  return answers
}
