import type { Photo } from '../../contract/photos.ts'
import { useCallQuery } from '../app/call-query.ts'
import { Facts, PanelSection } from '../parts/panel.tsx'
import { exposureWords } from './camera-words.ts'

/** With what a photo was taken, and how it was exposed. */
export function CameraFacts({ photo, lens }: { readonly photo: Photo; readonly lens: string | null }) {
  const { data: settings } = useCallQuery('photos.cameraSettings', { id: photo.id })
  return (
    <PanelSection title="Camera">
      <Facts
        facts={[
          { name: 'Model', value: photo.camera ?? 'Not written' },
          { name: 'Lens', value: lens },
          { name: 'Exposure', value: settings ? exposureWords(settings) : null },
          {
            name: 'Location',
            value: settings?.hasPlace === true ? 'In the file; never in an export' : null,
          },
        ]}
      />
    </PanelSection>
  )
}
