import type { CallName } from '../../contract/contract.ts'

/** The calls whose answers may be others once the alignment of a pair has changed. */
export const ALIGNMENT_ANSWERS: readonly CallName[] = [
  'registrations.earlier',
  'registrations.comparability',
  'reshoot.card',
  'fade.timeline',
  // What lies well on each other decides which pair is suggested.
  'clients.get',
]
