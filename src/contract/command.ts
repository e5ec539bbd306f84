import { z } from 'zod'

/** Declares one call: what goes in, what comes out, and what is reported meanwhile. */
export function command<I extends z.ZodType, O extends z.ZodType, P extends z.ZodType = z.ZodNever>(shape: {
  readonly input: I
  readonly output: O
  readonly progress?: P
}): { readonly input: I; readonly output: O; readonly progress?: P } {
  return shape
}

/** Progress of work over a known number of things; `total` is 0 while it is still being counted. */
export const Progress = z.strictObject({
  stage: z.enum(['looking', 'reading', 'recognising', 'aligning', 'measuring', 'writing']),
  done: z.int().nonnegative(),
  total: z.int().nonnegative(),
  /** Things a second over the last few seconds; null until it can be told. */
  ratePerSecond: z.number().nonnegative().nullable(),
  secondsLeft: z.number().nonnegative().nullable(),
  /** What is being worked on, for people: a file's name, with its last folders where they tell it apart. */
  current: z.string().nullable(),
})
export type Progress = z.infer<typeof Progress>
