import { VIEWS } from '../../contract/vocabulary.ts'

/** The views that can be an answer, in the order of their number keys. */
export const KNOWN_VIEWS = VIEWS.filter((view) => view !== 'unknown')
