import { Worker } from 'node:worker_threads'
import { AppError, type ErrorCode } from '../../contract/errors.ts'

/** What goes to a worker; it answers every request once, with the same id. */
export interface WorkerRequest<Task> {
  readonly id: number
  readonly task: Task
}

/**
 * What comes back from a worker: first that a new thread began its first task, then the answer to each. One that is worn out
 * is ended, and another started where there is more to do.
 */
export type WorkerReply = { readonly id: number; readonly isWornOut?: boolean } & (
  | { readonly hasBegun: true }
  | { readonly value: unknown }
  | { readonly error: { readonly code: ErrorCode; readonly message: string } }
)

/** How long a task may take once its thread is there, what its being late is called, and a signal that takes it out of the queue. */
export interface TaskOptions {
  readonly timeoutMs: number
  readonly lateCode: 'decode-timeout' | 'internal'
  readonly signal?: AbortSignal
}

interface Job<Task> {
  readonly id: number
  readonly task: Task
  readonly options: TaskOptions
  readonly resolve: (value: unknown) => void
  readonly reject: (error: AppError) => void
}

interface Seat<Task> {
  readonly worker: Worker
  hasStarted: boolean
  job: Job<Task> | null
  watchdog: NodeJS.Timeout | undefined
}

/** Starting a thread loads decoders; on a busy machine that takes long, and is no fault of the file. */
const START_MS = 60_000

const LATE_MESSAGE =
  'This took far too long and was stopped. The photos are unchanged; try again or leave this one out.'
const CRASH_MESSAGE =
  'The program had to restart a part of itself. The photos are unchanged; please try again.'

/** A few worker threads that are started when needed; a crashed or hung one costs its task, never the pool. */
export interface WorkerPool<Task> {
  run(task: Task, options: TaskOptions): Promise<unknown>
  /** Ends threads that have nothing to do, with the memory that they hold; later tasks start others. */
  rest(): Promise<void>
  close(): Promise<void>
}

/** Makes a pool of at most `size` threads that run the module at `url`, and rests once it had nothing to do for `idleMs`. */
export function createWorkerPool<Task>({
  url,
  size,
  idleMs,
}: {
  readonly url: URL
  readonly size: number
  readonly idleMs?: number
}): WorkerPool<Task> {
  const seats = new Set<Seat<Task>>()
  const queue: Job<Task>[] = []
  let isClosed = false
  let lastId = 0
  let idling: NodeJS.Timeout | undefined

  const rest = async (): Promise<void> => {
    const idle = [...seats].filter(({ job }) => job === null)
    for (const seat of idle) seats.delete(seat)
    await Promise.all(idle.map(({ worker }) => worker.terminate()))
  }

  const restLater = () => {
    clearTimeout(idling)
    if (idleMs !== undefined && !isClosed) idling = setTimeout(() => void rest(), idleMs).unref()
  }

  const finish = (seat: Seat<Task>): Job<Task> | null => {
    clearTimeout(seat.watchdog)
    const { job } = seat
    seat.job = null
    // An idle thread must not keep a command-line process alive.
    seat.worker.unref()
    restLater()
    return job
  }

  const lose = (seat: Seat<Task>, error: AppError) => {
    seats.delete(seat)
    finish(seat)?.reject(error)
    void seat.worker.terminate()
    next()
  }

  const watch = (seat: Seat<Task>, { timeoutMs, lateCode }: TaskOptions): void => {
    clearTimeout(seat.watchdog)
    const ms = seat.hasStarted ? timeoutMs : timeoutMs + START_MS
    seat.watchdog = setTimeout(() => lose(seat, new AppError(lateCode, LATE_MESSAGE)), ms)
  }

  const seatWorker = (): Seat<Task> => {
    // Packages print greetings; standard output belongs to the command line's JSON.
    const worker = new Worker(url, { stdout: true, stderr: true })
    worker.stdout.resume()
    worker.stderr.resume()
    const seat: Seat<Task> = { worker, hasStarted: false, job: null, watchdog: undefined }
    worker.on('message', (reply: WorkerReply) => {
      if (seat.job?.id !== reply.id) return
      seat.hasStarted = true
      if ('hasBegun' in reply) {
        watch(seat, seat.job.options)
        return
      }
      const job = finish(seat)!
      if ('error' in reply) job.reject(new AppError(reply.error.code, reply.error.message))
      else job.resolve(reply.value)
      if (reply.isWornOut === true) {
        seats.delete(seat)
        void worker.terminate()
      }
      next()
    })
    worker.on('error', (cause) => lose(seat, new AppError('internal', CRASH_MESSAGE, { cause })))
    worker.on('exit', () => {
      if (seats.has(seat)) lose(seat, new AppError('internal', CRASH_MESSAGE))
    })
    seats.add(seat)
    return seat
  }

  const next = () => {
    while (queue.length > 0) {
      const idle = [...seats].find(({ job }) => job === null)
      if (!idle && seats.size >= size) return
      const job = queue.shift()!
      if (job.options.signal?.aborted) {
        job.reject(cancelled())
        continue
      }
      const seat = idle ?? seatWorker()
      seat.job = job
      seat.worker.ref()
      watch(seat, job.options)
      seat.worker.postMessage({ id: job.id, task: job.task } satisfies WorkerRequest<Task>, [])
    }
  }

  return {
    run(task, options) {
      if (isClosed) return Promise.reject(cancelled())
      return new Promise((resolve, reject) => {
        queue.push({ id: ++lastId, task, options, resolve, reject })
        next()
      })
    },
    rest,
    async close() {
      isClosed = true
      clearTimeout(idling)
      for (const job of queue.splice(0)) job.reject(cancelled())
      const ending = [...seats].map((seat) => {
        seats.delete(seat)
        finish(seat)?.reject(cancelled())
        return seat.worker.terminate()
      })
      await Promise.all(ending)
    },
  }
}

/** The error of work that was called off. */
export function cancelled(): AppError {
  return new AppError('cancelled', 'Cancelled. Nothing was changed.')
}
