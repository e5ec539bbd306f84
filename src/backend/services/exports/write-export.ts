import { createHash, randomBytes } from 'node:crypto'
import { lstat, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, extname, join, resolve } from 'node:path'
import { AppError } from '../../../contract/errors.ts'
import type { ExportRecord } from '../../../contract/exports.ts'
import type { ExportDependencies } from './export-dependencies.ts'
import { isFileError } from './read-original.ts'
import { readEmbeddedRecord, readRecordBeside, recordFileOf } from './record-file.ts'

type Guards = Pick<ExportDependencies, 'isPlaceOfOriginal' | 'findPhotoBySha256'>

/**
 * Makes sure that a picture may be written to `file`, and answers its whole path. Only an earlier export is ever
 * replaced: never an original, wherever it is known from, and never a photo the catalogue does not know yet.
 * @throws AppError invalid-input, folder-not-found, file-not-writable.
 */
export async function checkExportTarget(file: string, guards: Guards): Promise<string> {
  const target = withJpegExtension(resolve(file))
  await requireFolder(dirname(target))
  if (await guards.isPlaceOfOriginal(target)) throw originalInTheWay()
  const existing = await readExisting(target)
  if (existing !== null) {
    const sha256 = createHash('sha256').update(existing).digest('hex')
    if ((await guards.findPhotoBySha256(sha256)) !== null) throw originalInTheWay()
    if (readEmbeddedRecord(existing) === null) {
      throw new AppError(
        'file-not-writable',
        'There is already another file with this name. Nothing was written; choose another name.',
      )
    }
  }
  const beside = await readRecordBeside(target)
  if (beside === 'damaged') {
    throw new AppError(
      'file-not-writable',
      `There is already another file named ${basename(recordFileOf(target))}. Nothing was written.`,
    )
  }
  return target
}

/** A free name for a picture in the exports folder, which is made where it is missing. The name holds no client's name. */
export async function chooseExportFile(exportsFolder: string, stem: string): Promise<string> {
  await asAppError(mkdir(exportsFolder, { recursive: true }))
  for (let number = 1; ; number++) {
    const file = join(exportsFolder, number === 1 ? `${stem}.jpg` : `${stem}-${number}.jpg`)
    if (!(await exists(file)) && !(await exists(recordFileOf(file)))) return file
  }
}

/**
 * Writes a picture and its record so that either both stand there whole or nothing has changed but, at worst, a picture
 * that carries its record inside.
 * @throws AppError disk-full, file-not-writable, folder-not-found.
 */
export async function writeExport(file: string, jpeg: Uint8Array, record: ExportRecord): Promise<void> {
  const suffix = `.${randomBytes(6).toString('hex')}.part`
  const parts = [
    { part: join(dirname(file), `.${basename(file)}${suffix}`), whole: file, content: jpeg },
    {
      part: join(dirname(file), `.${basename(recordFileOf(file))}${suffix}`),
      whole: recordFileOf(file),
      content: Buffer.from(`${JSON.stringify(record, null, 2)}\n`),
    },
  ]
  try {
    for (const { part, content } of parts) await asAppError(writeDurably(part, content))
    // The picture first: it holds the record inside, so that it is complete even without its neighbour.
    for (const { part, whole } of parts) await asAppError(rename(part, whole))
  } finally {
    for (const { part } of parts) await rm(part, { force: true })
  }
}

function withJpegExtension(file: string): string {
  const extension = extname(file).toLowerCase()
  if (extension === '.jpg' || extension === '.jpeg') return file
  if (extension === '') return `${file}.jpg`
  throw new AppError('invalid-input', 'Pictures are written as JPEG: choose a name that ends in .jpg.')
}

async function requireFolder(folder: string): Promise<void> {
  const found = await asAppError(stat(folder))
  if (!found.isDirectory())
    throw new AppError('folder-not-found', 'The folder for the picture does not exist.')
}

async function readExisting(file: string): Promise<Buffer | null> {
  try {
    // A link is looked at itself: the rename would replace it, not what it points to, but it may stand for an original.
    const found = await lstat(file)
    if (found.isDirectory()) throw new AppError('file-not-writable', 'There is a folder with this name.')
    return await readFile(file)
  } catch (error) {
    if (isFileError(error) && error.code === 'ENOENT') return (await exists(file)) ? Buffer.alloc(0) : null
    if (isFileError(error)) throw fileProblem(error)
    throw error
  }
}

async function exists(file: string): Promise<boolean> {
  try {
    await lstat(file)
    return true
  } catch (error) {
    if (isFileError(error) && error.code === 'ENOENT') return false
    throw isFileError(error) ? fileProblem(error) : error
  }
}

async function writeDurably(file: string, content: Uint8Array): Promise<void> {
  const handle = await open(file, 'wx')
  try {
    await handle.writeFile(content)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function asAppError<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    throw isFileError(error) ? fileProblem(error) : error
  }
}

function fileProblem(error: NodeJS.ErrnoException): AppError {
  switch (error.code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new AppError('folder-not-found', 'The folder for the picture does not exist.', { cause: error })
    case 'ENOSPC':
    case 'EDQUOT':
      return new AppError('disk-full', 'The disk is full. Nothing was written.', { cause: error })
    default:
      return new AppError(
        'file-not-writable',
        'The picture could not be written there. Nothing was changed.',
        {
          cause: error,
        },
      )
  }
}

function originalInTheWay(): AppError {
  return new AppError(
    'file-not-writable',
    'An original photo stands there, and originals are never written over. Choose another name.',
  )
}
