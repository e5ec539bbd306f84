import { Blend, Columns2, Diff, Repeat, SquareSplitHorizontal } from 'lucide-react'
import type { ViewerMode } from '../../domain/viewer/viewer-state.ts'
import { Segmented } from '../parts/segmented.tsx'
import { useViewer } from './viewer-store.ts'

const OPTIONS = [
  { id: 'wipe', words: 'Wipe', icon: <SquareSplitHorizontal size={15} aria-hidden /> },
  { id: 'side-by-side', words: 'Side by side', icon: <Columns2 size={15} aria-hidden /> },
  { id: 'overlay', words: 'Overlay', icon: <Blend size={15} aria-hidden /> },
  { id: 'blink', words: 'Blink', icon: <Repeat size={15} aria-hidden /> },
  { id: 'difference', words: 'Difference', icon: <Diff size={15} aria-hidden /> },
] as const satisfies readonly { readonly id: ViewerMode; readonly words: string; readonly icon: unknown }[]

/** How the two photos are shown, in words. */
export function modeWords(mode: ViewerMode): string {
  return OPTIONS.find((option) => option.id === mode)?.words ?? mode
}

/** Chooses how the two photos are shown; zoom and place stay. */
export function ModeSwitch({ onChange }: { readonly onChange: (mode: ViewerMode) => void }) {
  const mode = useViewer((state) => state.mode)
  return <Segmented label="How to compare" options={OPTIONS} value={mode} onChange={onChange} />
}
