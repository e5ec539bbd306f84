import { create } from 'zustand'
import type { ClientId, PhotoId } from '../../contract/ids.ts'
import type { View } from '../../contract/vocabulary.ts'

interface CurrentWork {
  readonly clientId: ClientId | null
  /** The view that was compared or measured last; null before either. */
  readonly view: View | null
  /** The pair that was compared last, of that view. */
  readonly compare: { readonly beforeId: PhotoId; readonly afterId: PhotoId } | null
}

/** What was looked at last, so that the rail leads back to it; no server data. */
export const useCurrentWorkStore = create<CurrentWork>(() => ({ clientId: null, view: null, compare: null }))

/** Another client puts the former one's view and pair out of the rail. */
export function rememberClient(clientId: ClientId): void {
  useCurrentWorkStore.setState((now) =>
    now.clientId === clientId ? now : { clientId, view: null, compare: null },
  )
}

/** The comparison to return to, and of whom and of what it is. */
export function rememberCompare(work: {
  readonly clientId: ClientId
  readonly view: View
  readonly compare: NonNullable<CurrentWork['compare']>
}): void {
  useCurrentWorkStore.setState(work)
}

/** The fade to return to; a pair of the same view stays. */
export function rememberFade({ clientId, view }: { readonly clientId: ClientId; readonly view: View }): void {
  useCurrentWorkStore.setState((now) => ({
    clientId,
    view,
    compare: now.clientId === clientId && now.view === view ? now.compare : null,
  }))
}

/** For when photos were forgotten: nothing is led back to until something is looked at again. */
export function forgetWork(): void {
  useCurrentWorkStore.setState({ clientId: null, view: null, compare: null })
}
