import type { ReactNode } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components'
import './button.css'

interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'children' | 'style'> {
  readonly children: ReactNode
  /** primary: the one thing to do here; plain: beside it; quiet: without a frame. */
  readonly look?: 'primary' | 'plain' | 'quiet' | 'danger'
  readonly size?: 'normal' | 'large'
  readonly icon?: ReactNode
  readonly isWide?: boolean
}

/** A button with words, and with an icon before them where that helps. */
export function Button({ children, look = 'plain', size = 'normal', icon, isWide, ...rest }: ButtonProps) {
  const className = `button button--${look} button--${size}${isWide === true ? ' button--wide' : ''}`
  return (
    <AriaButton {...rest} className={className}>
      {icon === undefined ? null : <span className="button__icon">{icon}</span>}
      <span className="button__words">{children}</span>
    </AriaButton>
  )
}
