import type { FileRegistration } from '../../../contract/registrations.ts'
import type { Aligner } from '../../alignment/alignment-types.ts'

/** How two files lie on each other, whether or not the catalogue knows them. */
export async function alignFiles(
  aligner: Aligner,
  files: { readonly before: string; readonly after: string },
  options: { readonly signal: AbortSignal },
): Promise<FileRegistration> {
  const { measuringWarp: _, engineVersion: __, ...found } = await aligner.align(files, options)
  return found
}
