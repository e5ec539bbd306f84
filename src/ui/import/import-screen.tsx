import { Screen } from '../app/screen.tsx'

/** Bringing in a folder of photos. */
export function ImportScreen() {
  return <Screen crumbs={[{ words: 'Import' }]}>{null}</Screen>
}
