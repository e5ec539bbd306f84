import { spawnSync } from 'node:child_process'
import { PROGRAM_FOLDER } from './program-folder.ts'

/** Nobody's, on Linux and macOS alike in what it may not do. */
const NOBODY = 65_534

/** Whom a process is to run as so that permissions mean something to it: root may read everything. */
export interface Account {
  readonly uid?: number
  readonly gid?: number
}

/** An account whom permissions hold back and that can run the program; null where there is none. */
export function unprivilegedAccount(): Account | null {
  if (process.platform === 'win32') return null
  const account = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {}
  const script = `require('node:fs').readdirSync(${JSON.stringify(PROGRAM_FOLDER)})`
  return spawnSync(process.execPath, ['-e', script], account).status === 0 ? account : null
}
