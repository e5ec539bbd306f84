import { parentPort } from 'node:worker_threads'
import { AppError } from '../../contract/errors.ts'
import { alignPhotos, type AlignmentHints } from './align-photos.ts'
import { analysePhoto, type PhotoAnalysis } from './analyse-photo.ts'
import type { WorkerReply, WorkerRequest } from '../imaging/worker-pool.ts'

/** What an alignment thread can be asked to do. */
export type AlignmentTask =
  | { readonly kind: 'analyse'; readonly file: string }
  | {
      readonly kind: 'align'
      readonly before: PhotoAnalysis
      readonly after: PhotoAnalysis
      readonly hints: AlignmentHints
    }

const FAILURE_MESSAGE =
  'These photos could not be compared. They are unchanged; place points by hand or try other photos.'

async function perform(task: AlignmentTask): Promise<unknown> {
  return task.kind === 'analyse' ? analysePhoto(task.file) : alignPhotos(task.before, task.after, task.hints)
}

parentPort?.on('message', ({ id, task }: WorkerRequest<AlignmentTask>) => {
  const reply = (message: WorkerReply) => parentPort?.postMessage(message, [])
  perform(task).then(
    (value) => reply({ id, value }),
    (error: unknown) => {
      const isExpected = error instanceof AppError
      reply({
        id,
        error: isExpected
          ? { code: error.code, message: error.message }
          : { code: 'internal', message: FAILURE_MESSAGE },
      })
    },
  )
})
