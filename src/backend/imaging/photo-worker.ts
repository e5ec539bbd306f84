import { parentPort } from 'node:worker_threads'
import { AppError } from '../../contract/errors.ts'
import { holdsMuchMemory } from './heic.ts'
import { performPhotoTask, type PhotoTask } from './photo-tasks.ts'

const UNEXPECTED = 'This file could not be read. It is unchanged.'

parentPort?.on('message', ({ id, task }: { readonly id: number; readonly task: PhotoTask }) => {
  performPhotoTask(task).then(
    (value) => parentPort?.postMessage({ id, value, isWornOut: holdsMuchMemory() }, []),
    (error: unknown) => {
      const { code, message } =
        error instanceof AppError ? error : new AppError('unreadable-image', UNEXPECTED)
      parentPort?.postMessage({ id, error: { code, message }, isWornOut: holdsMuchMemory() }, [])
    },
  )
})
