import { assertNever } from '../../../contract/errors.ts'
import { serveTasks } from '../../imaging/serve-tasks.ts'
import { drawDifference, drawPhoto, type DifferenceRequest } from './draw-photo.ts'
import { measurePair, type PairRequest } from './measure-pair.ts'

/** What a thread that looks at pairs can be asked to do. */
export type PairTask =
  | { readonly kind: 'measure'; readonly request: PairRequest }
  | { readonly kind: 'draw'; readonly file: string }
  | { readonly kind: 'difference'; readonly request: DifferenceRequest }

function perform(task: PairTask): Promise<unknown> {
  switch (task.kind) {
    case 'measure':
      return measurePair(task.request)
    case 'draw':
      return drawPhoto(task.file)
    case 'difference':
      return drawDifference(task.request)
    default:
      return assertNever(task)
  }
}

serveTasks(perform, {
  unexpected: { code: 'internal', message: 'These photos could not be compared. They are unchanged.' },
})
