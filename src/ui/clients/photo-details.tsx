import type { CallOutput } from '../../contract/contract.ts'
import { desktop } from '../app/desktop.ts'
import { Button } from '../parts/button.tsx'
import { formatBytes } from '../parts/bytes.ts'
import { Facts, PanelSection } from '../parts/panel.tsx'
import { statusWords } from '../parts/term-words.ts'
import { CameraFacts } from './camera-facts.tsx'
import { PhotoBadge } from './photo-badge.tsx'
import { PhotoCorrections } from './photo-corrections.tsx'
import { PhotoVersions } from './photo-versions.tsx'
import { PhotoWhen } from './photo-when.tsx'
import './photo-details.css'

/** All that is known about a photo, and where each of it came from. */
export function PhotoDetails({ answer }: { readonly answer: CallOutput<'photos.get'> }) {
  const { photo, places, lens, bytes, format, versions, films } = answer
  const bridge = desktop()
  return (
    <>
      <PanelSection title="What it shows">
        <PhotoCorrections photo={photo} />
      </PanelSection>
      <PhotoWhen answer={answer} />
      <PanelSection title="File">
        <Facts
          facts={[
            {
              name: 'State',
              value: photo.status === 'ok' ? statusWords('ok') : <PhotoBadge photo={photo} look="plain" />,
            },
            {
              name: 'Size',
              value: `${photo.width.toLocaleString('en-GB')} × ${photo.height.toLocaleString('en-GB')} px`,
            },
            { name: 'Format', value: `${format.toUpperCase()}, ${formatBytes(bytes)}` },
            { name: 'Colour profile', value: photo.colourProfile ?? 'None in the file' },
          ]}
        />
      </PanelSection>
      <CameraFacts photo={photo} lens={lens} />
      <PanelSection title={places.length === 1 ? 'Place' : `Places of the same photo (${places.length})`}>
        <ul className="photo-details__places">
          {places.map((place) => (
            <li key={place}>
              <span className="photo-details__path">{place}</span>
              {bridge === null ? null : (
                <Button look="quiet" onPress={() => void bridge.revealFile(place)}>
                  Show in folder
                </Button>
              )}
            </li>
          ))}
        </ul>
      </PanelSection>
      <PhotoVersions versions={versions} films={films} />
      <PanelSection title="Fingerprint (SHA-256)">
        <p className="photo-details__hash">{photo.sha256}</p>
      </PanelSection>
    </>
  )
}
