import type { ClientId } from '../../contract/ids.ts'
import type { View } from '../../contract/vocabulary.ts'
import { useCallQuery } from '../app/call-query.ts'
import { Screen } from '../app/screen.tsx'
import { formatVisitDate } from '../parts/dates.ts'
import { viewWords } from '../parts/term-words.ts'
import { Thumb } from '../parts/thumb.tsx'

interface Props {
  readonly clientId: ClientId
  readonly view: View
}

/** How much pigment is left in one view, visit by visit. */
export function FadeScreen({ clientId, view }: Props) {
  const photos = useCallQuery('photos.list', { clientId, view }).data ?? []
  return (
    <Screen crumbs={[{ words: 'Clients', to: { to: '/' } }, { words: viewWords(view) }]}>
      {photos.map((photo) => (
        <Thumb
          key={photo.id}
          photo={photo}
          alt={`${viewWords(photo.view)}, ${formatVisitDate(photo.visitDate)}`}
        />
      ))}
    </Screen>
  )
}
