import { z } from 'zod'
import { ERROR_CODES } from './errors.ts'

/** What a caller sends. Parsed by the dispatcher before anything else looks at it. */
export const CallerFrame = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('call'),
    id: z.int().nonnegative(),
    name: z.string(),
    input: z.unknown(),
  }),
  z.strictObject({ kind: z.literal('cancel'), id: z.int().nonnegative() }),
])
export type CallerFrame = z.infer<typeof CallerFrame>

const WireError = z.strictObject({
  code: z.enum(ERROR_CODES),
  message: z.string(),
  details: z.unknown().optional(),
})

/** What the backend answers: any number of progress frames, then one result or one error. */
export const BackendFrame = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('progress'), id: z.int().nonnegative(), value: z.unknown() }),
  z.strictObject({ kind: z.literal('result'), id: z.int().nonnegative(), value: z.unknown() }),
  z.strictObject({ kind: z.literal('error'), id: z.int().nonnegative(), error: WireError }),
])
export type BackendFrame = z.infer<typeof BackendFrame>

/** What a transport must provide; nothing above it knows which transport it is. */
export interface Wire<Out, In> {
  post(message: Out): void
  onMessage(listener: (message: In) => void): void
  onClose(listener: () => void): void
}
