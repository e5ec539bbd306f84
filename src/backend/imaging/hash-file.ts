import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'

/** The sha256 of a file's bytes, lower-case hex; the file is opened for reading only. */
export async function hashFile(file: string | Buffer): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}
