import type { ReactElement } from 'react'
import { Tooltip as AriaTooltip, TooltipTrigger, type TooltipProps } from 'react-aria-components'
import { KeyHint } from './key-hint.tsx'
import './tooltip.css'

interface Props {
  readonly words: string
  readonly keys?: string
  readonly placement?: NonNullable<TooltipProps['placement']>
  /** A react-aria control, or anything inside Focusable. */
  readonly children: ReactElement
}

/** Words that appear beside a control on hover and on focus. */
export function Tooltip({ words, keys, placement = 'bottom', children }: Props) {
  return (
    <TooltipTrigger delay={500} closeDelay={80}>
      {children}
      <AriaTooltip className="tooltip" placement={placement} offset={6}>
        <span>{words}</span>
        {keys === undefined ? null : <KeyHint keys={keys} />}
      </AriaTooltip>
    </TooltipTrigger>
  )
}
