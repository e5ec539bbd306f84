import { AppError } from '../../../contract/errors.ts'
import type { Catalogue } from '../../catalogue/open-catalogue.ts'
import type { PhotoReader } from '../../imaging/photo-reader.ts'
import { absolutePath } from '../import/known-files.ts'

/**
 * Makes small pictures again from the originals that are there, as after a catalogue was put back on another machine; says of
 * how many hashes. An original that cannot be read, or is another one by now, is passed over.
 * @throws AppError cancelled, disk-full
 */
export async function makeSmallPictures(
  { catalogue, reader }: { readonly catalogue: Catalogue; readonly reader: PhotoReader },
  hashes: readonly string[],
  { signal, onDone }: { readonly signal: AbortSignal; readonly onDone: (done: number) => void },
): Promise<number> {
  const waiting = hashes.values()
  let [done, made] = [0, 0]
  const work = async (): Promise<void> => {
    for (const sha256 of waiting) {
      if (signal.aborted) throw new AppError('cancelled', 'Cancelled. What was made is kept.')
      if (await isMade(catalogue, reader, sha256)) made += 1
      done += 1
      onDone(done)
    }
  }
  // A thread each; who takes the next one takes it from all.
  await Promise.all(Array.from({ length: reader.threads }, work))
  await reader.rest()
  return made
}

async function isMade(catalogue: Catalogue, reader: PhotoReader, sha256: string): Promise<boolean> {
  for (const { rootPath, path } of catalogue.upkeep.originalsOf(sha256)) {
    try {
      const read = await reader.read(absolutePath(rootPath, path), { force: true })
      if (read.sha256 === sha256) return true
    } catch (error) {
      // On a drive that is off, or damaged since; there may be a copy.
      if (error instanceof AppError && error.code === 'disk-full') throw error
    }
  }
  return false
}
