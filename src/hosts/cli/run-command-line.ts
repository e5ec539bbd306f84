import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dispatch } from '../../backend/rpc/dispatch.ts'
import { openBackend } from '../../backend/services/open-backend.ts'
import { connect } from '../../client/connect.ts'
import { createLoopbackWires } from '../../client/loopback-wire.ts'
import { AppError } from '../../contract/errors.ts'
import type { CallOutput } from '../../contract/contract.ts'
import { PROGRAM_VERSION, RESOURCES_FOLDER, defaultCatalogueFolder } from '../installation/installation.ts'
import { readCommandLine, type CommandLine } from './command-line.ts'
import { COMMANDS } from './commands.ts'
import { unreadableWords } from './commands/health-words.ts'
import { resolveTyped } from './input-files.ts'
import { keepMemoryLow } from './keep-memory-low.ts'
import { describeProgress, formatAnswer } from './print.ts'
import { USAGE, UsageError } from './usage.ts'

const FAILED = 1
const WRONG_USAGE = 2

interface Outcome {
  readonly answer: unknown
  readonly inWords: (answer: unknown) => string
  readonly isBad: boolean
}

async function run(line: CommandLine, signal: AbortSignal): Promise<Outcome> {
  const command = Object.hasOwn(COMMANDS, line.command) ? COMMANDS[line.command] : undefined
  if (command === undefined) throw new UsageError(`There is no command "${line.command}".\n\n${USAGE}`)
  const plan = command.plan(line)
  // Looking at two files needs no catalogue; an empty one of its own lets it work while the app is open.
  const scratch = plan.needsCatalogue ? undefined : mkdtempSync(join(tmpdir(), 'fadeline-'))
  const named = line.catalogue === undefined ? defaultCatalogueFolder() : resolveTyped(line.catalogue)
  try {
    const backend = await openBackend({
      catalogueFolder: scratch ?? named,
      resourcesFolder: RESOURCES_FOLDER,
      version: PROGRAM_VERSION,
    })
    const wires = createLoopbackWires()
    try {
      dispatch(wires.backend, backend.handlers, ({ call, error }) => console.error(`${call} failed:`, error))
      const call = connect(wires.caller)
      const answer = await plan.run({
        call,
        signal,
        onProgress: describeProgress,
        catalogueFolder: named,
      })
      const leftOut = plan.needsCatalogue ? await call('catalogue.leftOut', {}) : []
      tellLeftOut(leftOut)
      const isBad = plan.isBad?.(answer) === true || leftOut.length > 0
      return { answer, inWords: plan.inWords ?? formatAnswer, isBad }
    } finally {
      wires.close()
      await backend.close()
    }
  } finally {
    if (scratch !== undefined) rmSync(scratch, { recursive: true, force: true })
  }
}

/** Does what a person typed, says how it went, and gives the exit code. */
export async function runCommandLine(args: readonly string[]): Promise<number> {
  const isJson = args.includes('--json')
  const interrupted = new AbortController()
  process.once('SIGINT', () => interrupted.abort())
  try {
    const line = readCommandLine(args)
    if (line.wantsHelp) {
      process.stdout.write(USAGE)
      return 0
    }
    if (line.command === 'import') keepMemoryLow()
    const { answer, inWords, isBad } = await run(line, interrupted.signal)
    process.stdout.write(isJson ? `${JSON.stringify(answer)}\n` : inWords(answer))
    return isBad ? FAILED : 0
  } catch (error) {
    const { code, message } = explain(error)
    if (isJson) process.stdout.write(`${JSON.stringify({ error: { code, message } })}\n`)
    else process.stderr.write(`${message}\n`)
    return error instanceof UsageError ? WRONG_USAGE : FAILED
  }
}

function tellLeftOut(unreadable: CallOutput<'catalogue.leftOut'>): void {
  if (unreadable.length === 0) return
  process.stderr.write(
    `${unreadableWords(unreadable)} Lists leave them out; fadeline doctor says what to do.\n`,
  )
}

function explain(error: unknown): { readonly code: string; readonly message: string } {
  if (error instanceof UsageError) return { code: 'invalid-input', message: error.message }
  if (error instanceof AppError) return { code: error.code, message: error.message }
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  return { code: 'internal', message: 'Something went wrong inside Fadeline. Nothing was lost.' }
}
