import { create } from 'zustand'
import type { ClientId, PhotoId } from '../../contract/ids.ts'
import type { View } from '../../contract/vocabulary.ts'

interface CurrentWork {
  readonly clientId: ClientId | null
  readonly compare: { readonly beforeId: PhotoId; readonly afterId: PhotoId } | null
  readonly fade: { readonly clientId: ClientId; readonly view: View } | null
}

/** What was looked at last, so that the rail leads back to it; no server data. */
export const useCurrentWorkStore = create<CurrentWork>(() => ({ clientId: null, compare: null, fade: null }))

/** Another client puts the former one's comparison and fade out of the rail. */
export function rememberClient(clientId: ClientId): void {
  useCurrentWorkStore.setState((now) =>
    now.clientId === clientId ? now : { clientId, compare: null, fade: null },
  )
}

/** The comparison to return to, and whose it is. */
export function rememberCompare(compare: NonNullable<CurrentWork['compare']>, clientId: ClientId): void {
  useCurrentWorkStore.setState((now) => ({
    compare,
    clientId,
    fade: now.clientId === clientId ? now.fade : null,
  }))
}

/** The fade to return to. */
export function rememberFade(fade: NonNullable<CurrentWork['fade']>): void {
  useCurrentWorkStore.setState((now) => ({
    fade,
    clientId: fade.clientId,
    compare: now.clientId === fade.clientId ? now.compare : null,
  }))
}
