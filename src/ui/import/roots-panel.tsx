import { useCallQuery } from '../app/call-query.ts'
import { Panel } from '../parts/panel.tsx'
import { RootItem } from './root-item.tsx'

/** A drive that is plugged in again is seen within this time. */
const LOOK_EVERY_MS = 5000

/** The folders that photos came from: whether each is there now, and how its dates are read. */
export function RootsPanel() {
  const roots = useCallQuery('imports.roots', {}, { refetchMs: LOOK_EVERY_MS })
  if (roots.data === undefined || roots.data.length === 0) return null
  return (
    <Panel title="Your folders">
      <ul>
        {roots.data.map((root) => (
          <RootItem key={root.folder} root={root} />
        ))}
      </ul>
    </Panel>
  )
}
