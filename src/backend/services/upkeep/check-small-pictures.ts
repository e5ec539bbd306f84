import { lstat, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { CatalogueHealth } from '../../../contract/upkeep.ts'

/** The program's own names in its folder of small pictures; nothing else is ever removed from it. */
const OWN_NAME = /^([0-9a-f]{64})\.(preview\.jpg|thumb\.jpg|analysis)(\..*\.part)?$/

/** What is in the program's own folder, and of which hashes something is missing in it. */
type SmallPictures = Omit<CatalogueHealth['smallPictures'], 'missing' | 'made'> & {
  readonly missing: readonly string[]
}

/** Compares the small pictures on the disk with the photos of the catalogue. */
export async function checkSmallPictures(
  derivedFolder: string,
  hashes: ReadonlySet<string>,
  { removeOrphans }: { readonly removeOrphans: boolean },
): Promise<SmallPictures> {
  const found = new Map<string, number>()
  let [orphans, orphanBytes, removed] = [0, 0, 0]
  for (const folder of await namesIn(derivedFolder)) {
    for (const name of await namesIn(join(derivedFolder, folder))) {
      const match = OWN_NAME.exec(name)
      if (match === null) continue
      const [, sha256 = '', kind, part] = match
      if (hashes.has(sha256) && part === undefined) {
        // What alignment keeps is made again when it is missing.
        if (kind !== 'analysis') found.set(sha256, (found.get(sha256) ?? 0) + 1)
        continue
      }
      const file = join(derivedFolder, folder, name)
      orphans += 1
      orphanBytes += (await lstat(file)).size
      if (!removeOrphans) continue
      await rm(file, { force: true })
      removed += 1
    }
  }
  const missing = [...hashes].filter((sha256) => found.get(sha256) !== 2)
  return { missing, orphans, orphanBytes, removed }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    // Not made yet, or a stray file where a folder should be: nothing of ours is in it.
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === 'ENOENT' || code === 'ENOTDIR') return []
    throw error
  }
}
