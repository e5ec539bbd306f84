import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Everything that the build reads. */
const SOURCES = ['src', 'electron', 'electron.config.ts', 'package.json', 'package-lock.json'] as const
/** The build's last file of each of its three parts. */
const RESULTS = ['out/main/main.js', 'out/preload/preload.cjs', 'out/renderer/index.html'] as const

/** True where the build is there and newer than everything that it was made of. */
export function isBuilt(programFolder: string): boolean {
  const results = RESULTS.map((name) => join(programFolder, name))
  if (!results.every((file) => existsSync(file))) return false
  const builtMs = Math.min(...results.map((file) => statSync(file).mtimeMs))
  return SOURCES.every((name) => newestChangeMs(join(programFolder, name)) <= builtMs)
}

function newestChangeMs(path: string): number {
  const found = statSync(path)
  if (!found.isDirectory()) return found.mtimeMs
  // A folder's own time tells of files that were taken away.
  return Math.max(found.mtimeMs, ...readdirSync(path).map((name) => newestChangeMs(join(path, name))))
}
