import type { ReactElement } from 'react'
import { Button, ToggleButton, type ButtonProps, type ToggleButtonProps } from 'react-aria-components'
import { Tooltip } from './tooltip.tsx'
import './button.css'

interface Named {
  /** Its name for everyone: read aloud, and shown as a tooltip. */
  readonly label: string
  /** The key that does the same, shown in the tooltip. */
  readonly keys?: string
  readonly icon: ReactElement
  /** Where its tooltip stands. */
  readonly placement?: 'bottom' | 'top' | 'right'
}

type IconButtonProps = Named & Omit<ButtonProps, 'className' | 'children' | 'style' | 'aria-label'>

/** A button that is only an icon; its name is in the tooltip. */
export function IconButton({ label, keys, icon, placement = 'bottom', ...rest }: IconButtonProps) {
  return (
    <Tooltip words={label} placement={placement} {...(keys === undefined ? {} : { keys })}>
      <Button {...rest} aria-label={label} className="icon-button">
        {icon}
      </Button>
    </Tooltip>
  )
}

type IconToggleProps = Named & Omit<ToggleButtonProps, 'className' | 'children' | 'style' | 'aria-label'>

/** An icon that is on or off. */
export function IconToggle({ label, keys, icon, placement = 'bottom', ...rest }: IconToggleProps) {
  return (
    <Tooltip words={label} placement={placement} {...(keys === undefined ? {} : { keys })}>
      <ToggleButton {...rest} aria-label={label} className="icon-button">
        {icon}
      </ToggleButton>
    </Tooltip>
  )
}
