import { ImageOff } from 'lucide-react'
import { useState } from 'react'
import './picture.css'

interface Props {
  /** Its address; null where there is nothing to show. */
  readonly source: string | null
  /** What it shows, for those who do not see it; empty where words beside it say so already. */
  readonly alt: string
  readonly fit?: 'cover' | 'contain'
}

/** A small picture; a quiet sign where it cannot be shown. */
export function Picture({ source, alt, fit = 'cover' }: Props) {
  // The address that failed, so that another photo in the same place gets its own try.
  const [failed, setFailed] = useState<string | null>(null)
  if (source === null || failed === source) {
    return (
      <span
        className="picture picture--none"
        {...(alt === ''
          ? { 'aria-hidden': true }
          : { role: 'img', 'aria-label': `${alt} (cannot be shown)` })}
      >
        <ImageOff size={18} aria-hidden />
      </span>
    )
  }
  return (
    <img
      className={`picture picture--${fit}`}
      src={source}
      alt={alt}
      loading="lazy"
      decoding="async"
      draggable={false}
      onError={() => setFailed(source)}
    />
  )
}
