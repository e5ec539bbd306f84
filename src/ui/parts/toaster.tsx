import { CircleCheck, TriangleAlert, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from './button.tsx'
import { IconButton } from './icon-button.tsx'
import { dismissToast, useToasts, type ToastMessage } from './toast.ts'
import './toaster.css'

/** Long enough to reach for Undo. */
const SHOWN_MS = 8000

/** The place where messages appear; they are read aloud, and wait while the pointer or the focus is on them. */
export function Toaster() {
  const messages = useToasts((state) => state.messages)
  const [isHeld, setHeld] = useState(false)
  return (
    <div
      className="toaster"
      role="status"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {messages.map((message) => (
        <Toast key={message.id} message={message} isHeld={isHeld} />
      ))}
    </div>
  )
}

function Toast({ message, isHeld }: { readonly message: ToastMessage; readonly isHeld: boolean }) {
  const { id, words, kind, action } = message
  useEffect(() => {
    // A failure stays until it was read.
    if (isHeld || kind === 'failed') return undefined
    const timer = setTimeout(() => dismissToast(id), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [id, isHeld, kind])
  return (
    <div className="toast">
      {kind === 'done' ? <CircleCheck size={16} aria-hidden /> : <TriangleAlert size={16} aria-hidden />}
      <p className="toast__words">{words}</p>
      {action === null ? null : (
        <Button
          look="quiet"
          onPress={() => {
            dismissToast(id)
            action.run()
          }}
        >
          {action.words}
        </Button>
      )}
      <IconButton label="Dismiss" icon={<X size={16} />} onPress={() => dismissToast(id)} />
    </div>
  )
}
