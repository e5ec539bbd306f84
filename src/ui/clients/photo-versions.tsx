import type { CallOutput } from '../../contract/contract.ts'
import { formatMoment } from '../parts/dates.ts'
import { PanelSection } from '../parts/panel.tsx'

type Answer = CallOutput<'photos.get'>

interface Props {
  readonly versions: Answer['versions']
  readonly films: Answer['films']
}

/** Other files that belong to the same photo: as it was before it was edited, and the film of a Live Photo. */
export function PhotoVersions({ versions, films }: Props) {
  return (
    <>
      {versions.length === 0 ? null : (
        <PanelSection title={`Other versions (${versions.length})`}>
          <ul className="photo-details__places">
            {versions.map((version) => (
              <li key={version.sha256}>
                {version.width.toLocaleString('en-GB')} × {version.height.toLocaleString('en-GB')} px, noticed{' '}
                {formatMoment(version.notedAt)}
                <Paths files={version.places} none="Not on this machine any more" />
              </li>
            ))}
          </ul>
        </PanelSection>
      )}
      {films.length === 0 ? null : (
        <PanelSection title="Film of this Live Photo">
          <Paths files={films} none="" />
        </PanelSection>
      )}
    </>
  )
}

function Paths({ files, none }: { readonly files: readonly string[]; readonly none: string }) {
  if (files.length === 0) return <p className="photo-details__path">{none}</p>
  return files.map((file) => (
    <p className="photo-details__path" key={file}>
      {file}
    </p>
  ))
}
