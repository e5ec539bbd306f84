import { stat } from 'node:fs/promises'
import { AppError } from '../../contract/errors.ts'
import type { PartToLookAt, PhotoAnalysis } from './analyse-photo.ts'
import { rejectOnAbort } from '../imaging/reject-on-abort.ts'
import { cancelled } from '../imaging/worker-pool.ts'

interface Entry {
  readonly analysis: Promise<PhotoAnalysis>
  readonly abandon: AbortController
  waiting: number
  isDone: boolean
}

/** Analyses of recently seen photos, so that a series to one baseline decodes each photo once. */
export interface AnalysisCache {
  /** @throws AppError file-not-found, cancelled, or what analysing throws. */
  get(file: string, signal: AbortSignal | undefined, part?: PartToLookAt): Promise<PhotoAnalysis>
}

const MOST_PHOTOS = 48

/** Makes a cache in front of `analyse`; a photo that changed on disk is analysed anew, one nobody waits for is given up. */
export function createAnalysisCache(
  analyse: (file: string, signal: AbortSignal, part?: PartToLookAt) => Promise<PhotoAnalysis>,
): AnalysisCache {
  const entries = new Map<string, Entry>()

  const begin = (key: string, file: string, part: PartToLookAt | undefined): Entry => {
    const abandon = new AbortController()
    const analysis = analyse(file, abandon.signal, part)
    const entry: Entry = { analysis, abandon, waiting: 0, isDone: false }
    entries.set(key, entry)
    analysis.then(
      () => {
        entry.isDone = true
        const oldest = entries.keys().next().value
        if (entries.size > MOST_PHOTOS && oldest !== undefined) entries.delete(oldest)
      },
      // A failure is told to those who waited and is not kept: the file may be readable next time.
      () => entries.delete(key),
    )
    return entry
  }

  return {
    async get(file, signal, part) {
      const key = (await identify(file)) + (part ? `\n${JSON.stringify(part)}` : '')
      if (signal?.aborted) throw cancelled()
      const known = entries.get(key)
      const entry = known && !known.abandon.signal.aborted ? known : begin(key, file, part)
      if (entry === known) {
        // Used again: now the youngest.
        entries.delete(key)
        entries.set(key, entry)
      }
      entry.waiting++
      const leave = () => {
        if (--entry.waiting === 0 && !entry.isDone) entry.abandon.abort()
      }
      return rejectOnAbort(entry.analysis, signal).finally(leave)
    },
  }
}

async function identify(file: string): Promise<string> {
  try {
    const { size, mtimeMs } = await stat(file)
    return `${file}\n${size}\n${mtimeMs}`
  } catch (cause) {
    throw new AppError('file-not-found', 'A photo to align is no longer where it was.', { cause })
  }
}
