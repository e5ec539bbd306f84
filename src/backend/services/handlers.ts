import type { CallName, CallOutput, CallProgress, ParsedInput } from '../../contract/contract.ts'

export interface CallContext<N extends CallName> {
  readonly signal: AbortSignal
  readonly report: (progress: CallProgress<N>) => void
}

/** One function a call; inputs are parsed already, errors are AppErrors or bugs. */
export type Handlers = {
  readonly [N in CallName]: (
    input: ParsedInput<N>,
    context: CallContext<N>,
  ) => Promise<CallOutput<N>> | CallOutput<N>
}
