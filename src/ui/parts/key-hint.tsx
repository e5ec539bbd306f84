import './key-hint.css'

/** A key as it stands on the keyboard; several are separated by spaces. */
export function KeyHint({ keys }: { readonly keys: string }) {
  return (
    <span className="key-hint">
      {keys.split(' ').map((key) => (
        <kbd key={key} className="key-hint__key">
          {key}
        </kbd>
      ))}
    </span>
  )
}
