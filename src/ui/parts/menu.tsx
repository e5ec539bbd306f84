import type { ReactElement, ReactNode } from 'react'
import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import './field.css'

interface Item {
  readonly id: string
  readonly words: string
  readonly icon?: ReactNode
  readonly isDisabled?: boolean
  readonly run: () => void
}

interface Props {
  readonly label: string
  /** The button that opens it. */
  readonly trigger: ReactElement
  readonly items: readonly Item[]
}

/** A few things to do, behind a button. */
export function Menu({ label, trigger, items }: Props) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover className="popover" placement="bottom end" offset={4}>
        <AriaMenu className="choices" aria-label={label}>
          {items.map((item) => (
            <MenuItem
              key={item.id}
              id={item.id}
              textValue={item.words}
              className="choices__item"
              isDisabled={item.isDisabled ?? false}
              onAction={item.run}
            >
              {item.icon}
              <span className="choices__words">{item.words}</span>
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}
