const VARIABLE = 'MALLOC_ARENA_MAX'

/**
 * Starts this command anew, in the same process, with few of the pools in which Linux keeps freed memory: with one for every
 * thread that ever decoded a photo, an import holds a hundred megabytes more. Elsewhere, and where it is so already, it
 * does nothing.
 */
export function keepMemoryLow(): void {
  if (process.platform !== 'linux' || process.env[VARIABLE] !== undefined) return
  // Node 20 has no way to do this.
  process.execve?.(process.execPath, [process.execPath, ...process.execArgv, ...process.argv.slice(1)], {
    ...process.env,
    [VARIABLE]: '2',
  })
}
