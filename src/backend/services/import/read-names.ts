import { basename, dirname } from 'node:path'
import { readPaths, type PathReading } from '../../../domain/reading/read-paths.ts'
import type { SaidOfNames } from '../../../domain/reading/said-of-names.ts'
import type { WalkedFile } from './walk-folder.ts'

/** Reads the names of all files of a chosen folder together. */
export function readNames(
  root: string,
  files: readonly Pick<WalkedFile, 'relative'>[],
  said: SaidOfNames,
): readonly PathReading[] {
  const parent = dirname(root)
  return readPaths(
    files.map(({ relative }) => {
      const folders = nameOf(relative).split('/')
      folders.pop()
      return { folders, stem: stemOf(relative) }
    }),
    { name: basename(root) || root, parentName: parent === root ? null : basename(parent) },
    said,
  )
}

/** Every name that stands in the paths of these files, the chosen folder's own first. */
export function namesIn(root: string, files: readonly Pick<WalkedFile, 'relative'>[]): ReadonlySet<string> {
  const names = new Set([basename(root) || root])
  for (const { relative } of files) {
    const folders = nameOf(relative).split('/')
    folders.pop()
    for (const folder of folders) names.add(folder)
    names.add(stemOf(relative))
  }
  return names
}

/** A file's name without its folders and its extension. */
export function stemOf(path: Uint8Array): string {
  return (nameOf(path).split('/').at(-1) ?? '').replace(/\.[^.]*$/, '')
}

/** A name for people; bytes that are no UTF-8 show as what they are in Latin-1, which most of them once were. */
export function nameOf(path: Uint8Array): string {
  const text = Buffer.from(path).toString('utf8')
  return text.includes('\uFFFD') ? Buffer.from(path).toString('latin1') : text
}
