import type { z } from 'zod'
import { appCalls } from './app.ts'
import { clientCalls } from './clients.ts'
import { comparabilityCalls } from './comparability.ts'
import { correctionCalls } from './corrections.ts'
import { exportCalls } from './exports.ts'
import { fadeCalls } from './fade.ts'
import { importCalls } from './imports.ts'
import { missingCalls } from './missing.ts'
import { needCalls } from './needs.ts'
import { photoCalls } from './photos.ts'
import { registrationCalls } from './registrations.ts'
import { reshootCalls } from './reshoot.ts'
import { scaleCalls } from './scales.ts'
import { upkeepCalls } from './upkeep.ts'
import { visitCalls } from './visits.ts'

/** Every call that a window, a browser tab, the command line and the tests can make of the backend. */
export const contract = {
  ...appCalls,
  ...clientCalls,
  ...visitCalls,
  ...photoCalls,
  ...correctionCalls,
  ...importCalls,
  ...missingCalls,
  ...needCalls,
  ...registrationCalls,
  ...comparabilityCalls,
  ...reshootCalls,
  ...scaleCalls,
  ...fadeCalls,
  ...exportCalls,
  ...upkeepCalls,
} as const

type Contract = typeof contract
export type CallName = keyof Contract
export type CallInput<N extends CallName> = z.input<Contract[N]['input']>
/** What a handler receives: parsed and branded. */
export type ParsedInput<N extends CallName> = z.output<Contract[N]['input']>
export type CallOutput<N extends CallName> = z.output<Contract[N]['output']>
export type CallProgress<N extends CallName> = Contract[N] extends { readonly progress?: infer P }
  ? P extends z.ZodType
    ? z.output<P>
    : never
  : never
