import { watch, type FSWatcher } from 'node:fs'

/** Watches the folders of one imported folder for hints of a change. */
export interface FolderWatch {
  /** Watches these folders, the outermost first, and no others from now on. */
  follow(folders: readonly Buffer[]): void
  close(): void
}

/** There one handle watches a folder with all in it; on Windows one for each would keep folders from being renamed. */
const WATCHES_DEEPLY = process.platform === 'win32' || process.platform === 'darwin'

/** A system gives a program a limited number of watches and handles, and other programs need some too. */
const MOST_FOLDERS = 2000

/**
 * Watches folders, never files. A hint is all it gives: where the system has no more handles, or cannot watch at all, it stops
 * watching and the next look finds what changed.
 */
export function watchFolders(
  onHint: () => void,
  watchOne: (folder: Buffer, onHint: () => void) => Pick<FSWatcher, 'on' | 'close'> = (folder, hint) =>
    watch(folder, { persistent: false, recursive: WATCHES_DEEPLY }, hint),
  watchesDeeply = WATCHES_DEEPLY,
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
    follow(all) {
      if (hasGivenUp) return
      // The outermost comes first.
      const folders = watchesDeeply ? all.slice(0, 1) : all
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
