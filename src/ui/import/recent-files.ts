import { create } from 'zustand'
import type { Progress } from '../../contract/command.ts'

/** As many as one takes in at a glance. */
const SHOWN = 8

interface RecentFiles {
  /** Newest first; each with a number, because the same name may come from two folders. */
  readonly files: readonly { readonly number: number; readonly name: string }[]
}

/** The files that the running import told of last. */
export const useRecentFiles = create<RecentFiles>(() => ({ files: [] }))

/** Begins a new list. */
export function clearRecentFiles(): void {
  useRecentFiles.setState({ files: [] })
}

/** Notes what is read now; the backend tells of some files, not of every one. */
export function noteProgress({ current, done }: Progress): void {
  if (current === null) return
  useRecentFiles.setState(({ files }) =>
    files[0]?.name === current
      ? { files }
      : { files: [{ number: done, name: current }, ...files].slice(0, SHOWN) },
  )
}
