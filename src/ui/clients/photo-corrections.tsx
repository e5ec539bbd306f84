import { UserRoundPen } from 'lucide-react'
import { useState } from 'react'
import type { Photo } from '../../contract/photos.ts'
import { PHASES, VIEWS } from '../../contract/vocabulary.ts'
import { Button } from '../parts/button.tsx'
import { Select } from '../parts/select.tsx'
import { phaseWords, sourceWords, viewSourceWords, viewWords } from '../parts/term-words.ts'
import { AlikeOffer } from './alike-offer.tsx'
import { MoveDialog } from './move-dialog.tsx'
import { useCorrectPhoto } from './use-correct-photo.ts'
import './photo-corrections.css'

const VIEW_OPTIONS = VIEWS.map((view) => ({ id: view, words: viewWords(view) }))
const PHASE_OPTIONS = PHASES.map((phase) => ({ id: phase, words: phaseWords(phase) }))

/** A photo's view and phase, where each was read from, and the way to put them right. */
export function PhotoCorrections({ photo }: { readonly photo: Photo }) {
  const correct = useCorrectPhoto()
  const [isMoving, setMoving] = useState(false)
  return (
    <div className="photo-corrections">
      <Select
        label="View"
        note={viewSourceWords(photo.viewSource)}
        options={VIEW_OPTIONS}
        value={photo.view}
        onChange={(view) => {
          if (view !== photo.view) correct(photo, { view })
        }}
      />
      <AlikeOffer photo={photo} />
      <Select
        label="Phase"
        note={sourceWords(photo.phaseSource)}
        options={PHASE_OPTIONS}
        value={photo.phase}
        onChange={(phase) => {
          if (phase !== photo.phase) correct(photo, { phase })
        }}
      />
      <Button icon={<UserRoundPen size={15} aria-hidden />} isWide onPress={() => setMoving(true)}>
        Other client or day …
      </Button>
      {isMoving ? <MoveDialog photo={photo} onClose={() => setMoving(false)} /> : null}
    </div>
  )
}
