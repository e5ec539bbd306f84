import { cpSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { PROGRAM_FOLDER } from './program-folder.ts'

/** What the compiler and the linter look at: the rooms, and what says which may see which. */
const COPIED = ['src', 'electron', '.oxlintrc.json', 'package.json'] as const

/** A copy of the rooms in a folder of its own, with further files planted in it: path and content. */
export function copyRooms(folder: string, planted: Readonly<Record<string, string>>): void {
  for (const name of COPIED) cpSync(join(PROGRAM_FOLDER, name), join(folder, name), { recursive: true })
  // The tests' own project looks into every room; it is no room.
  const { references, ...configuration } = JSON.parse(
    readFileSync(join(PROGRAM_FOLDER, 'tsconfig.json'), 'utf8'),
  ) as { readonly references: readonly { readonly path: string }[] }
  const rooms = references.filter(({ path }) => path !== './tests')
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ ...configuration, references: rooms }))
  symlinkSync(join(PROGRAM_FOLDER, 'node_modules'), join(folder, 'node_modules'), 'junction')
  for (const [path, content] of Object.entries(planted)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
}

/** One existing module of a room, by its path from the root; its first in the alphabet that is no test and no declaration. */
export function someModuleOf(room: string): string {
  const name = readdirSync(join(PROGRAM_FOLDER, room))
    .filter((entry) => /\.tsx?$/.test(entry))
    .toSorted()[0]
  if (name === undefined) throw new Error(`${room} has no module.`)
  return `${room}/${name}`
}
