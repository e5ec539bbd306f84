import { create } from 'zustand'

/** A short message at the bottom, with at most one thing to do about it. */
export interface ToastMessage {
  readonly id: number
  readonly words: string
  readonly kind: 'done' | 'failed'
  readonly action: { readonly words: string; readonly run: () => void } | null
  /** A newer message about the same thing takes its place; null for one that stands by itself. */
  readonly about: string | null
}

interface ToastState {
  readonly messages: readonly ToastMessage[]
}

/** The messages that are shown just now. */
export const useToasts = create<ToastState>(() => ({ messages: [] }))

let nextId = 1

/** Shows a message; with `action` it offers one thing, mostly Undo. */
export function toast(
  words: string,
  options: Partial<Pick<ToastMessage, 'kind' | 'action' | 'about'>> = {},
): void {
  const message: ToastMessage = {
    id: nextId++,
    words,
    kind: options.kind ?? 'done',
    action: options.action ?? null,
    about: options.about ?? null,
  }
  useToasts.setState((now) => {
    // Said again it stands there once, unless each offers a thing of its own.
    const others = now.messages.filter(
      (other) =>
        (other.words !== words || other.action !== null) &&
        (message.about === null || other.about !== message.about),
    )
    // Three at once are as many as anyone reads.
    return { messages: [...others, message].slice(-3) }
  })
}

/** Takes a message away. */
export function dismissToast(id: number): void {
  useToasts.setState((now) => ({ messages: now.messages.filter((message) => message.id !== id) }))
}
