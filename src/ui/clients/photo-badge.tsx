import { FileWarning, Lock, TriangleAlert, Unplug } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Photo } from '../../contract/photos.ts'
import { Badge } from '../parts/badge.tsx'
import { statusWords } from '../parts/term-words.ts'

const ICONS: Readonly<Record<Exclude<Photo['status'], 'ok'>, ReactNode>> = {
  damaged: <TriangleAlert size={12} aria-hidden />,
  forbidden: <Lock size={12} aria-hidden />,
  missing: <FileWarning size={12} aria-hidden />,
  offline: <Unplug size={12} aria-hidden />,
}

interface Props {
  readonly photo: Photo
  readonly look?: 'plain' | 'overlay'
}

/** What is the matter with a photo, where something is. */
export function PhotoBadge({ photo, look = 'overlay' }: Props) {
  if (photo.status === 'ok') return null
  return (
    <Badge look={look} icon={ICONS[photo.status]}>
      {statusWords(photo.status)}
    </Badge>
  )
}
