import { useEffect, useRef } from 'react'
import type { PhotoId } from '../../contract/ids.ts'
import { formatVisitDate } from '../parts/dates.ts'
import { Thumb } from '../parts/thumb.tsx'
import { filmWords } from './film-words.ts'
import type { DatedPhoto } from './use-comparison.ts'
import './filmstrip.css'

interface Props {
  readonly film: readonly DatedPhoto[]
  readonly beforeId: PhotoId
  readonly afterId: PhotoId
  readonly onPick: (side: 'before' | 'after', id: PhotoId) => void
}

/** All photos of this client and view; a click makes one the after photo, its small button the before photo. */
export function Filmstrip({ film, beforeId, afterId, onPick }: Props) {
  const words = filmWords(film)
  return (
    <ul className="filmstrip">
      {film.map((dated) => (
        <Frame
          key={dated.photo.id}
          dated={dated}
          words={words.get(dated.photo.id) ?? ''}
          role={dated.photo.id === beforeId ? 'before' : dated.photo.id === afterId ? 'after' : null}
          onPick={onPick}
        />
      ))}
    </ul>
  )
}

function Frame(props: {
  readonly dated: DatedPhoto
  /** Below the picture. */
  readonly words: string
  readonly role: 'before' | 'after' | null
  readonly onPick: Props['onPick']
}) {
  const { dated, words, role, onPick } = props
  const { photo, occasion } = dated
  const frame = useRef<HTMLLIElement>(null)
  const name = `${occasion.short}, ${formatVisitDate(photo.visitDate)}`
  useEffect(() => {
    if (role !== null) frame.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [role])
  return (
    <li className="filmstrip__frame" ref={frame} data-role={role ?? 'none'}>
      <button
        type="button"
        className="filmstrip__picture"
        aria-label={role === null ? `Show as after: ${name}` : `${name}, shown as ${role}`}
        aria-pressed={role === 'after'}
        disabled={role === 'before'}
        title={formatVisitDate(photo.visitDate)}
        onClick={() => onPick('after', photo.id)}
      >
        <Thumb photo={photo} alt="" />
      </button>
      {role === null ? (
        <button
          type="button"
          className="filmstrip__as-before"
          aria-label={`Show as before: ${name}`}
          onClick={() => onPick('before', photo.id)}
        >
          Before
        </button>
      ) : (
        <span className="filmstrip__role">{role === 'before' ? 'Before' : 'After'}</span>
      )}
      <span className="filmstrip__occasion ellipsis">{words}</span>
    </li>
  )
}
