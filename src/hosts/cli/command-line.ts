import { parseArgs } from 'node:util'
import { USAGE, UsageError } from './usage.ts'

/** The command line, split but not yet understood by a command. */
export interface CommandLine {
  readonly command: string
  readonly words: readonly string[]
  readonly options: Readonly<Record<string, string | undefined>>
  readonly catalogue: string | undefined
  readonly isJson: boolean
  readonly wantsHelp: boolean
}

const VALUE = { type: 'string' } as const

/** @throws UsageError for an option that does not exist or lacks its value */
export function readCommandLine(args: readonly string[]): CommandLine {
  const parsed = parse(args)
  const { catalogue, json, help, ...options } = parsed.values
  const [command, ...words] = parsed.positionals
  for (const [name, value] of Object.entries({ catalogue, ...options }))
    if (value === '') throw new UsageError(`--${name} needs a value.`)
  if (help === true)
    return { command: 'help', words: [], options: {}, catalogue, isJson: false, wantsHelp: true }
  if (command === undefined) throw new UsageError(`No command was given.\n\n${USAGE}`)
  return { command, words, options, catalogue, isJson: json ?? false, wantsHelp: false }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        catalogue: VALUE,
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
        client: VALUE,
        view: VALUE,
        pairs: VALUE,
        photo: VALUE,
        treated: VALUE,
        bare: VALUE,
        before: VALUE,
        after: VALUE,
        layout: VALUE,
        out: VALUE,
        sample: VALUE,
      },
    })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error })
  }
}
