import { AppError } from '../../contract/errors.ts'

/** Turns what SQLite says into what the user needs to know; leaves every other error as it is. */
export function explainSqliteError(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return error
  const code = error.code
  if (code.startsWith('SQLITE_FULL') || code === 'ENOSPC') {
    return new AppError(
      'disk-full',
      'The disk with the catalogue is full. What was finished is kept; make room and go on.',
      { cause: error },
    )
  }
  // Every table that is asked for was made by a migration: a name that is not there any more was overwritten.
  const isNameLost = code === 'SQLITE_ERROR' && /^no such (?:table|column)/.test(error.message)
  if (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB') || isNameLost) {
    return new AppError(
      'catalogue-damaged',
      'The catalogue file is damaged. Your photos are not touched. A copy from the backups folder beside it can take its place.',
      { cause: error },
    )
  }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new AppError(
      'catalogue-in-use',
      'This catalogue is open in another Fadeline. Close that one first; nothing was changed.',
      { cause: error },
    )
  }
  if (
    code.startsWith('SQLITE_READONLY') ||
    code.startsWith('SQLITE_CANTOPEN') ||
    code.startsWith('SQLITE_IOERR') ||
    code === 'EACCES' ||
    code === 'EROFS'
  ) {
    return catalogueNotWritable(error)
  }
  return error
}

/** The catalogue's folder cannot be made or written to. */
export function catalogueNotWritable(cause: unknown): AppError {
  return new AppError(
    'catalogue-not-writable',
    'Fadeline cannot write to its catalogue. Check that its folder exists, and that the folder and the file in it may be written to.',
    { cause },
  )
}
