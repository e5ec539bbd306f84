import type { PhotoId } from '../../contract/ids.ts'
import { mediaUrl, type MediaVariant } from '../../contract/media.ts'
import { Picture } from './picture.tsx'

interface Props {
  /** Null where there is nothing to show. */
  readonly photo: { readonly id: PhotoId; readonly sha256: string } | null
  /** What it shows, for those who do not see it; empty where words beside it say so already. */
  readonly alt: string
  readonly variant?: MediaVariant
  readonly fit?: 'cover' | 'contain'
}

/** A photo's small picture; a quiet sign where it cannot be shown. */
export function Thumb({ photo, variant = 'thumb', ...shown }: Props) {
  return <Picture source={photo === null ? null : mediaUrl(photo, variant)} {...shown} />
}
