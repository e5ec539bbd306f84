import { GridList, GridListItem } from 'react-aria-components'
import type { PhotoId } from '../../contract/ids.ts'
import type { UnclearView } from '../../contract/needs.ts'
import { formatVisitDate } from '../parts/dates.ts'
import { Thumb } from '../parts/thumb.tsx'
import { Tick } from '../parts/tick.tsx'
import './view-sheet.css'

interface Props {
  /** What the photos have in common. */
  readonly label: string
  readonly photos: readonly UnclearView[]
  readonly ticked: readonly PhotoId[]
  readonly onTick: (ids: ReadonlySet<PhotoId>) => void
}

/** Small pictures to tick: arrows move, Space ticks, Shift with arrows ticks a run, Ctrl+A all, Esc none. */
export function ViewSheet({ label, photos, ticked, onTick }: Props) {
  return (
    <GridList
      className="view-sheet"
      aria-label={label}
      layout="grid"
      // A tick is not told by letters that are typed: they are answers here.
      disallowTypeAhead
      selectionMode="multiple"
      selectionBehavior="toggle"
      selectedKeys={ticked}
      onSelectionChange={(keys) =>
        onTick(new Set(photos.map(({ id }) => id).filter((id) => keys === 'all' || keys.has(id))))
      }
      items={photos}
      dependencies={[ticked]}
    >
      {(photo) => (
        <GridListItem
          className="view-sheet__photo"
          id={photo.id}
          textValue={`${photo.client}, ${formatVisitDate(photo.visitDate)}`}
        >
          <span className="view-sheet__picture">
            <Thumb photo={photo} alt="" />
            <Tick isOn={ticked.includes(photo.id)} />
          </span>
          <span className="view-sheet__words ellipsis">
            {photo.client} · <span className="figures">{formatVisitDate(photo.visitDate)}</span>
          </span>
        </GridListItem>
      )}
    </GridList>
  )
}
