import { useCallQuery } from '../app/call-query.ts'
import { Screen } from '../app/screen.tsx'

/** Where things are kept, and the program's version. */
export function SettingsScreen() {
  const info = useCallQuery('app.info', {})
  return <Screen crumbs={[{ words: 'Settings' }]}>{info.data?.version}</Screen>
}
