import { Search, X } from 'lucide-react'
import type { RefObject } from 'react'
import { Button, Input, SearchField as AriaSearchField } from 'react-aria-components'
import { KeyHint } from './key-hint.tsx'
import './search-field.css'

interface Props {
  readonly label: string
  readonly placeholder: string
  /** The key that leads here, shown while it is empty. */
  readonly keys?: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly onSubmit?: () => void
  /** Arrow down: into what was found. */
  readonly onDown?: () => void
  readonly inputRef?: RefObject<HTMLInputElement | null>
}

/** A search that answers while one types; Esc empties it. */
export function SearchField(props: Props) {
  const { label, placeholder, keys, value, onChange, onSubmit, onDown, inputRef } = props
  return (
    <AriaSearchField
      className="search-field"
      aria-label={label}
      value={value}
      onChange={onChange}
      onSubmit={() => onSubmit?.()}
    >
      <Search className="search-field__icon" size={15} aria-hidden />
      <Input
        className="search-field__input"
        placeholder={placeholder}
        {...(inputRef === undefined ? {} : { ref: inputRef })}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' || onDown === undefined) return
          event.preventDefault()
          onDown()
        }}
      />
      {value === '' ? (
        keys === undefined ? null : (
          <span className="search-field__keys" aria-hidden>
            <KeyHint keys={keys} />
          </span>
        )
      ) : (
        <Button className="search-field__clear" aria-label="Clear the search">
          <X size={14} aria-hidden />
        </Button>
      )}
    </AriaSearchField>
  )
}
