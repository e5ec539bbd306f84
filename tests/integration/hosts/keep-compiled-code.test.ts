import { execFileSync } from 'node:child_process'
import { join, sep } from 'node:path'
import { expect, test } from 'vitest'
import { PROGRAM_FOLDER } from '../../support/program-folder.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** Where a thread of a host keeps compiled code, by what the thread itself says. */
function keptByThread(environment: Readonly<Record<string, string>>): string {
  const { NODE_COMPILE_CACHE: _own, ...inherited } = process.env
  const script = `
    import { Worker } from 'node:worker_threads'
    import { keepCompiledCode } from './src/hosts/installation/keep-compiled-code.ts'
    keepCompiledCode()
    new Worker('console.log(process.getBuiltinModule("node:module").getCompileCacheDir())', { eval: true })`
  return execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: PROGRAM_FOLDER,
    env: { ...inherited, ...environment },
    encoding: 'utf8',
  }).trim()
}

test('threads keep compiled code beside the installed packages', () => {
  expect(keptByThread({})).toContain(join(PROGRAM_FOLDER, 'node_modules/.cache/compiled') + sep)
})

test('another folder can be named', () => {
  const folder = temporaryFolder()
  expect(keptByThread({ NODE_COMPILE_CACHE: folder })).toContain(folder + sep)
})
