import { Check, ChevronDown } from 'lucide-react'
import {
  Button,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select as AriaSelect,
  SelectValue,
  Text,
} from 'react-aria-components'
import './field.css'

interface Option<T extends string> {
  readonly id: T
  readonly words: string
}

interface Props<T extends string> {
  readonly label: string
  readonly isLabelHidden?: boolean
  /** A few quiet words beside the label. */
  readonly note?: string
  readonly options: readonly Option<T>[]
  readonly value: T
  readonly isDisabled?: boolean
  readonly onChange: (value: T) => void
}

/** One of many, behind a button. */
export function Select<T extends string>(props: Props<T>) {
  const { label, isLabelHidden, note, options, value, isDisabled = false, onChange } = props
  return (
    <AriaSelect
      className="field"
      isDisabled={isDisabled}
      value={value}
      onChange={(key) => {
        const chosen = options.find((option) => option.id === key)
        if (chosen !== undefined) onChange(chosen.id)
      }}
    >
      <div className={isLabelHidden === true ? 'visually-hidden' : 'field__head'}>
        <Label className="field__label">{label}</Label>
        {note === undefined ? null : (
          <Text slot="description" className="field__note ellipsis">
            {note}
          </Text>
        )}
      </div>
      <Button className="field__trigger">
        <SelectValue className="field__value" />
        <ChevronDown size={15} aria-hidden />
      </Button>
      <Popover className="popover" offset={4}>
        <ListBox className="choices">
          {options.map((option) => (
            <ListBoxItem key={option.id} id={option.id} textValue={option.words} className="choices__item">
              {({ isSelected }) => (
                <>
                  <span className="choices__words">{option.words}</span>
                  {isSelected ? <Check size={15} aria-hidden /> : null}
                </>
              )}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  )
}
