import { create } from 'zustand'

/** A short message at the bottom, with at most one thing to do about it. */
export interface ToastMessage {
  readonly id: number
  readonly words: string
  readonly kind: 'done' | 'failed'
  readonly action: { readonly words: string; readonly run: () => void } | null
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
  options: { readonly kind?: ToastMessage['kind']; readonly action?: ToastMessage['action'] } = {},
): void {
  const message: ToastMessage = {
    id: nextId++,
    words,
    kind: options.kind ?? 'done',
    action: options.action ?? null,
  }
  useToasts.setState((now) => {
    // Said again it stands there once, unless each offers a thing of its own.
    const others = now.messages.filter((other) => other.words !== words || other.action !== null)
    // Three at once are as many as anyone reads.
    return { messages: [...others, message].slice(-3) }
  })
}

/** Takes a message away. */
export function dismissToast(id: number): void {
  useToasts.setState((now) => ({ messages: now.messages.filter((message) => message.id !== id) }))
}
