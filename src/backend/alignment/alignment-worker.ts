import { serveTasks } from '../imaging/serve-tasks.ts'
import { alignPhotos, type AlignmentHints } from './align-photos.ts'
import { analysePhoto, type PhotoAnalysis } from './analyse-photo.ts'

/** What an alignment thread can be asked to do. */
export type AlignmentTask =
  | { readonly kind: 'analyse'; readonly file: string }
  | {
      readonly kind: 'align'
      readonly before: PhotoAnalysis
      readonly after: PhotoAnalysis
      readonly hints: AlignmentHints
    }

async function perform(task: AlignmentTask): Promise<unknown> {
  return task.kind === 'analyse' ? analysePhoto(task.file) : alignPhotos(task.before, task.after, task.hints)
}

serveTasks(perform, {
  unexpected: {
    code: 'internal',
    message:
      'These photos could not be compared. They are unchanged; place points by hand or try other photos.',
  },
})
