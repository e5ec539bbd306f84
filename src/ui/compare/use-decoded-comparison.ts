import { useEffect, useState } from 'react'
import { mediaUrl } from '../../contract/media.ts'
import type { Photo } from '../../contract/photos.ts'
import type { Comparison, ComparisonState, DatedPhoto } from './use-comparison.ts'

/** A comparison whose previews are ready to be painted, and what could not be read of it. */
export interface DecodedComparison {
  readonly comparison: Comparison
  readonly unreadable: readonly ('before' | 'after')[]
}

/**
 * The newest comparison whose two previews are decoded. Until another pair's are, the former one stays, captions and
 * all, so that stepping through the photos never shows an empty stage or a wrong date.
 */
export function useDecodedComparison(state: ComparisonState): DecodedComparison | null {
  const [decoded, setDecoded] = useState<DecodedComparison | null>(null)
  const wanted = state.kind === 'ready' ? state.comparison : null
  const beforeUrl = wanted === null ? null : mediaUrl(wanted.before.photo, 'preview')
  const afterUrl = wanted === null ? null : mediaUrl(wanted.after.photo, 'preview')

  useEffect(() => {
    if (beforeUrl === null || afterUrl === null || wanted === null) return undefined
    let isNewest = true
    void Promise.all([canDecode(beforeUrl), canDecode(afterUrl)]).then(([isBeforeRead, isAfterRead]) => {
      if (!isNewest) return
      setDecoded({
        comparison: wanted,
        unreadable: [
          ...(isBeforeRead ? [] : ['before' as const]),
          ...(isAfterRead ? [] : ['after' as const]),
        ],
      })
      preload(neighbours(wanted.film, wanted.after.photo))
    })
    return () => {
      isNewest = false
    }
    // The addresses change with the photos' content; the objects around them are new at every render.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [beforeUrl, afterUrl, wanted === null])

  if (decoded === null || wanted === null) return decoded
  const isCurrent =
    decoded.comparison.before.photo.id === wanted.before.photo.id &&
    decoded.comparison.after.photo.id === wanted.after.photo.id
  // What is known of a photo may have changed meanwhile (its phase was put right): the newest words count.
  return isCurrent ? { ...decoded, comparison: wanted } : decoded
}

async function canDecode(source: string): Promise<boolean> {
  const image = new Image()
  image.src = source
  try {
    await image.decode()
    return true
  } catch (error) {
    if (error instanceof DOMException) return false
    throw error
  }
}

function neighbours(film: readonly DatedPhoto[], photo: Photo): readonly Photo[] {
  const at = film.findIndex((each) => each.photo.id === photo.id)
  return [film[at - 1], film[at + 1]].flatMap((each) => (each === undefined ? [] : [each.photo]))
}

/** Makes the next step along the filmstrip a matter of decoding only. */
function preload(photos: readonly Photo[]): void {
  for (const photo of photos) {
    const image = new Image()
    image.src = mediaUrl(photo, 'preview')
  }
}
