import type { PhotoId } from '../../contract/ids.ts'
import { useCallQuery } from '../app/call-query.ts'
import { Screen } from '../app/screen.tsx'
import { useComparison } from '../compare/use-comparison.ts'
import { Failure } from '../parts/failure.tsx'
import { Loading } from '../parts/loading.tsx'
import { AlignWorkbench } from './align-workbench.tsx'

interface Props {
  readonly beforeId: PhotoId
  readonly afterId: PhotoId
}

/** Two photos of one view, to be brought on top of each other by points that a person places. */
export function AlignScreen({ beforeId, afterId }: Props) {
  const state = useComparison({ beforeId, afterId })
  const stored = useCallQuery('registrations.get', { beforeId, afterId })
  const error = state.kind === 'failed' ? state.error : stored.error
  if (error === null && state.kind === 'ready' && stored.data !== undefined) {
    return <AlignWorkbench comparison={state.comparison} stored={stored.data} />
  }
  return (
    <Screen crumbs={[{ words: 'Clients', to: { to: '/' } }, { words: 'Alignment' }]} kind="stage">
      {error === null ? <Loading words="Opening the photos" /> : <Failure error={error} />}
    </Screen>
  )
}
