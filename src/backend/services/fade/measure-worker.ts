import { parentPort } from 'node:worker_threads'
import { AppError } from '../../../contract/errors.ts'
import type { WorkerReply, WorkerRequest } from '../../imaging/worker-pool.ts'
import { measureRetention, type MeasureRequest } from '../measure-retention.ts'

const FAILURE_MESSAGE = 'This visit could not be measured. The photos are unchanged.'

parentPort?.on('message', ({ id, task }: WorkerRequest<MeasureRequest>) => {
  const reply = (message: WorkerReply): void => parentPort?.postMessage(message, [])
  measureRetention(task).then(
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
