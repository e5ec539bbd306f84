import { existsSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { AppError } from '../../contract/errors.ts'

/** npm runs scripts in the project's folder; what a person types is relative to where they stand. */
const STANDING_IN = process.env['INIT_CWD'] ?? process.cwd()

export function resolveTyped(path: string): string {
  return resolve(STANDING_IN, path)
}

/** A path named inside a file: relative to where the person stands, or else to that file. */
export function resolveNamedIn(listFile: string, path: string): string {
  const typed = resolveTyped(path)
  return existsSync(typed) ? typed : resolve(dirname(listFile), path)
}

/** @throws AppError file-not-found, invalid-input */
export function readJsonFile(path: string): unknown {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (cause) {
    throw new AppError('file-not-found', `There is no readable file at ${path}.`, { cause })
  }
  try {
    return JSON.parse(text) as unknown
  } catch (cause) {
    throw new AppError('invalid-input', `${path} is not valid JSON.`, { cause })
  }
}
