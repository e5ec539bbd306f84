import type { Steps } from '../../../domain/steps.ts'
import type { Catalogue } from '../../catalogue/open-catalogue.ts'

const FILES_A_STEP = 500

/** The files of an imported folder in the order of their paths, in steps. */
export function* filesInSteps(
  catalogue: Catalogue,
  rootId: number,
): Steps<ReturnType<Catalogue['roots']['filesAfter']>> {
  const files: ReturnType<Catalogue['roots']['filesAfter']> = []
  for (let isMore = true; isMore;) {
    const some = catalogue.roots.filesAfter(rootId, files.at(-1)?.relative ?? null, FILES_A_STEP)
    files.push(...some)
    isMore = some.length === FILES_A_STEP
    yield
  }
  return files
}
