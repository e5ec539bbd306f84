import { AppError } from '../../../contract/errors.ts'
import type { CallInput, CallOutput } from '../../../contract/contract.ts'
import type { Progress } from '../../../contract/command.ts'
import type { ExportLayout, ExportRecord } from '../../../contract/exports.ts'
import type { PhotoId } from '../../../contract/ids.ts'
import { captionLine } from '../../../domain/export-record/caption-line.ts'
import { isMissUnknown } from '../../../domain/registration/is-miss-unknown.ts'
import { composeExport } from '../../imaging/compose-export.ts'
import { decodeExportedPicture, hashPixels } from '../../imaging/exported-picture.ts'
import type { ExportDependencies, ExportPhoto } from './export-dependencies.ts'
import { requireOriginal } from './read-original.ts'
import { recordFileOf, withEmbeddedRecord } from './record-file.ts'
import { checkExportTarget, chooseExportFile, writeExport } from './write-export.ts'

export interface CreateExportInput {
  readonly beforeId: PhotoId
  readonly afterId: PhotoId
  readonly layout: ExportLayout
  readonly position?: CallInput<'exports.create'>['position']
  readonly file?: CallInput<'exports.create'>['file']
}

const UNTIMED = { ratePerSecond: null, secondsLeft: null, current: null } as const

interface ExportContext {
  readonly signal: AbortSignal
  readonly report: (progress: Progress) => void
}

/**
 * Makes the picture of an aligned pair and writes it with its record beside it and inside it.
 * @throws AppError not-found, not-registered, original-offline, file-not-writable, folder-not-found, disk-full, cancelled.
 */
export async function createExport(
  dependencies: ExportDependencies,
  input: CreateExportInput,
  { signal, report }: ExportContext,
): Promise<CallOutput<'exports.create'>> {
  const before = await requirePhoto(dependencies, input.beforeId)
  const after = await requirePhoto(dependencies, input.afterId)
  if (before.id === after.id) throw new AppError('invalid-input', 'Choose two different photos.')
  // Looked at before the work, so that a wrong name is told at once.
  const file =
    input.file === undefined
      ? await chooseExportFile(dependencies.exportsFolder, fileStem(before, after, input.layout))
      : await checkExportTarget(input.file, dependencies)

  report({ stage: 'aligning', done: 0, total: 0, ...UNTIMED })
  const registration = await dependencies.alignPair(before.id, after.id, { signal })
  if (registration === null || registration.verdict === 'needs-points') {
    throw new AppError(
      'not-registered',
      'These two photos could not be aligned automatically. Place points by hand and try again.',
    )
  }

  const originals: ExportRecord['originals'] = [
    { role: 'before', ...recorded(before) },
    { role: 'after', ...recorded(after) },
  ]
  const composed = await composeExport(
    {
      before: { ...before, source: await requireOriginal(before) },
      after: { ...after, source: await requireOriginal(after) },
      register: {
        kind: 'register',
        photo: 'after',
        transform: registration.kind,
        afterToBefore: [...registration.afterToBefore],
        method: registration.method,
        verdict: registration.verdict,
        residualPercent: isMissUnknown(registration) ? null : registration.residualPercent,
      },
      layout: input.layout,
      position: input.position ?? 0.5,
      captions: [captionLine({ role: 'before', ...before }), captionLine({ role: 'after', ...after })],
    },
    {
      signal,
      onStep: (done, total) => report({ stage: 'writing', done, total, ...UNTIMED }),
    },
  )
  const record: ExportRecord = {
    format: 'fadeline-record',
    formatVersion: 1,
    program: dependencies.program,
    madeAt: dependencies.now().toISOString(),
    layout: input.layout,
    originals,
    operations: composed.operations,
    pixelSha256: hashPixels(await decodeExportedPicture(composed.jpeg)),
    width: composed.widthPx,
    height: composed.heightPx,
  }
  if (signal.aborted) throw new AppError('cancelled', 'Cancelled. Nothing was written.')
  await writeExport(file, withEmbeddedRecord(composed.jpeg, record), record)
  const id = await dependencies.keepExport({ file, beforeId: before.id, afterId: after.id, record })
  return { id, file, recordFile: recordFileOf(file), record }
}

async function requirePhoto(dependencies: ExportDependencies, id: PhotoId): Promise<ExportPhoto> {
  const photo = await dependencies.findPhoto(id)
  if (photo === null) throw new AppError('not-found', `There is no photo with the id ${id}.`)
  return photo
}

function recorded({
  sha256,
  date,
  phase,
  view,
}: ExportPhoto): Omit<ExportRecord['originals'][number], 'role'> {
  return { sha256, date, phase, view }
}

/** Dates and the view say which picture it is; a client's name in a file's name would go wherever the file goes. */
function fileStem(before: ExportPhoto, after: ExportPhoto, layout: ExportLayout): string {
  return [before.view, before.date ?? 'undated', after.date ?? 'undated', layout].join('_')
}
