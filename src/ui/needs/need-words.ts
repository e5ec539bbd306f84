import type { Need } from '../../contract/needs.ts'

/** A kind of thing that needs a look: photos by what is unclear of them, or files that could not be read. */
export type NeedKind = Need | 'files'

/** In the order in which they are worked through: a client or a date settles more than a view. */
export const NEED_KINDS: readonly NeedKind[] = ['client', 'date', 'view', 'phase', 'damaged', 'files']

const WORDS: Readonly<Record<NeedKind, { readonly name: string; readonly question: string }>> = {
  client: { name: 'Unclear client', question: 'Whose photos are these?' },
  date: { name: 'Unclear date', question: 'When was this?' },
  view: { name: 'View to confirm', question: 'Which view is this?' },
  phase: { name: 'Phase unknown', question: 'How healed is it here?' },
  damaged: { name: 'Damaged photos', question: 'This photo is damaged' },
  files: { name: 'Files not read', question: 'These files could not be read' },
}

/** What a kind is called in a list. */
export function needName(kind: NeedKind): string {
  return WORDS[kind].name
}

/** What is asked about a thing of this kind. */
export function needQuestion(kind: NeedKind): string {
  return WORDS[kind].question
}

/** A count that stops at a thousand, for people. */
export function countWords(count: number, most: number): string {
  return count >= most ? `${(most - 1).toLocaleString('en-GB')}+` : count.toLocaleString('en-GB')
}
