import type { PhotoId } from '../../contract/ids.ts'
import { useCallQuery } from '../app/call-query.ts'
import { Screen } from '../app/screen.tsx'
import { Thumb } from '../parts/thumb.tsx'

/** One photo and all that is known about it. */
export function PhotoScreen({ photoId }: { readonly photoId: PhotoId }) {
  const photo = useCallQuery('photos.get', { id: photoId })
  return (
    <Screen crumbs={[{ words: 'Clients', to: { to: '/' } }, { words: 'Photo' }]} kind="stage">
      <Thumb photo={photo.data?.photo ?? null} alt="" variant="preview" fit="contain" />
    </Screen>
  )
}
