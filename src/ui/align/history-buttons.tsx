import { Redo2, Undo2 } from 'lucide-react'
import { nextStep, type AlignmentEdit, type AlignmentEditing } from '../../domain/viewer/alignment-editing.ts'
import { IconButton } from '../parts/icon-button.tsx'

interface Props {
  readonly editing: AlignmentEditing
  readonly onUndo: () => void
  readonly onRedo: () => void
}

/** Undo and redo of everything on the screen; each says what it would take back or do again. */
export function HistoryButtons({ editing, onUndo, onRedo }: Props) {
  const { lastStep } = editing
  return (
    <>
      <HistoryButton kind="undone" editing={editing} onPress={onUndo} />
      <HistoryButton kind="redone" editing={editing} onPress={onRedo} />
      <span className="visually-hidden" role="status">
        {lastStep === null
          ? ''
          : `${lastStep.kind === 'undone' ? 'Undone' : 'Done again'}: ${EDIT_WORDS[lastStep.edit]}`}
      </span>
    </>
  )
}

const EDIT_WORDS: Readonly<Record<AlignmentEdit, string>> = {
  'point-placed': 'point placed',
  'point-moved': 'point moved',
  'point-removed': 'point removed',
  'points-removed': 'all points removed',
  snap: 'snap switched',
  'whole-moved': 'moved as a whole',
  'whole-reset': 'move put back',
  'region-moved': 'head region moved',
  'region-reset': 'head region put back',
  automatic: 'aligned automatically',
}

function HistoryButton(props: {
  readonly kind: 'undone' | 'redone'
  readonly editing: AlignmentEditing
  readonly onPress: () => void
}) {
  const edit = nextStep(props.editing, props.kind)
  const isUndo = props.kind === 'undone'
  const name = isUndo ? 'Undo' : 'Redo'
  return (
    <IconButton
      label={edit === null ? name : `${name}: ${EDIT_WORDS[edit]}`}
      keys={isUndo ? 'Ctrl Z' : 'Ctrl Shift Z'}
      icon={isUndo ? <Undo2 size={16} /> : <Redo2 size={16} />}
      isDisabled={edit === null}
      onPress={props.onPress}
    />
  )
}
