import { join } from 'node:path'

/** The root of the repository. */
export const PROGRAM_FOLDER = join(import.meta.dirname, '../..')
