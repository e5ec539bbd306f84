import { opendirSync } from 'node:fs'

/**
 * True where an imported folder is there with something in it. The place where a drive is mounted stays behind as an empty
 * folder once the drive is off, and hidden files may be written into it.
 */
export function isRootThere(path: string): boolean {
  try {
    const folder = opendirSync(path)
    try {
      for (let entry = folder.readSync(); entry !== null; entry = folder.readSync()) {
        if (!entry.name.startsWith('.')) return true
      }
      return false
    } finally {
      folder.closeSync()
    }
  } catch {
    // Gone or not to be reached is the same for who wants to show what is in it.
    return false
  }
}
