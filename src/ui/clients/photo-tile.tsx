import type { ReactNode } from 'react'
import type { Photo } from '../../contract/photos.ts'
import { Thumb } from '../parts/thumb.tsx'
import { Tick } from '../parts/tick.tsx'
import { PhotoBadge } from './photo-badge.tsx'
import { photoWords } from './photo-words.ts'
import './photo-tile.css'

interface Props {
  readonly photo: Photo
  readonly isSelected: boolean
  readonly tabIndex: 0 | -1
  /** Its place among the tiles, for the arrow keys. */
  readonly place: string
  readonly caption?: ReactNode
  readonly onToggle: (photo: Photo) => void
  readonly onOpen: (photo: Photo) => void
}

/** A small picture that can be chosen; double click, or O on the keyboard, opens the photo. */
export function PhotoTile({ photo, isSelected, tabIndex, place, caption, onToggle, onOpen }: Props) {
  return (
    <button
      type="button"
      className="photo-tile"
      aria-pressed={isSelected}
      aria-label={photoWords(photo)}
      tabIndex={tabIndex}
      data-place={place}
      onClick={() => onToggle(photo)}
      onDoubleClick={() => onOpen(photo)}
      onKeyDown={(event) => {
        if (event.key.toLowerCase() !== 'o' || event.ctrlKey || event.metaKey || event.altKey) return
        event.preventDefault()
        onOpen(photo)
      }}
    >
      <span className="photo-tile__picture">
        <Thumb photo={photo} alt="" />
        <span className="photo-tile__badges">
          <PhotoBadge photo={photo} />
        </span>
        {isSelected ? <Tick isOn /> : null}
      </span>
      {caption === undefined ? null : <span className="photo-tile__caption ellipsis">{caption}</span>}
    </button>
  )
}
