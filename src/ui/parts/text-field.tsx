import {
  FieldError,
  Input,
  Label,
  TextField as AriaTextField,
  type TextFieldProps,
} from 'react-aria-components'
import './field.css'

interface Props extends Omit<TextFieldProps, 'className' | 'children' | 'style'> {
  readonly label: string
  /** True where the words around it say what it is; it keeps its name for screen readers. */
  readonly isLabelHidden?: boolean
  readonly problem?: string
  readonly placeholder?: string
}

/** One line of text with its label and, where it is wrong, why. */
export function TextField({ label, isLabelHidden, problem, placeholder, ...rest }: Props) {
  // Natively invalid fields would hold back Enter, with which a corrected value is sent.
  return (
    <AriaTextField {...rest} validationBehavior="aria" isInvalid={problem !== undefined} className="field">
      <Label className={isLabelHidden === true ? 'visually-hidden' : 'field__label'}>{label}</Label>
      <Input
        className="field__input"
        {...(placeholder === undefined ? {} : { placeholder })}
        // What stands in the first field of a dialog is mostly typed over.
        {...(rest.autoFocus === true ? { onFocus: ({ currentTarget }) => currentTarget.select() } : {})}
      />
      {problem === undefined ? null : <FieldError className="field__problem">{problem}</FieldError>}
    </AriaTextField>
  )
}
