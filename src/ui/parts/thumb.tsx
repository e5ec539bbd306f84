import { ImageOff } from 'lucide-react'
import { useState } from 'react'
import type { PhotoId } from '../../contract/ids.ts'
import { mediaUrl, type MediaVariant } from '../../contract/media.ts'
import './thumb.css'

interface Props {
  /** Null where there is nothing to show. */
  readonly photo: { readonly id: PhotoId; readonly sha256: string } | null
  /** What it shows, for those who do not see it; empty where words beside it say so already. */
  readonly alt: string
  readonly variant?: MediaVariant
  readonly fit?: 'cover' | 'contain'
}

/** A photo's small picture; a quiet sign where it cannot be shown. */
export function Thumb({ photo, alt, variant = 'thumb', fit = 'cover' }: Props) {
  const source = photo === null ? null : mediaUrl(photo, variant)
  // The address that failed, so that another photo in the same place gets its own try.
  const [failed, setFailed] = useState<string | null>(null)
  if (source === null || failed === source) {
    return (
      <span
        className="thumb thumb--none"
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
      className={`thumb thumb--${fit}`}
      src={source}
      alt={alt}
      loading="lazy"
      decoding="async"
      draggable={false}
      onError={() => setFailed(source)}
    />
  )
}
