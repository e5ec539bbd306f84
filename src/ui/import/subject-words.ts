import { folderName } from './folder-name.ts'
import type { ImportSubject } from './import-job.tsx'

/** What is imported, for people: the folder's own name. */
export function subjectWords(subject: ImportSubject): string {
  return subject.kind === 'sample' ? 'the sample clinic' : folderName(subject.folder)
}
