import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'

/** A new empty folder for a whole file of tests, removed after the last of them. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'fadeline-test-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
