import { watch, type FSWatcher } from 'node:fs'

/** Watches the folders of one imported folder for hints of a change. */
export interface FolderWatch {
  /** Watches these folders and no others from now on. */
  follow(folders: readonly Buffer[]): void
  close(): void
}

/** A system gives a program a limited number of watches and handles, and other programs need some too. */
const MOST_FOLDERS = 2000

/**
 * Watches folders, never files. A hint is all it gives: where the system has no more handles, or cannot watch at all, it stops
 * watching and the next look finds what changed.
 */
export function watchFolders(
  onHint: () => void,
  watchOne: (folder: Buffer, onHint: () => void) => Pick<FSWatcher, 'on' | 'close'> = (folder, hint) =>
    watch(folder, { persistent: false }, hint),
): FolderWatch {
  const watchers = new Map<string, Pick<FSWatcher, 'on' | 'close'>>()
  let hasGivenUp = false

  const giveUp = (): void => {
    hasGivenUp = true
    for (const watcher of watchers.values()) watcher.close()
    watchers.clear()
  }

  const add = (key: string, folder: Buffer): void => {
    try {
      const watcher = watchOne(folder, onHint)
      watcher.on('error', (error: unknown) => {
        if (isOutOfHandles(error)) return giveUp()
        // The folder went away or its drive was taken off.
        watchers.get(key)?.close()
        watchers.delete(key)
        onHint()
      })
      watchers.set(key, watcher)
    } catch (error) {
      // A folder that went away between the look and now is found by the next look.
      if (!isGone(error)) giveUp()
    }
  }

  return {
    follow(folders) {
      if (hasGivenUp) return
      if (folders.length > MOST_FOLDERS) return giveUp()
      const wanted = new Map(folders.map((folder) => [folder.toString('latin1'), folder]))
      for (const [key, watcher] of watchers) {
        if (wanted.has(key)) continue
        watcher.close()
        watchers.delete(key)
      }
      for (const [key, folder] of wanted) {
        if (hasGivenUp) return
        if (!watchers.has(key)) add(key, folder)
      }
    },
    close: giveUp,
  }
}

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : null)
const isGone = (error: unknown): boolean => codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR'

function isOutOfHandles(error: unknown): boolean {
  const code = codeOf(error)
  return code === 'ENOSPC' || code === 'EMFILE' || code === 'ENFILE' || code === 'ENOMEM'
}
