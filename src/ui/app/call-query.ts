import {
  queryOptions,
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query'
import type { Call } from '../../client/connect.ts'
import type { CallInput, CallName, CallOutput } from '../../contract/contract.ts'
import type { AppError } from '../../contract/errors.ts'
import { useCall } from './backend-context.tsx'

/** How a call stands in the query cache: its name and its input are its key. */
export function callQuery<N extends CallName>(call: Call, name: N, input: CallInput<N>) {
  return queryOptions<CallOutput<N>, AppError>({
    queryKey: [name, input],
    queryFn: ({ signal }) => call(name, input, { signal }),
  })
}

/** The answer of a reading call, from the cache or from the backend. */
export function useCallQuery<N extends CallName>(
  name: N,
  input: CallInput<N>,
  options: {
    readonly isEnabled?: boolean
    readonly keepsPrevious?: boolean
    /** Asks again this often while it is on screen: for what changes outside the program. */
    readonly refetchMs?: number
    /** Asks again when one comes back to the window: for what another window may have changed. */
    readonly refetchesOnReturn?: boolean
  } = {},
): UseQueryResult<CallOutput<N>, AppError> {
  const call = useCall()
  return useQuery<CallOutput<N>, AppError>({
    ...callQuery(call, name, input),
    enabled: options.isEnabled ?? true,
    refetchInterval: options.refetchMs ?? false,
    refetchOnWindowFocus: options.refetchesOnReturn === true ? 'always' : false,
    ...(options.keepsPrevious === true
      ? { placeholderData: (previous: CallOutput<N> | undefined) => previous as never }
      : {}),
  })
}

/** A call that changes something; afterwards the answers of the calls named are asked for again. */
export function useCallMutation<N extends CallName>(
  name: N,
  options: { readonly invalidates: readonly CallName[] },
): UseMutationResult<CallOutput<N>, AppError, CallInput<N>> {
  const call = useCall()
  const cache = useQueryClient()
  return useMutation<CallOutput<N>, AppError, CallInput<N>>({
    mutationFn: (input) => call(name, input),
    onSuccess: () => invalidate(cache, options.invalidates),
  })
}

/** Marks every cached answer of these calls as old, so that what is on screen is asked for again. */
export async function invalidate(
  cache: { invalidateQueries(filter: { queryKey: readonly unknown[] }): Promise<void> },
  names: readonly CallName[],
): Promise<void> {
  await Promise.all(names.map((name) => cache.invalidateQueries({ queryKey: [name] })))
}
