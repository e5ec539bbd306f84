import { globSync, readFileSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { describe, expect, test } from 'vitest'
import { PROGRAM_FOLDER } from '../support/program-folder.ts'

const SOURCES = globSync('{src,electron,tests}/**/*.{ts,tsx}', { cwd: PROGRAM_FOLDER })
  .map((file) => ({ file, text: readFileSync(join(PROGRAM_FOLDER, file), 'utf8') }))
  .toSorted((a, b) => a.file.localeCompare(b.file))

const IMPORT = /\b(?:from|import)\s*\(?\s*['"](\.[^'"]+)['"]/g

function importsOf(text: string): string[] {
  return [...text.matchAll(IMPORT)].map(([, name]) => name ?? '')
}

describe('sources', () => {
  test('are found at all, with their imports', () => {
    const imports = SOURCES.flatMap(({ text }) => importsOf(text))
    expect(SOURCES.length).toBeGreaterThan(100)
    expect(imports.length).toBeGreaterThan(SOURCES.length)
  })

  test('import nothing from outside the project', () => {
    const escapes = SOURCES.flatMap(({ file, text }) =>
      importsOf(text)
        .filter((name) => !join(PROGRAM_FOLDER, dirname(file), name).startsWith(PROGRAM_FOLDER + sep))
        .map((name) => `${file}: ${name}`),
    )
    expect(escapes).toEqual([])
  })

  test('of the program import no test', () => {
    const imports = SOURCES.filter(({ file }) => !file.startsWith('tests')).flatMap(({ file, text }) =>
      importsOf(text)
        .filter((name) => join(dirname(file), name).startsWith(`tests${sep}`))
        .map((name) => `${file}: ${name}`),
    )
    expect(imports).toEqual([])
  })

  test('hand no address to the system and name no host of the network', () => {
    const reaching = SOURCES.filter(
      ({ file, text }) =>
        !file.startsWith('tests') &&
        (/\bopenExternal\b/.test(text) || /['"`](?:https?|wss?):\/\/(?!127\.0\.0\.1)[^'"`\s]/.test(text)),
    ).map(({ file }) => file)
    expect(reaching).toEqual([])
  })
})
