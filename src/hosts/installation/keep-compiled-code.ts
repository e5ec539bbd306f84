import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

const FOLDER = fileURLToPath(new URL('../../../node_modules/.cache/compiled', import.meta.url))

/**
 * Keeps what Node makes of modules that are loaded from now on, here and in every thread: a thread that aligns takes 0.35 s of a
 * core to start instead of 0.95 s. Where the folder cannot be written, all is made anew, as without this.
 */
export function keepCompiledCode(): void {
  // Threads go by the variable.
  enableCompileCache((process.env['NODE_COMPILE_CACHE'] ??= FOLDER))
}
