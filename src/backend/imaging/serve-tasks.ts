import { parentPort } from 'node:worker_threads'
import { AppError, type ErrorCode } from '../../contract/errors.ts'
import type { WorkerReply, WorkerRequest } from './worker-pool.ts'

/**
 * Makes this thread a worker of a pool: it performs each task and answers with its value, or with what a person needs to know.
 * A failure that nobody expected is called `unexpected`; its own words stay in the thread.
 */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- what comes through the port is what the pool was given
export function serveTasks<Task>(
  perform: (task: Task) => Promise<unknown>,
  options: {
    readonly unexpected: { readonly code: ErrorCode; readonly message: string }
    /** Asked after each task: true where the thread holds so much memory that a new one should take its place. */
    readonly isWornOut?: () => boolean
  },
): void {
  const { unexpected, isWornOut } = options
  const reply = (message: WorkerReply): void => parentPort?.postMessage(message, [])
  const worn = (): { readonly isWornOut?: boolean } =>
    isWornOut === undefined ? {} : { isWornOut: isWornOut() }
  let isFirst = true
  parentPort?.on('message', ({ id, task }: WorkerRequest<Task>) => {
    if (isFirst) reply({ id, hasBegun: true })
    isFirst = false
    perform(task).then(
      (value) => reply({ id, value, ...worn() }),
      (error: unknown) => {
        const { code, message } = error instanceof AppError ? error : unexpected
        reply({ id, error: { code, message }, ...worn() })
      },
    )
  })
}
