import type { ReactNode } from 'react'
import './badge.css'

interface Props {
  readonly icon?: ReactNode
  readonly children: ReactNode
  /** loud: filled, for what a person must not miss; plain: framed; overlay: on top of a photo. */
  readonly look?: 'plain' | 'loud' | 'overlay'
}

/** A state in an icon and words; never a colour alone. */
export function Badge({ icon, children, look = 'plain' }: Props) {
  return (
    <span className={`badge badge--${look}`}>
      {icon}
      <span className="badge__words">{children}</span>
    </span>
  )
}
