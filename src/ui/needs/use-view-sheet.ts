import { useState } from 'react'
import type { AppError } from '../../contract/errors.ts'
import type { PhotoId } from '../../contract/ids.ts'
import type { UnclearView } from '../../contract/needs.ts'
import { VIEWS, type View } from '../../contract/vocabulary.ts'
import { useCallQuery } from '../app/call-query.ts'

/** As many as one takes in at a glance or two; the next ones follow when these are answered. */
const MOST_SHOWN = 60

/** The photos for which one view is suggested, or none (`unknown`). */
export interface SheetGroup {
  readonly view: View
  readonly photos: readonly UnclearView[]
}

export interface ViewSheet {
  readonly error: AppError | null
  /** Those with a suggestion first; undefined while they are fetched. */
  readonly groups: readonly SheetGroup[] | undefined
  /** The one on the sheet; null where nothing is left. */
  readonly group: SheetGroup | null
  readonly chooseGroup: (view: View) => void
  /** The photos on the sheet. */
  readonly shown: readonly UnclearView[]
  readonly ticked: readonly PhotoId[]
  readonly tick: (ids: ReadonlySet<PhotoId>) => void
}

/**
 * Unclear views as a sheet of small pictures, one suggestion at a time. What was suggested is ticked until a person unticks
 * it; what was not is ticked by hand.
 */
export function useViewSheet({
  isOn,
  isSaid,
}: {
  readonly isOn: boolean
  readonly isSaid: (photo: PhotoId) => boolean
}): ViewSheet {
  const { data, error } = useCallQuery('needs.views', {}, { isEnabled: isOn, keepsPrevious: true })
  const [chosen, setChosen] = useState<View | null>(null)
  // Whose tick is other than its group's.
  const [flipped, setFlipped] = useState<ReadonlySet<PhotoId>>(new Set())

  const groups = data === undefined ? undefined : groupByView(data.filter(({ id }) => !isSaid(id)))
  const group = groups?.find(({ view }) => view === chosen) ?? groups?.[0] ?? null
  const shown = group?.photos.slice(0, MOST_SHOWN) ?? []
  const isTickedAtFirst = group?.view !== 'unknown'
  return {
    error,
    groups,
    group,
    chooseGroup: setChosen,
    shown,
    ticked: shown.map(({ id }) => id).filter((id) => isTickedAtFirst !== flipped.has(id)),
    tick: (ids) =>
      setFlipped((before) => {
        const after = new Set(before)
        for (const { id } of shown) {
          if (ids.has(id) === isTickedAtFirst) after.delete(id)
          else after.add(id)
        }
        return after
      }),
  }
}

function groupByView(photos: readonly UnclearView[]): readonly SheetGroup[] {
  return [...VIEWS]
    .sort((one, other) => Number(one === 'unknown') - Number(other === 'unknown'))
    .map((view) => ({ view, photos: photos.filter((photo) => photo.view === view) }))
    .filter((group) => group.photos.length > 0)
}
