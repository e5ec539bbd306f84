import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { PROGRAM_FOLDER } from '../support/program-folder.ts'

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>
  readonly devDependencies: Readonly<Record<string, string>>
}

interface LockFile {
  readonly packages: Readonly<
    Record<
      string,
      { readonly optionalDependencies?: Readonly<Record<string, string>>; readonly resolved?: string }
    >
  >
}

function read(name: string): string {
  return readFileSync(join(PROGRAM_FOLDER, name), 'utf8')
}

test('every dependency has a line that says why it is here, and every line its dependency', () => {
  const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Manifest
  const explained = [...read('docs/dependencies.md').matchAll(/^\| `([^`]+)` +\| \S/gm)].map(
    ([, name]) => name,
  )
  expect(explained.toSorted()).toEqual(Object.keys({ ...dependencies, ...devDependencies }).toSorted())
})

test('the lock file knows the binaries of every platform, so that npm ci works on each', () => {
  const { packages } = JSON.parse(read('package-lock.json')) as LockFile
  const names = new Set(Object.keys(packages).map((path) => path.replace(/^.*node_modules\//, '')))
  const missing = Object.values(packages)
    .flatMap(({ optionalDependencies = {} }) => Object.keys(optionalDependencies))
    .filter((name) => !names.has(name))
  expect(missing).toEqual([])
})

test('the lock file names no place to download from but the registry that npm is set up for', () => {
  const { packages } = JSON.parse(read('package-lock.json')) as LockFile
  expect(Object.values(packages).flatMap(({ resolved }) => resolved ?? [])).toEqual([])
})
