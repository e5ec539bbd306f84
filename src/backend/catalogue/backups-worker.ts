import { parentPort, workerData } from 'node:worker_threads'
import { finishCopy } from './copy-database.ts'
import type { BackupsWork } from './finish-backups.ts'
import { removeOldBackups } from './remove-old-backups.ts'

// What the thread was started with (see finish-backups.ts).
const { copy, catalogueFolder } = workerData as BackupsWork
if (copy !== null) finishCopy(copy)
// From here on it may be ended at any moment.
parentPort?.postMessage('copied', [])
if (catalogueFolder !== null) removeOldBackups(catalogueFolder)
