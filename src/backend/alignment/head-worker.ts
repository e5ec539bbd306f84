import { parentPort } from 'node:worker_threads'
import { AppError } from '../../contract/errors.ts'
import type { WorkerReply, WorkerRequest } from '../imaging/worker-pool.ts'
import { lookForHead } from './look-for-head.ts'

/** What a head thread can be asked to do. */
export interface HeadTask {
  readonly file: string
}

const FAILURE_MESSAGE = 'This photo could not be looked at for the view it shows. It is unchanged.'

parentPort?.on('message', ({ id, task }: WorkerRequest<HeadTask>) => {
  const reply = (message: WorkerReply) => parentPort?.postMessage(message, [])
  lookForHead(task.file).then(
    (value) => reply({ id, value }),
    (error: unknown) => {
      const { code, message } = error instanceof AppError ? error : new AppError('internal', FAILURE_MESSAGE)
      reply({ id, error: { code, message } })
    },
  )
})
