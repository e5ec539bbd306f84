import { serveTasks } from '../../imaging/serve-tasks.ts'
import { measureRetention, type MeasureRequest } from '../measure-retention.ts'

serveTasks<MeasureRequest>(measureRetention, {
  unexpected: {
    code: 'internal',
    message: 'This visit could not be measured. The photos are unchanged.',
  },
})
