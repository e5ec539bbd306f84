import { readFile } from 'node:fs/promises'
import { AppError } from '../../../contract/errors.ts'
import type { CallOutput } from '../../../contract/contract.ts'
import type { ExportRecord } from '../../../contract/exports.ts'
import { isSameRecord, recordProblems } from '../../../domain/export-record/record-problems.ts'
import { composeExport } from '../../imaging/compose-export.ts'
import {
  decodeExportedPicture,
  type ExportedPicture,
  hashPixels,
  largestBlockDifference,
} from '../../imaging/exported-picture.ts'
import type { ExportDependencies, ExportPhoto } from './export-dependencies.ts'
import { isFileError, readOriginal } from './read-original.ts'
import { readEmbeddedRecord, readRecordBeside } from './record-file.ts'

type VerifyDependencies = Pick<ExportDependencies, 'findPhotoBySha256'>
type Original = ExportRecord['originals'][number]

interface FoundOriginal {
  readonly original: Original
  readonly photo: ExportPhoto | null
  readonly bytes: Buffer | null
}

/** Blocks of a picture that was made again may differ by this much of 255, for another decoder's rounding. */
const REMAKE_TOLERANCE = 2

/**
 * Checks an exported picture: that its pixels are those of its record, that every original is in the catalogue and
 * unchanged on disk, and, where they are, that the recorded steps make this very picture again. `ok` means that all of
 * this holds.
 * @throws AppError file-not-found, file-not-readable, not-an-export.
 */
export async function verifyExport(
  dependencies: VerifyDependencies,
  file: string,
): Promise<CallOutput<'exports.verify'>> {
  const bytes = await readPicture(file)
  const embedded = readEmbeddedRecord(bytes)
  const beside = await readRecordBeside(file)
  const record = beside === 'damaged' || beside === null ? embedded : beside
  if (record === null) {
    throw new AppError(
      'not-an-export',
      'This file is not a picture that Fadeline has exported: it has no record.',
    )
  }
  const picture = await decodeExportedPicture(bytes)

  const problems: string[] = []
  if (beside === 'damaged')
    problems.push('The record beside the picture cannot be read; the one inside was used.')
  if (embedded !== null && beside !== null && beside !== 'damaged' && !isSameRecord(embedded, beside)) {
    problems.push('The record beside the picture says something else than the record inside it.')
  }
  problems.push(...recordProblems(record))
  const isUnchanged =
    picture.widthPx === record.width &&
    picture.heightPx === record.height &&
    hashPixels(picture) === record.pixelSha256
  if (!isUnchanged) problems.push('The pixels of the picture were changed after it was exported.')

  const found: FoundOriginal[] = []
  for (const original of record.originals) {
    const photo = await dependencies.findPhotoBySha256(original.sha256)
    found.push({ original, photo, bytes: photo === null ? null : await readOriginal(photo) })
  }
  for (const one of found) problems.push(...originalProblems(one))
  if (problems.length === 0) problems.push(...(await remakeProblems(record, picture, found)))
  return {
    ok: problems.length === 0,
    originals: found.map(({ original, bytes }) => ({ sha256: original.sha256, found: bytes !== null })),
    operations: record.operations,
    problems,
  }
}

async function readPicture(file: string): Promise<Buffer> {
  try {
    return await readFile(file)
  } catch (error) {
    if (!isFileError(error)) throw error
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') {
      throw new AppError('file-not-found', 'There is no such file.', { cause: error })
    }
    throw new AppError('file-not-readable', 'This file could not be read.', { cause: error })
  }
}

function originalProblems({ original, photo, bytes }: FoundOriginal): string[] {
  if (photo === null) return [`The ${original.role} photo is not in this catalogue.`]
  if (bytes === null)
    return [`The original of the ${original.role} photo is gone from its folder, or has changed.`]
  const isSaidNow =
    photo.date === original.date && photo.phase === original.phase && photo.view === original.view
  return isSaidNow
    ? []
    : [`The date, phase or view of the ${original.role} photo has been corrected since the picture was made.`]
}

/** Makes the picture again from the originals by its record: only then is it known that nothing else was done to it. */
async function remakeProblems(
  record: ExportRecord,
  picture: ExportedPicture,
  found: readonly FoundOriginal[],
): Promise<string[]> {
  const [before, after] = found
  const register = record.operations.find((operation) => operation.kind === 'register')
  const arrange = record.operations.find((operation) => operation.kind === 'arrange')
  const caption = record.operations.find((operation) => operation.kind === 'caption')
  if (!before?.photo || !before.bytes || !after?.photo || !after.bytes || !register || !arrange || !caption) {
    return ['The record does not say enough to make the picture again.']
  }
  const again = await composeExport({
    before: { ...before.photo, source: before.bytes },
    after: { ...after.photo, source: after.bytes },
    register,
    layout: record.layout,
    position: arrange.position,
    captions: [caption.lines[0] ?? '', caption.lines[1] ?? ''],
  })
  const remade = await decodeExportedPicture(again.jpeg)
  const isSameSize = remade.widthPx === picture.widthPx && remade.heightPx === picture.heightPx
  if (!isSameSize || largestBlockDifference(remade, picture) > REMAKE_TOLERANCE) {
    return [
      `Made again from the originals by its record, the picture looks different (it was made by ${record.program}).`,
    ]
  }
  const isSameProfile =
    picture.profile !== null &&
    remade.profile !== null &&
    Buffer.compare(picture.profile, remade.profile) === 0
  if (!isSameProfile) return ['The colour profile of the picture was changed after it was exported.']
  if (!isSameRecord(again.operations, record.operations)) {
    return ['The record names other steps than those that make this picture.']
  }
  return []
}
