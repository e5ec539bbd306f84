import { parentPort, workerData } from 'node:worker_threads'
import { listFolder } from './list-folder.ts'
import type { WalkMessage, WalkWork } from './walk-folder.ts'

// What the thread was started with (see walk-folder.ts).
const { root, ownFolders } = workerData as WalkWork
const tell = (message: WalkMessage): void => parentPort?.postMessage(message, [])
try {
  const pieces = listFolder(root, ownFolders)
  for (;;) {
    const step = pieces.next()
    if (step.done === true) {
      tell({ kind: 'done', passedOver: step.value })
      break
    }
    tell({ kind: 'piece', piece: step.value })
  }
} catch (error) {
  // A message keeps no more of an error than its words, and by its code whoever asked explains it to a person.
  const { message, code } = error as NodeJS.ErrnoException
  tell({ kind: 'failed', message, code })
}
