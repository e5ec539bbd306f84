import type { View } from '../../contract/vocabulary.ts'
import { Segmented } from '../parts/segmented.tsx'
import { Select } from '../parts/select.tsx'
import { viewWords } from '../parts/term-words.ts'

/** More than these do not fit beside each other in a small window. */
const MOST_SIDE_BY_SIDE = 5

interface Props {
  readonly views: readonly View[]
  readonly view: View
  readonly onChange: (view: View) => void
  /** True where there is little room. */
  readonly isSmall?: boolean
}

/** Which view is looked at. */
export function ViewPicker({ views, view, onChange, isSmall = false }: Props) {
  const options = (views.includes(view) ? views : [view, ...views]).map((id) => ({
    id,
    words: viewWords(id),
  }))
  if (options.length === 1) return null
  if (isSmall || options.length > MOST_SIDE_BY_SIDE) {
    return <Select label="View" isLabelHidden options={options} value={view} onChange={onChange} />
  }
  return <Segmented label="View" options={options} value={view} onChange={onChange} />
}
