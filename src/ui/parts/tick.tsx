import { Check } from 'lucide-react'
import './tick.css'

/** On a picture: whether it is chosen. */
export function Tick({ isOn }: { readonly isOn: boolean }) {
  return (
    <span className={isOn ? 'tick tick--on' : 'tick'} aria-hidden>
      {isOn ? <Check size={13} strokeWidth={3} /> : null}
    </span>
  )
}
