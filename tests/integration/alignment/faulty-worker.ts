import { parentPort, threadId } from 'node:worker_threads'

// What a thread loads before its first task may take long.
const startMs = Number(new URL(import.meta.url).searchParams.get('startMs'))
Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, startMs)

// A thread that echoes, crashes or hangs as it is told.
parentPort?.on('message', ({ id, task }: { id: number; task: string }) => {
  parentPort?.postMessage({ id, hasBegun: true }, [])
  if (task === 'crash') throw new Error('planted crash')
  if (task === 'exit') process.exit(3)
  if (task === 'hang') for (;;) Math.random()
  const value = task.startsWith('who') ? threadId : `did ${task}`
  parentPort?.postMessage({ id, value, isWornOut: task === 'wear out' }, [])
})
