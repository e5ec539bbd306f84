import { serveTasks } from '../imaging/serve-tasks.ts'
import { lookForHead } from './look-for-head.ts'

/** What a head thread can be asked to do. */
export interface HeadTask {
  readonly file: string
}

serveTasks(({ file }: HeadTask) => lookForHead(file), {
  unexpected: {
    code: 'internal',
    message: 'This photo could not be looked at for the view it shows. It is unchanged.',
  },
})
