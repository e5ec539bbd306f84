import { holdsMuchMemory } from './heic.ts'
import { performPhotoTask, type PhotoTask } from './photo-tasks.ts'
import { serveTasks } from './serve-tasks.ts'

serveTasks<PhotoTask>(performPhotoTask, {
  unexpected: { code: 'unreadable-image', message: 'This file could not be read. It is unchanged.' },
  isWornOut: holdsMuchMemory,
})
