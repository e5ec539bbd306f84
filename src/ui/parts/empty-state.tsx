import type { ReactNode } from 'react'
import './empty-state.css'

interface Props {
  readonly icon?: ReactNode
  readonly title: string
  readonly children?: ReactNode
  readonly actions?: ReactNode | undefined
}

/** What stands where nothing can be shown: what is so, and what to do next. */
export function EmptyState({ icon, title, children, actions }: Props) {
  return (
    <div className="empty-state">
      {icon === undefined ? null : (
        <span className="empty-state__icon" aria-hidden>
          {icon}
        </span>
      )}
      <h2 className="empty-state__title">{title}</h2>
      {children === undefined ? null : <div className="empty-state__words">{children}</div>}
      {actions === undefined ? null : <div className="empty-state__actions">{actions}</div>}
    </div>
  )
}
