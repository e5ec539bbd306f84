import { useShortcut } from '../app/use-shortcut.ts'
import { KeyHint } from '../parts/key-hint.tsx'
import { Segmented } from '../parts/segmented.tsx'
import './needs-screen.css'

interface Props<T extends string> {
  readonly options: readonly { readonly id: T; readonly words: string }[]
  readonly value: T
  readonly onChange: (value: T) => void
}

/** How far the answer holds; W goes from one to the next. Absent where there is nothing to choose. */
export function ScopeChoice<T extends string>({ options, value, onChange }: Props<T>) {
  const index = options.findIndex(({ id }) => id === value)
  const next = options[(index + 1) % options.length]
  useShortcut('w', () => (next === undefined ? undefined : onChange(next.id)), {
    isEnabled: options.length > 1,
  })
  if (options.length < 2) return null
  return (
    <div className="need-scope">
      <span className="need-scope__head">
        It holds for <KeyHint keys="W" />
      </span>
      <Segmented label="It holds for" options={options} value={value} onChange={onChange} />
    </div>
  )
}
