import { Link } from '@tanstack/react-router'
import type { PhotoId } from '../../contract/ids.ts'
import type { Photo } from '../../contract/photos.ts'
import { formatVisitDate } from '../parts/dates.ts'
import { KeyHint } from '../parts/key-hint.tsx'
import { phaseWords } from '../parts/term-words.ts'
import { Thumb } from '../parts/thumb.tsx'
import './photo-strip.css'

interface Props {
  readonly photos: readonly Photo[]
  readonly current: PhotoId
}

/** The same view on all visits, in order. */
export function PhotoStrip({ photos, current }: Props) {
  return (
    <div className="photo-strip">
      <ul className="photo-strip__photos">
        {photos.map((photo) => (
          <li key={photo.id}>
            <Link
              to="/photos/$photoId"
              params={{ photoId: photo.id }}
              replace
              className={
                photo.id === current ? 'photo-strip__link photo-strip__link--here' : 'photo-strip__link'
              }
            >
              <span className="photo-strip__picture">
                <Thumb photo={photo} alt="" />
              </span>
              <span className="photo-strip__date figures">{formatVisitDate(photo.visitDate)}</span>
              <span className="visually-hidden">, {phaseWords(photo.phase).toLowerCase()}</span>
            </Link>
          </li>
        ))}
      </ul>
      <p className="photo-strip__keys">
        <KeyHint keys="[ ]" /> step through the visits
      </p>
    </div>
  )
}
