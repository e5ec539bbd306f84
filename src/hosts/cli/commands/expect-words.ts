import { PhotoId } from '../../../contract/ids.ts'
import { View } from '../../../contract/vocabulary.ts'
import type { CommandLine } from '../command-line.ts'
import { UsageError } from '../usage.ts'

/** The one word of a command that takes one. @throws UsageError */
export function onlyWord(line: CommandLine, what: string): string {
  const [word = ''] = line.words
  // An empty word is a script's variable that was not set, and would stand for the folder one stands in.
  if (word === '' || line.words.length > 1)
    throw new UsageError(`${line.command} needs ${what}, and nothing else.`)
  return word
}

/** @throws UsageError where words stand that nobody reads */
export function noWords(line: CommandLine): void {
  if (line.words.length > 0)
    throw new UsageError(`${line.command} does not understand "${line.words.join(' ')}".`)
}

/** @throws UsageError where the option is missing */
export function required(line: CommandLine, option: string): string {
  const value = line.options[option]
  if (value === undefined) throw new UsageError(`${line.command} needs --${option}.`)
  return value
}

/** The number of a photo. @throws UsageError */
export function idOption(line: CommandLine, option: string): PhotoId {
  const parsed = PhotoId.safeParse(Number(required(line, option)))
  if (!parsed.success) throw new UsageError(`--${option} is the number of a photo.`)
  return parsed.data
}

/** @throws UsageError where it is none of the views */
export function viewOf(line: CommandLine): View {
  const view = View.safeParse(required(line, 'view'))
  if (!view.success) throw new UsageError(`--view is one of ${View.options.join(', ')}.`)
  return view.data
}
