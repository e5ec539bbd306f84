import { opendirSync } from 'node:fs'

/** Whether an imported folder can be looked into now: it is there, its drive is off or it is gone, or we may not. */
export type RootState = 'there' | 'away' | 'forbidden'

/**
 * An imported folder is there where something is in it. The place where a drive is mounted stays behind as an empty folder once
 * the drive is off, and hidden files may be written into it.
 */
export function rootState(path: string): RootState {
  try {
    const folder = opendirSync(path)
    try {
      for (let entry = folder.readSync(); entry !== null; entry = folder.readSync()) {
        if (!entry.name.startsWith('.')) return 'there'
      }
      return 'away'
    } finally {
      folder.closeSync()
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    return code === 'EACCES' || code === 'EPERM' ? 'forbidden' : 'away'
  }
}

/** True where an imported folder can be looked into. */
export function isRootThere(path: string): boolean {
  return rootState(path) === 'there'
}
