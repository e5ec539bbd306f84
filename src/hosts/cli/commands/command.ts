import type { Call } from '../../../client/connect.ts'
import type { Progress } from '../../../contract/command.ts'
import type { CommandLine } from '../command-line.ts'

/** What a command works with. */
export interface CommandContext {
  readonly call: Call
  readonly signal: AbortSignal
  readonly onProgress: (progress: Progress) => void
  /** The catalogue that the command line names, whether or not it is open. */
  readonly catalogueFolder: string
}

/** One word that `fadeline` understands. */
export interface Command {
  /** Understands the command line before anything is opened. Throws UsageError. */
  plan(line: CommandLine): {
    /** False where only files are looked at, so that it works while the catalogue is open in the app. */
    readonly needsCatalogue: boolean
    run(context: CommandContext): Promise<unknown>
    /** True of an answer that a script must not pass over: the program then exits with 1. */
    readonly isBad?: (answer: unknown) => boolean
    /** The answer for people, where its fields by name do not tell it well. */
    readonly inWords?: (answer: unknown) => string
  }
}
