import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** What must stay as it is of every file below a folder: bytes, time of change and mode, by path. */
export function snapshotFiles(folder: string): Readonly<Record<string, string>> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  return Object.fromEntries(
    files
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((file) => {
        const { mtimeNs, mode } = statSync(file, { bigint: true })
        const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex')
        return [file, `${sha256} ${mtimeNs} ${mode}`]
      }),
  )
}
