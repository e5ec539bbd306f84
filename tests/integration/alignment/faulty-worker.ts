import { parentPort, threadId } from 'node:worker_threads'

// A thread that echoes, crashes or hangs as it is told.
parentPort?.on('message', ({ id, task }: { id: number; task: string }) => {
  if (task === 'crash') throw new Error('planted crash')
  if (task === 'exit') process.exit(3)
  if (task === 'hang') for (;;) Math.random()
  const value = task === 'who' ? threadId : `did ${task}`
  parentPort?.postMessage({ id, value, isWornOut: task === 'wear out' }, [])
})
