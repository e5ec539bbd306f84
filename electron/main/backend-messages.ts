/** What the main process sends to the backend process. A 'page' message carries the page's port. */
export type ToBackend =
  | { readonly kind: 'page' }
  | { readonly kind: 'media'; readonly id: number; readonly method: string; readonly url: string }
  | { readonly kind: 'close' }

/** What the backend process answers. */
export interface FromBackend {
  readonly kind: 'media'
  readonly id: number
  readonly status: number
  readonly headers: readonly (readonly [string, string])[]
  readonly body: ArrayBuffer
}
