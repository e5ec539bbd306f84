import { parentPort } from 'node:worker_threads'
import { AppError, assertNever } from '../../../contract/errors.ts'
import type { WorkerReply, WorkerRequest } from '../../imaging/worker-pool.ts'
import { drawDifference, drawPhoto, type DifferenceRequest } from './draw-photo.ts'
import { measurePair, type PairRequest } from './measure-pair.ts'

/** What a thread that looks at pairs can be asked to do. */
export type PairTask =
  | { readonly kind: 'measure'; readonly request: PairRequest }
  | { readonly kind: 'draw'; readonly file: string }
  | { readonly kind: 'difference'; readonly request: DifferenceRequest }

const FAILURE_MESSAGE = 'These photos could not be compared. They are unchanged.'

function perform(task: PairTask): Promise<unknown> {
  switch (task.kind) {
    case 'measure':
      return measurePair(task.request)
    case 'draw':
      return drawPhoto(task.file)
    case 'difference':
      return drawDifference(task.request)
    default:
      return assertNever(task)
  }
}

parentPort?.on('message', ({ id, task }: WorkerRequest<PairTask>) => {
  const reply = (message: WorkerReply): void => parentPort?.postMessage(message, [])
  perform(task).then(
    (value) => reply({ id, value }),
    (error: unknown) =>
      reply({
        id,
        error:
          error instanceof AppError
            ? { code: error.code, message: error.message }
            : { code: 'internal', message: FAILURE_MESSAGE },
      }),
  )
})
