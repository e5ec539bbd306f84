import { connect, type Call } from '../../src/client/connect.ts'
import type { CallName } from '../../src/contract/contract.ts'
import { AppError } from '../../src/contract/errors.ts'
import type { BackendFrame, CallerFrame, Wire } from '../../src/contract/wire.ts'
import type { CallRecord, SuiteClient } from './contract-suite.ts'

/** Turns a wire into what the contract suite speaks to. Runs in Node and, bundled, in a page. */
export function createSuiteClient(wire: Wire<CallerFrame, BackendFrame>): SuiteClient {
  const call = connect(wire)
  return {
    call: (name, input, options) => record(call, name, input, options?.cancelAtFirstProgress === true),
    postGarbage: (value) => {
      // What no caller of ours would send.
      wire.post(value as CallerFrame)
      return Promise.resolve()
    },
  }
}

async function record(
  call: Call,
  name: string,
  input: unknown,
  cancelAtFirstProgress: boolean,
): Promise<CallRecord> {
  const progress: unknown[] = []
  const controller = new AbortController()
  try {
    // Names and inputs that the contract does not know are part of the suite.
    const value: unknown = await call(name as CallName, input as never, {
      signal: controller.signal,
      onProgress: (step) => {
        progress.push(step)
        if (cancelAtFirstProgress) controller.abort()
      },
    })
    return { value, progress }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { error: { code: error.code, message: error.message }, progress }
  }
}
