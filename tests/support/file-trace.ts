import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'

/** Whether what a program does to files can be traced on this machine. */
export const canTraceFiles = spawnSync('strace', ['-V']).status === 0

const READING = /^(open|openat|openat2)$/
const WRITING_FLAG = /O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_APPEND/

/** The command that runs another one, as the process that is started, and notes in `log` all that it and its threads do to files. */
export function traceFiles(log: string): readonly string[] {
  // %file: calls that name a file; the others change one through a descriptor, whose path -y writes beside it.
  const calls = '%file,ftruncate,fchmod,fchown,futimesat,fsetxattr,fremovexattr,fallocate'
  return ['strace', '-D', '-f', '-y', '-q', '-s', '4096', '--seccomp-bpf', '-e', `trace=${calls}`, '-o', log]
}

/** Waits until the traced program's end is noted: the tracer is a process of its own and may lag behind. */
export async function untilTraceEnds(log: string): Promise<void> {
  while (!/\+\+\+ (exited|killed)[^\n]*\n$/.test(readFileSync(log, 'latin1').slice(-200)))
    await setTimeout(50)
}

/** Calls of the log that name something in these folders: how often they were opened to be read, and all that could change them. */
export function readFileTrace(
  log: string,
  folders: readonly string[],
): { readonly opened: number; readonly changing: readonly string[] } {
  let opened = 0
  const changing: string[] = []
  for (const line of readFileSync(log, 'latin1').split('\n')) {
    const call = /^\d+\s+(\w+)\(/.exec(line)?.[1]
    if (call === undefined || !folders.some((folder) => line.includes(folder))) continue
    if (READING.test(call)) {
      if (WRITING_FLAG.test(line)) changing.push(line)
      else opened += 1
    } else if (!LOOKING.has(call)) changing.push(line)
  }
  return { opened, changing }
}

/** Calls on files that leave them as they are; any other one is told. */
const LOOKING = new Set([
  'access',
  'chdir',
  'execve',
  'faccessat',
  'faccessat2',
  'fstat',
  'getcwd',
  'getxattr',
  'inotify_add_watch',
  'lgetxattr',
  'listxattr',
  'llistxattr',
  'lstat',
  'newfstatat',
  'readlink',
  'readlinkat',
  'stat',
  'statfs',
  'statx',
])
