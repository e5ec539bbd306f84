import { join, relative } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { runCommand } from '../runner/run-command.ts'
import { copyRooms, someModuleOf } from '../support/rooms-copy.ts'
import { scratchFolder } from '../support/scratch-folder.ts'

/** A line that must not pass in a room. */
interface Plant {
  readonly room: string
  readonly line: string
}

const ROOMS = [
  'src/contract',
  'src/domain',
  'src/backend/catalogue',
  'src/backend/imaging',
  'src/backend/alignment',
  'src/backend/services',
  'src/backend/rpc',
  'src/hosts/desk',
  'src/hosts/cli',
  'src/hosts/launch',
  'src/client',
  'src/ui',
  'electron/main',
  'electron/preload',
] as const
type Room = (typeof ROOMS)[number]

/** The table of the architecture: which rooms a room may import from. Everything else must be stopped. */
const MAY_IMPORT: Readonly<Record<Room, readonly Room[]>> = {
  'src/contract': [],
  'src/domain': ['src/contract'],
  'src/backend/catalogue': ['src/domain', 'src/contract'],
  'src/backend/imaging': ['src/domain', 'src/contract'],
  'src/backend/alignment': ['src/backend/imaging', 'src/domain', 'src/contract'],
  'src/backend/services': [
    'src/backend/catalogue',
    'src/backend/imaging',
    'src/backend/alignment',
    'src/domain',
    'src/contract',
  ],
  'src/backend/rpc': ['src/backend/services', 'src/contract'],
  'src/hosts/desk': ['src/backend/services', 'src/backend/rpc', 'src/contract', 'src/client'],
  'src/hosts/cli': ['src/backend/services', 'src/backend/rpc', 'src/contract', 'src/client'],
  'src/hosts/launch': ['src/contract'],
  'src/client': ['src/contract'],
  'src/ui': ['src/client', 'src/domain', 'src/contract'],
  'electron/main': ['src/contract', 'src/backend/rpc', 'electron/preload'],
  'electron/preload': ['src/contract'],
}

/** The packages that one room alone may know. */
const OWNED: Readonly<Record<string, readonly Room[]>> = {
  electron: ['electron/main', 'electron/preload'],
  sharp: ['src/backend/imaging'],
  'better-sqlite3': ['src/backend/catalogue'],
}

const betweenRooms: readonly Plant[] = ROOMS.flatMap((room) =>
  ROOMS.filter((other) => other !== room && !MAY_IMPORT[room].includes(other)).map((other) => ({
    room,
    line: `import * as other from '${pathBetween(room, someModuleOf(other))}'\nexport const seen = other`,
  })),
)

const ofPackages: readonly Plant[] = Object.entries(OWNED).flatMap(([name, owners]) =>
  ROOMS.filter((room) => !owners.includes(room)).map((room) => ({
    room,
    line: `import * as other from '${name}'\nexport const seen = other`,
  })),
)

const ofSystems: readonly Plant[] = [
  ...(['src/contract', 'src/domain', 'src/client', 'src/ui'] as const).map((room) => ({
    room,
    line: "import * as other from 'node:fs'\nexport const seen = other",
  })),
  ...ROOMS.filter((room) => !['src/ui', 'src/client', 'electron/preload'].includes(room)).map((room) => ({
    room,
    line: 'export const seen: HTMLElement = document.body',
  })),
  // Not the preload: electron's own types bring Node's along.
  ...(['src/contract', 'src/domain', 'src/client', 'src/ui'] as const).map((room) => ({
    room,
    line: 'export const seen = process.cwd()',
  })),
]

const PLANTS = [...betweenRooms, ...ofPackages, ...ofSystems].map((plant, index) => ({
  ...plant,
  // Packages bring types of their own along: what is missing in a room must be looked for without them.
  folder: index < betweenRooms.length + ofPackages.length ? 'imports' : 'systems',
  file: `${plant.room}/planted-${index}.ts`,
}))

/** Twice the whole program through the compiler and the linter, on a machine that may be busy. */
const CHECK_TIMEOUT_MS = 10 * 60_000

const scratch = scratchFolder()
/** What both checks said, by the folder that they looked at. */
const said: Record<string, string> = {}

beforeAll(async () => {
  for (const name of ['imports', 'systems']) {
    const folder = join(scratch, name)
    const planted = PLANTS.filter((plant) => plant.folder === name)
    copyRooms(folder, {
      ...Object.fromEntries(planted.map(({ file, line }) => [file, `${line}\n`])),
      'src/domain/planted-one.ts':
        "import { two } from './planted-two.ts'\nexport const one = (): unknown => two\n",
      'src/domain/planted-two.ts':
        "import { one } from './planted-one.ts'\nexport const two = (): unknown => one\n",
      'src/domain/planted-allowed.ts':
        "import { assertNever } from '../contract/errors.ts'\nexport const seen = assertNever\n",
    })
    const linted = await runCommand(['oxlint', '--format=unix', 'src', 'electron'], {}, folder)
    const built = await runCommand(['tsc', '-b', '--pretty', 'false'], {}, folder)
    said[name] = linted.output + built.output
  }
}, CHECK_TIMEOUT_MS)

describe('what one room must not know', () => {
  test.each(ROOMS)('%s is held to it', (room) => {
    const planted = PLANTS.filter((plant) => plant.room === room)
    // The linter writes file:line, the compiler file(line).
    const unstopped = planted.filter(
      ({ file, folder }) => !said[folder]?.includes(`${file}:`) && !said[folder]?.includes(`${file}(`),
    )
    expect(planted.length).toBeGreaterThan(0)
    expect(unstopped.map(({ line }) => line.split('\n', 1).join(''))).toEqual([])
  })

  test('what a room may know passes both', () => {
    expect(said['imports']).not.toContain('planted-allowed')
  })

  test('two modules that import each other are stopped', () => {
    expect(said['imports']).toMatch(/planted-(?:one|two)\.ts:.*no-cycle/)
  })
})

function pathBetween(room: string, module: string): string {
  const path = relative(room, module)
  return path.startsWith('.') ? path : `./${path}`
}
