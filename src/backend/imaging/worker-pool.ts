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
  readonly skill: string | null
  readonly options: TaskOptions
  readonly resolve: (value: unknown) => void
  readonly reject: (error: AppError) => void
}

interface Seat<Task> {
  readonly worker: Worker
  /** What it did before. */
  readonly skills: Set<string>
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
  skillOf = () => null,
}: {
  readonly url: URL
  readonly size: number
  readonly idleMs?: number
  /**
   * What a thread does the second time in a fraction of the time, since models are loaded and code is compiled: who did it before
   * does it again, and others leave it to them unless more such tasks wait than threads know how.
   */
  readonly skillOf?: (task: Task) => string | null
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
    const seat: Seat<Task> = {
      worker,
      skills: new Set(),
      hasStarted: false,
      job: null,
      watchdog: undefined,
    }
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

  /** The next task, and the idle thread for it if there is one; null where there is none, or all leave theirs to busy threads. */
  const match = (): { readonly job: Job<Task>; readonly seat?: Seat<Task> } | null => {
    const idle = [...seats].filter(({ job }) => job === null)
    if (idle.length === 0 && seats.size >= size) return null
    for (const seat of idle) {
      const job = queue.find(({ skill }) => skill !== null && seat.skills.has(skill))
      if (job) return { job, seat }
    }
    const job = queue.find(({ skill }) => skill === null || waitingFor(skill) > knowing(skill))
    const [seat] = idle.sort((a, b) => a.skills.size - b.skills.size)
    return job ? { job, ...(seat && { seat }) } : null
  }

  const waitingFor = (skill: string): number => queue.filter((job) => job.skill === skill).length
  const knowing = (skill: string): number => [...seats].filter(({ skills }) => skills.has(skill)).length

  const next = () => {
    for (let found = match(); found !== null; found = match()) {
      const { job } = found
      queue.splice(queue.indexOf(job), 1)
      if (job.options.signal?.aborted) {
        job.reject(cancelled())
        continue
      }
      const seat = found.seat ?? seatWorker()
      seat.job = job
      if (job.skill !== null) seat.skills.add(job.skill)
      seat.worker.ref()
      watch(seat, job.options)
      seat.worker.postMessage({ id: job.id, task: job.task } satisfies WorkerRequest<Task>, [])
    }
  }

  return {
    run(task, options) {
      if (isClosed) return Promise.reject(cancelled())
      return new Promise((resolve, reject) => {
        queue.push({ id: ++lastId, task, skill: skillOf(task), options, resolve, reject })
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
