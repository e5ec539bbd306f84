import { Copy } from 'lucide-react'
import type { Photo } from '../../contract/photos.ts'
import { useCallQuery } from '../app/call-query.ts'
import { Button } from '../parts/button.tsx'
import { count } from '../parts/dates.ts'
import { viewWords } from '../parts/term-words.ts'
import { useCorrectAlike } from './use-correct-alike.ts'
import './photo-corrections.css'

/** Offers the view of a photo to the others of its folder whose file names mean the same. */
export function AlikeOffer({ photo }: { readonly photo: Photo }) {
  // A view that a name tells is told by the others’ names too.
  const isTold = photo.viewSource === 'file-name' || photo.viewSource === 'folder'
  const alike = useCallQuery('imports.alike', { photo: photo.id }, { isEnabled: !isTold })
  const { correctAlike, isPending } = useCorrectAlike()
  const { word, photos, otherwise } = alike.data ?? { word: null, photos: 0, otherwise: 0 }
  if (word === null || photos === 0 || photo.view === 'unknown') return null
  const view = viewWords(photo.view).toLowerCase()
  if (otherwise === 0) {
    return (
      <p className="photo-corrections__alike">
        {count(photos, 'other')} named “{word}” {photos === 1 ? 'shows' : 'show'} {view} too.
      </p>
    )
  }
  return (
    <div>
      <Button
        isWide
        icon={<Copy size={15} aria-hidden />}
        isDisabled={isPending}
        onPress={() => correctAlike(photo, photo.view)}
      >
        Also {count(otherwise, 'other')} named “{word}”
      </Button>
      <p className="photo-corrections__alike">
        Sets {otherwise === 1 ? 'it' : 'them'} to {view}, and whatever is imported later under that name.
      </p>
    </div>
  )
}
