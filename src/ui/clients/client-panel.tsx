import { Camera, Maximize2, SquareSplitHorizontal } from 'lucide-react'
import type { ClientSummary } from '../../contract/clients.ts'
import type { Photo } from '../../contract/photos.ts'
import { Badge } from '../parts/badge.tsx'
import { ButtonLink } from '../parts/button-link.tsx'
import { formatDate, formatVisitDate } from '../parts/dates.ts'
import { KeyList } from '../parts/key-list.tsx'
import { Facts, PanelSection } from '../parts/panel.tsx'
import { phaseWords, viewWords } from '../parts/term-words.ts'
import { Thumb } from '../parts/thumb.tsx'
import { offlineWords } from './offline-words.ts'
import { PhotoBadge } from './photo-badge.tsx'
import { PhotoCorrections } from './photo-corrections.tsx'
import { photoWords } from './photo-words.ts'
import { asPair, type Selection } from './selection.ts'
import './client-panel.css'

const KEYS = [
  { keys: 'Space', words: 'choose a photo' },
  { keys: 'O', words: 'open it' },
] as const
const PAIR_KEY = { keys: 'C', words: 'compare the pair' } as const

interface Pair {
  readonly before: Photo
  readonly after: Photo
}

interface Props {
  readonly client: ClientSummary
  readonly selection: Selection
  readonly bestPair: Pair | null
  /** All of the client's. */
  readonly photos: readonly Photo[]
}

/** Beside a client's photos: the client, one chosen photo, or the two that are to be compared. */
export function ClientPanel({ client, selection, bestPair, photos }: Props) {
  const pair = asPair(selection)
  const [photo] = selection
  if (pair !== null) {
    return (
      <PanelSection title={`Pair · ${viewWords(pair.before.view)}`}>
        <PairView pair={pair} />
      </PanelSection>
    )
  }
  if (photo !== undefined) {
    return (
      <>
        <PanelSection title="Photo">
          <ChosenPhoto photo={photo} />
        </PanelSection>
        <PanelSection title="What it shows">
          <PhotoCorrections photo={photo} />
        </PanelSection>
        <p className="client-panel__hint">
          Choose a second photo of the view {viewWords(photo.view).toLowerCase()} to compare the two.
        </p>
      </>
    )
  }
  return (
    <>
      <PanelSection title="Client">
        <Facts
          facts={[
            { name: 'Name', value: client.name },
            { name: 'Visits', value: client.visits },
            { name: 'Photos', value: client.photos },
            {
              name: 'First visit',
              value: client.firstDate === null ? 'Not known' : formatDate(client.firstDate),
            },
            {
              name: 'Last visit',
              value: client.lastDate === null ? 'Not known' : formatDate(client.lastDate),
            },
          ]}
        />
      </PanelSection>
      {bestPair === null ? (
        <p className="client-panel__hint">
          To compare, a view needs photos from two visits that can be read. Import more photos, or choose a
          photo to put its view right.
        </p>
      ) : (
        <PanelSection title={`Suggested pair · ${viewWords(bestPair.before.view)}`}>
          <PairView pair={bestPair} />
          <p className="client-panel__hint">Or choose any two photos of one view.</p>
        </PanelSection>
      )}
      {offlineWords(photos).map((words) => (
        <p key={words} className="client-panel__hint">
          {words}
        </p>
      ))}
      <div className="client-panel__keys">
        <KeyList keys={bestPair === null ? KEYS : [...KEYS, PAIR_KEY]} />
      </div>
    </>
  )
}

function ChosenPhoto({ photo }: { readonly photo: Photo }) {
  return (
    <figure>
      <span className="client-panel__picture">
        <Thumb photo={photo} alt={photoWords(photo)} variant="preview" />
      </span>
      <figcaption className="client-panel__caption">
        <strong>{viewWords(photo.view)}</strong>
        <span className="figures">{formatVisitDate(photo.visitDate)}</span>
      </figcaption>
      <PhotoBadge photo={photo} look="plain" />
      <div className="client-panel__action">
        <ButtonLink
          isWide
          icon={<Maximize2 size={15} aria-hidden />}
          link={{ to: '/photos/$photoId', params: { photoId: photo.id } }}
        >
          Open photo
        </ButtonLink>
        {photo.view === 'unknown' ? null : (
          <ButtonLink
            isWide
            look="quiet"
            icon={<Camera size={15} aria-hidden />}
            link={{
              to: '/clients/$clientId/reshoot/$view',
              params: { clientId: photo.clientId, view: photo.view },
            }}
          >
            How to take the next photo
          </ButtonLink>
        )}
      </div>
    </figure>
  )
}

function PairView({ pair }: { readonly pair: Pair }) {
  return (
    <>
      <div className="client-panel__pair">
        {[pair.before, pair.after].map((photo, index) => (
          <figure key={photo.id} className="client-panel__card">
            <span className="client-panel__card-picture">
              <Thumb photo={photo} alt={photoWords(photo)} />
              <span className="client-panel__card-role">
                <Badge look="overlay">{index === 0 ? 'Before' : 'After'}</Badge>
              </span>
            </span>
            <figcaption className="client-panel__card-words">
              <strong className="figures">{formatVisitDate(photo.visitDate)}</strong>
              <span className="ellipsis">{phaseWords(photo.phase)}</span>
            </figcaption>
          </figure>
        ))}
      </div>
      <ButtonLink
        isWide
        icon={<SquareSplitHorizontal size={16} aria-hidden />}
        link={{
          to: '/compare/$beforeId/$afterId',
          params: { beforeId: pair.before.id, afterId: pair.after.id },
        }}
      >
        Compare these two
      </ButtonLink>
    </>
  )
}
