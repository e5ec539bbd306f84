import { existsSync } from 'node:fs'
import { z } from 'zod'
import type { Call } from '../../../client/connect.ts'
import { PhotoId } from '../../../contract/ids.ts'
import type { FileRegistration } from '../../../contract/registrations.ts'
import { resolveNamedIn, resolveTyped } from '../input-files.ts'
import { UsageError } from '../usage.ts'
import type { Command } from './command.ts'
import { eachPair, PairId, readPairs } from './each-pair.ts'
import { noWords } from './expect-words.ts'

const Photo = z.union([z.string().min(1), z.int().positive()]).transform(String)
const AlignedPair = z.object({ id: PairId, before: Photo, after: Photo })

/** Registers two photos, or each pair of a list. */
export const alignCommand: Command = {
  plan: (line) => {
    const pairs = line.options['pairs']
    if (pairs === undefined) {
      const [before, after] = line.words
      if (before === undefined || after === undefined || line.words.length > 2) {
        throw new UsageError('align needs a before and an after: files, or ids of photos in the catalogue.')
      }
      return {
        needsCatalogue: isPhotoId(before) || isPhotoId(after),
        run: ({ call, signal }) => alignPhotos(call, before, after, resolveTyped, signal),
      }
    }
    noWords(line)
    const file = resolveTyped(pairs)
    const read = once(() => readPairs(file, AlignedPair))
    return {
      needsCatalogue: namesPhotoIds(() => read().flatMap(({ before, after }) => [before, after])),
      run: ({ call, signal }) =>
        eachPair(read(), ({ before, after }) =>
          alignPhotos(call, before, after, (path) => resolveNamedIn(file, path), signal),
        ),
    }
  },
}

async function alignPhotos(
  call: Call,
  before: string,
  after: string,
  resolvePath: (path: string) => string,
  signal: AbortSignal,
): Promise<unknown> {
  if (isPhotoId(before) && isPhotoId(after)) {
    const ids = { beforeId: PhotoId.parse(Number(before)), afterId: PhotoId.parse(Number(after)) }
    return answer(await call('registrations.align', ids, { signal }))
  }
  const fileOf = async (word: string): Promise<string> =>
    isPhotoId(word)
      ? (await call('photos.get', { id: PhotoId.parse(Number(word)) })).photo.file
      : resolvePath(word)
  const files = { before: await fileOf(before), after: await fileOf(after) }
  return answer(await call('registrations.alignFiles', files, { signal }))
}

function answer(found: FileRegistration): unknown {
  const m = found.afterToBefore
  return {
    verdict: found.verdict,
    method: found.method,
    kind: found.kind,
    confidence: found.confidence,
    afterToBefore: [m.slice(0, 3), m.slice(3, 6), m.slice(6, 9)],
    residualPercent: found.residualPercent,
    poseDiffers: found.poseDiffers,
    reasons: found.reasons,
    elapsedMs: found.elapsedMs,
  }
}

// A file that cannot be read is an error of the run, not of the plan.
function namesPhotoIds(words: () => readonly string[]): boolean {
  try {
    return words().some(isPhotoId)
  } catch {
    return false
  }
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => (made ??= { value: make() }).value
}

function isPhotoId(word: string): boolean {
  return /^\d+$/.test(word) && !existsSync(resolveTyped(word))
}
