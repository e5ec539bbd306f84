import { ArrowLeft, ArrowRight, CircleCheck, Image, LayoutGrid, Undo2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Screen } from '../app/screen.tsx'
import { useShortcut } from '../app/use-shortcut.ts'
import { ButtonLink } from '../parts/button-link.tsx'
import { Button } from '../parts/button.tsx'
import { formatVisitDate } from '../parts/dates.ts'
import { EmptyState } from '../parts/empty-state.tsx'
import { Failure } from '../parts/failure.tsx'
import { IconButton } from '../parts/icon-button.tsx'
import { Loading } from '../parts/loading.tsx'
import { PanelSection } from '../parts/panel.tsx'
import { Segmented } from '../parts/segmented.tsx'
import { Thumb } from '../parts/thumb.tsx'
import { FilesList, FilesQuestion } from './files-question.tsx'
import { NeedKinds } from './need-kinds.tsx'

import { needQuestion } from './need-words.ts'
import { Question } from './question.tsx'
import { SheetGroups } from './sheet-groups.tsx'
import { SheetQuestion } from './sheet-question.tsx'
import { useNeedsWork, type WorkItem } from './use-needs-work.ts'
import { useViewSheet } from './use-view-sheet.ts'
import { ViewSheet } from './view-sheet.tsx'
import './needs-screen.css'

const CRUMBS = [{ words: 'Import', to: { to: '/import' } }, { words: 'Needs a look' }] as const

/** One photo large, or many small ones at once. */
type Look = 'one' | 'sheet'

const LOOKS = [
  { id: 'sheet', words: 'Sheet', icon: <LayoutGrid size={14} aria-hidden /> },
  { id: 'one', words: 'One by one', icon: <Image size={14} aria-hidden /> },
] as const

/** From so many views on they are confirmed faster many at once. */
const SHEET_FROM = 6

/** Everything that is unclear, one thing after the other, answered with the keyboard alone. */
export function NeedsScreen() {
  const work = useNeedsWork()
  const { counts, kind, choose, current, place, listed, go, canUndo, undo } = work
  const [chosenLook, setLook] = useState<Look | null>(null)
  const isSheet =
    kind === 'view' && (chosenLook ?? ((counts?.view ?? 0) < SHEET_FROM ? 'one' : 'sheet')) === 'sheet'
  const sheet = useViewSheet({ isOn: isSheet, isSaid: work.isViewSaid })
  const error = work.error ?? (isSheet ? sheet.error : null)
  const answer: typeof work.answer = (run, photos) => {
    // Whoever is at work keeps the look, however few are left.
    if (kind === 'view') setLook(isSheet ? 'sheet' : 'one')
    work.answer(run, photos)
  }
  const canStep = current !== null && !isSheet
  // On the link that led here, Enter would follow it once more instead of answering.
  useEffect(() => {
    if (document.activeElement instanceof HTMLAnchorElement) document.activeElement.blur()
  }, [])
  useShortcut('ArrowRight', () => go(1), { isEnabled: canStep })
  useShortcut('ArrowLeft', () => go(-1), { isEnabled: canStep })
  useShortcut('g', () => setLook(isSheet ? 'one' : 'sheet'), { isEnabled: kind === 'view' })
  useShortcut('z', undo, { isEnabled: canUndo })
  useShortcut('ctrl+z', undo, { isEnabled: canUndo })
  // Out of a field, so that the other keys work again.
  const leaveField = (): void => {
    if (document.activeElement instanceof HTMLInputElement) document.activeElement.blur()
  }

  const undoButton = (
    <Button icon={<Undo2 size={15} aria-hidden />} isDisabled={!canUndo} onPress={undo}>
      Undo
    </Button>
  )
  const isWaiting = current === undefined || (isSheet && sheet.groups === undefined)
  if (error !== null || counts === undefined || isWaiting) {
    return (
      <Screen crumbs={CRUMBS} actions={undoButton}>
        {error === null ? <Loading words="Looking what is unclear" /> : <Failure error={error} />}
      </Screen>
    )
  }
  if (current === null) {
    return (
      <Screen crumbs={CRUMBS} actions={undoButton}>
        <EmptyState
          icon={<CircleCheck size={28} />}
          title="Nothing needs a look"
          actions={<ButtonLink link={{ to: '/' }}>To the clients</ButtonLink>}
        >
          <p>Every client, date, view and phase is known or was left as it is by you.</p>
        </EmptyState>
      </Screen>
    )
  }
  return (
    <Screen
      kind="stage"
      crumbs={CRUMBS}
      centre={
        isSheet ? undefined : (
          <div className="need-steps">
            <IconButton
              label="Previous"
              keys="←"
              icon={<ArrowLeft size={16} />}
              isDisabled={place === 1}
              onPress={() => go(-1)}
            />
            <span className="figures" role="status">
              {place} of {listed}
            </span>
            <IconButton
              label="Next"
              keys="→"
              icon={<ArrowRight size={16} />}
              isDisabled={place === listed}
              onPress={() => go(1)}
            />
          </div>
        )
      }
      actions={
        <>
          {kind === 'view' ? (
            <Segmented label="Photos" options={LOOKS} value={isSheet ? 'sheet' : 'one'} onChange={setLook} />
          ) : null}
          {undoButton}
        </>
      }
      panelLabel="What is asked"
      panel={
        <div
          onKeyDown={(event) => {
            if (event.key === 'Escape') leaveField()
          }}
        >
          <PanelSection title={isSheet ? 'Which view are these?' : needQuestion(kind)}>
            {isSheet ? (
              <SheetQuestion sheet={sheet} onAnswer={answer} />
            ) : current.kind === 'files' ? (
              <FilesQuestion key={current.key} files={current.files} onAnswer={answer} />
            ) : kind === 'files' ? null : (
              <Question key={current.key} need={kind} item={current.item} onAnswer={answer} />
            )}
          </PanelSection>
          {isSheet ? (
            <PanelSection title="By what is suggested">
              <SheetGroups sheet={sheet} />
            </PanelSection>
          ) : null}
          <PanelSection title="All that needs a look">
            <NeedKinds counts={counts} chosen={kind} onChoose={choose} />
          </PanelSection>
        </div>
      }
    >
      {isSheet ? (
        <ViewSheet
          // Another group begins at its top.
          key={sheet.group?.view}
          label="Photos to tick"
          photos={sheet.shown}
          ticked={sheet.ticked}
          onTick={sheet.tick}
        />
      ) : current.kind === 'files' ? (
        <FilesList files={current.files} />
      ) : (
        <Shown current={current} />
      )}
    </Screen>
  )
}

function Shown({ current }: { readonly current: Extract<WorkItem, { kind: 'photo' }> }) {
  const { photo } = current.item
  return (
    <figure className="need-photo">
      <div className="need-photo__picture">
        <Thumb photo={photo} alt={`Photo of ${photo.client}`} variant="preview" fit="contain" />
      </div>
      <figcaption className="need-photo__words">
        <span className="need-photo__who">
          <strong>{photo.client}</strong> · {formatVisitDate(photo.visitDate)}
        </span>
        <span className="need-photo__file ellipsis" title={photo.file}>
          {photo.file}
        </span>
      </figcaption>
    </figure>
  )
}
