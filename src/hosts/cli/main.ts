import { keepCompiledCode } from '../installation/keep-compiled-code.ts'

keepCompiledCode()
// Loaded here, so that it is taken from what was kept.
const { runCommandLine } = await import('./run-command-line.ts')
process.exitCode = await runCommandLine(process.argv.slice(2))
