import { Link, type LinkProps } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import './button.css'

interface Props {
  readonly link: Pick<LinkProps, 'to' | 'params'>
  readonly children: ReactNode
  readonly look?: 'primary' | 'plain' | 'quiet'
  readonly icon?: ReactNode
  readonly isWide?: boolean
}

/** A link that looks like a button: it leads to another screen. */
export function ButtonLink({ link, children, look = 'plain', icon, isWide }: Props) {
  const className = `button button--${look} button--normal${isWide === true ? ' button--wide' : ''}`
  return (
    <Link {...link} className={className}>
      {icon === undefined ? null : <span className="button__icon">{icon}</span>}
      <span className="button__words">{children}</span>
    </Link>
  )
}
