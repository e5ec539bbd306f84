import { readFile } from 'node:fs/promises'
import { dirname, join, parse } from 'node:path'
import { ExportRecord } from '../../../contract/exports.ts'
import { readComments, withComment } from '../../imaging/jpeg-segments.ts'
import { isFileError } from './read-original.ts'

/** What a comment in a JPEG starts with when the rest of it is a record. */
const COMMENT_START = 'fadeline-record '

/** The file beside a picture that holds its record: `picture.record.json` for `picture.jpg`. */
export function recordFileOf(file: string): string {
  return join(dirname(file), `${parse(file).name}.record.json`)
}

/** The picture with its record inside, as a JPEG comment. */
export function withEmbeddedRecord(jpeg: Uint8Array, record: ExportRecord): Buffer {
  return withComment(jpeg, COMMENT_START + JSON.stringify(record))
}

/** The record inside a JPEG; null where there is none that can be read. */
export function readEmbeddedRecord(jpeg: Uint8Array): ExportRecord | null {
  const comment = readComments(jpeg).find((text) => text.startsWith(COMMENT_START))
  return comment === undefined ? null : parseRecord(comment.slice(COMMENT_START.length))
}

/** The record beside a picture; null where there is none, 'damaged' where the file there is no record. */
export async function readRecordBeside(file: string): Promise<ExportRecord | 'damaged' | null> {
  try {
    return parseRecord(await readFile(recordFileOf(file), 'utf8')) ?? 'damaged'
  } catch (error) {
    if (isFileError(error) && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return null
    if (isFileError(error)) return 'damaged'
    throw error
  }
}

function parseRecord(text: string): ExportRecord | null {
  try {
    const parsed = ExportRecord.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
