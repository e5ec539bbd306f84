import { join } from 'node:path'

/** Where the photos that are measured lie, beside the repository. */
export const DATA_FOLDER = join(import.meta.dirname, '../../../shared/data')
