import { Worker } from 'node:worker_threads'

/** What is left to do of daily copies. */
export interface BackupsWork {
  /** Of which old copies are removed; null where they are not. */
  readonly catalogueFolder: string | null
  /** A copy that was begun; null where none was. */
  readonly copy: string | null
}

/**
 * Checks the copy that was begun and removes old ones in a thread of its own: reading a copy of a million photos takes seconds,
 * in which nothing else would be answered. Called off, it still finishes the copy and leaves the rest to the next time.
 */
export async function finishBackups(work: BackupsWork, signal: AbortSignal): Promise<void> {
  // In the bundle every entry lies in one flat folder, as JavaScript.
  const name = import.meta.url.endsWith('.ts') ? './backups-worker.ts' : './backups-worker.js'
  const worker = new Worker(new URL(name, import.meta.url), { workerData: work })
  await new Promise<void>((resolve, reject) => {
    let isCopied = work.copy === null
    const end = (): void => {
      if (isCopied && signal.aborted) void worker.terminate()
    }
    worker.on('message', () => {
      isCopied = true
      end()
    })
    worker.on('error', reject)
    worker.on('exit', () => resolve())
    signal.addEventListener('abort', end, { once: true })
    end()
  })
}
