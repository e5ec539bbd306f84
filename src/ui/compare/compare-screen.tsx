import type { PhotoId } from '../../contract/ids.ts'
import { useCallQuery } from '../app/call-query.ts'
import { Screen } from '../app/screen.tsx'
import { formatVisitDate } from '../parts/dates.ts'
import { viewWords } from '../parts/term-words.ts'
import { Thumb } from '../parts/thumb.tsx'

interface Props {
  readonly beforeId: PhotoId
  readonly afterId: PhotoId
}

/** A before and an after of one view, to be looked at together. */
export function CompareScreen({ beforeId, afterId }: Props) {
  const before = useCallQuery('photos.get', { id: beforeId }).data?.photo
  const after = useCallQuery('photos.get', { id: afterId }).data?.photo
  return (
    <Screen
      crumbs={[
        { words: 'Clients', to: { to: '/' } },
        ...(before === undefined
          ? []
          : [
              {
                words: before.client,
                to: { to: '/clients/$clientId' as const, params: { clientId: before.clientId } },
              },
              { words: viewWords(before.view) },
            ]),
      ]}
      kind="stage"
    >
      {[before, after].map((photo) =>
        photo === undefined ? null : (
          <figure key={photo.id}>
            <Thumb photo={photo} alt={`${viewWords(photo.view)}, ${formatVisitDate(photo.visitDate)}`} />
          </figure>
        ),
      )}
    </Screen>
  )
}
