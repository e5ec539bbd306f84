import { basename, dirname } from 'node:path'
import { readPathsInSteps, type PathReading, type PathToRead } from '../../../domain/reading/read-paths.ts'
import type { SaidOfNames } from '../../../domain/reading/said-of-names.ts'
import { finishSteps, type Steps } from '../../../domain/steps.ts'
import type { WalkedFile } from './walk-folder.ts'

/** Reads the names of all files of a chosen folder together. */
export function readNames(
  root: string,
  files: readonly Pick<WalkedFile, 'relative'>[],
  said: SaidOfNames,
): readonly PathReading[] {
  return finishSteps(readNamesInSteps(root, files, said))
}

/** The same in steps. */
export function* readNamesInSteps(
  root: string,
  files: readonly { readonly relative: Uint8Array }[],
  said: SaidOfNames,
): Steps<readonly PathReading[]> {
  const parent = dirname(root)
  // Files of one folder stand side by side and share the list of its names.
  let [before, folders]: [string, readonly string[]] = ['', []]
  const paths: PathToRead[] = []
  for (const [index, { relative }] of files.entries()) {
    const name = nameOf(relative)
    const inFolder = name.slice(0, Math.max(0, name.lastIndexOf('/')))
    if (inFolder !== before) folders = inFolder.split('/')
    before = inFolder
    paths.push({ folders: inFolder === '' ? [] : folders, stem: stemOf(name) })
    if (index % 64 === 0) yield
  }
  const chosen = { name: basename(root) || root, parentName: parent === root ? null : basename(parent) }
  return yield* readPathsInSteps(paths, chosen, said)
}

/** Every name that stands in the paths of these files, the chosen folder's own first. */
export function namesIn(
  root: string,
  files: readonly { readonly relative: Uint8Array }[],
): ReadonlySet<string> {
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
export function stemOf(path: Uint8Array | string): string {
  const name = typeof path === 'string' ? path : nameOf(path)
  return name.slice(name.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '')
}

/** A name for people; bytes that are no UTF-8 show as what they are in Latin-1, which most of them once were. */
export function nameOf(path: Uint8Array): string {
  const bytes = Buffer.from(path.buffer, path.byteOffset, path.byteLength)
  const text = bytes.toString('utf8')
  return text.includes('\uFFFD') ? bytes.toString('latin1') : text
}
