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
}

type IconButtonProps = Named & Omit<ButtonProps, 'className' | 'children' | 'style' | 'aria-label'>

/** A button that is only an icon; its name is in the tooltip. */
export function IconButton({ label, keys, icon, ...rest }: IconButtonProps) {
  return (
    <Tooltip words={label} {...(keys === undefined ? {} : { keys })}>
      <Button {...rest} aria-label={label} className="icon-button">
        {icon}
      </Button>
    </Tooltip>
  )
}

type IconToggleProps = Named & Omit<ToggleButtonProps, 'className' | 'children' | 'style' | 'aria-label'>

/** An icon that is on or off. */
export function IconToggle({ label, keys, icon, ...rest }: IconToggleProps) {
  return (
    <Tooltip words={label} {...(keys === undefined ? {} : { keys })}>
      <ToggleButton {...rest} aria-label={label} className="icon-button">
        {icon}
      </ToggleButton>
    </Tooltip>
  )
}
