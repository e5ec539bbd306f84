import { ArrowLeftRight } from 'lucide-react'
import { Button } from '../parts/button.tsx'
import { formatVisitDate } from '../parts/dates.ts'
import { KeyHint } from '../parts/key-hint.tsx'
import { PanelSection } from '../parts/panel.tsx'
import { phaseWords } from '../parts/term-words.ts'
import { Thumb } from '../parts/thumb.tsx'
import { originalWords } from './original-words.ts'
import type { Comparison, DatedPhoto } from './use-comparison.ts'
import { useViewer } from './viewer-store.ts'
import './pair-panel.css'

/** Which two photos are compared, in the order in which they stand on the stage. */
export function PairPanel({
  comparison,
  onSwap,
}: {
  readonly comparison: Comparison
  readonly onSwap: () => void
}) {
  const isSwapped = useViewer((state) => state.isSwapped)
  const cards = [
    <PairCard key="before" role="Before" dated={comparison.before} />,
    <PairCard key="after" role="After" dated={comparison.after} />,
  ]
  return (
    <PanelSection title="Pair">
      <div className="pair">{isSwapped ? cards.toReversed() : cards}</div>
      <Button look="quiet" isWide icon={<ArrowLeftRight size={15} />} onPress={onSwap}>
        Swap sides <KeyHint keys="X" />
      </Button>
      {originalWords(comparison.before.photo, comparison.after.photo).map((words) => (
        <p className="pair__note" key={words}>
          {words}
        </p>
      ))}
      {isReversed(comparison) ? (
        <p className="pair__note">The photo shown as after was taken before the other one.</p>
      ) : null}
    </PanelSection>
  )
}

function isReversed({ before, after }: Comparison): boolean {
  const [from, to] = [before.photo.visitDate, after.photo.visitDate]
  return from !== null && to !== null && to < from
}

function PairCard({ role, dated }: { readonly role: string; readonly dated: DatedPhoto }) {
  const { photo } = dated
  // An unknown phase is no news beside the role, and too long for it.
  const phase = photo.phase === 'unknown' ? null : phaseWords(photo.phase)
  return (
    <figure className="pair__card">
      <div className="pair__picture">
        <Thumb photo={photo} alt="" />
      </div>
      <figcaption className="pair__words">
        <span className="pair__date">{formatVisitDate(photo.visitDate)}</span>
        <span className="pair__phase ellipsis">
          {phase === null || (role === 'Before' && photo.phase === 'pre-treatment')
            ? role
            : `${role} · ${phase.toLowerCase()}`}
        </span>
      </figcaption>
    </figure>
  )
}
