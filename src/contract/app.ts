import { z } from 'zod'
import { command } from './command.ts'

export const appCalls = {
  'app.info': command({
    input: z.strictObject({}),
    output: z.strictObject({
      version: z.string(),
      catalogueFolder: z.string(),
      photos: z.int().nonnegative(),
      hasSampleClinic: z.boolean(),
    }),
  }),
  /** Folders on this machine, so that one can be chosen in a browser, which has no dialog for it. */
  'folders.list': command({
    input: z.strictObject({ folder: z.string().optional() }),
    output: z.strictObject({
      folder: z.string(),
      parent: z.string().nullable(),
      folders: z.array(z.strictObject({ name: z.string(), path: z.string() })),
      /** Files that look like photos, directly in this folder. */
      photoFiles: z.int().nonnegative(),
    }),
  }),
} as const
