import { Link } from '@tanstack/react-router'
import { CircleAlert, GitCompareArrows, Image as ImageIcon, Info, MapPin } from 'lucide-react'
import type { Visit } from '../../contract/clients.ts'
import type { FadeFlag, FadeVisit } from '../../contract/fade.ts'
import type { Photo } from '../../contract/photos.ts'
import { likelyRange } from '../../domain/fade-chart/likely-range.ts'
import { formatDate } from '../parts/dates.ts'
import { visitWords } from '../clients/photo-words.ts'
import { Facts, PanelSection } from '../parts/panel.tsx'
import { phaseWords, verdictWords, viewWords } from '../parts/term-words.ts'
import { Thumb } from '../parts/thumb.tsx'
import { flagWords, percentWords, qualityWords } from './fade-words.ts'

interface Props {
  readonly visit: FadeVisit
  readonly baseline: FadeVisit | null
  readonly photo: Photo | null
  /** The visit as the client's record has it. */
  readonly label: Visit | null
  /** The day from which a client's visits are counted. */
  readonly firstSession: string | null
}

/** Everything that is known of the selected visit's figure. */
export function VisitPanel({ visit, baseline, photo, label, firstSession }: Props) {
  const isBaseline = visit.photoId === baseline?.photoId
  const view = photo === null ? '' : viewWords(photo.view)
  return (
    <div className="visit-panel">
      <div className="visit-panel__photo">
        <Thumb
          photo={{ id: visit.photoId, sha256: visit.sha256 }}
          alt={`${view}, ${formatDate(visit.date)}`}
          variant="preview"
        />
      </div>
      <header className="visit-panel__head">
        <h2 className="visit-panel__title">
          {isBaseline ? 'Healed baseline' : label === null ? 'Visit' : visitWords(label, firstSession)}
        </h2>
        <p className="visit-panel__date">{formatDate(visit.date)}</p>
      </header>
      <Facts
        facts={[
          { name: 'Retention', value: retentionWords(visit, isBaseline) },
          { name: 'Dot pattern', value: isBaseline ? null : figure(visit.dotPercent) },
          { name: 'Density', value: isBaseline ? null : figure(visit.densityPercent) },
          { name: 'Phase', value: phaseWords(visit.phase) },
          {
            name: 'Alignment',
            value: isBaseline
              ? 'The baseline itself'
              : visit.verdict === null
                ? null
                : verdictWords(visit.verdict),
          },
          { name: 'Photo quality', value: qualityWords(visit.flags) },
        ]}
      />
      <PanelSection title="Remarks">
        <Remarks flags={visit.flags} />
      </PanelSection>
      <div className="visit-panel__links">
        {isBaseline || baseline === null ? null : (
          <Link
            className="button button--plain button--wide"
            to="/compare/$beforeId/$afterId"
            params={{ beforeId: baseline.photoId, afterId: visit.photoId }}
          >
            <GitCompareArrows size={15} aria-hidden />
            Compare with baseline
          </Link>
        )}
        {baseline !== null && needsAlignment(visit) ? (
          <Link
            className="button button--plain button--wide"
            to="/align/$beforeId/$afterId"
            params={{ beforeId: baseline.photoId, afterId: visit.photoId }}
          >
            <MapPin size={15} aria-hidden />
            Align by hand
          </Link>
        ) : null}
        <Link
          className="button button--quiet button--wide"
          to="/photos/$photoId"
          params={{ photoId: visit.photoId }}
        >
          <ImageIcon size={15} aria-hidden />
          Open the photo
        </Link>
      </div>
    </div>
  )
}

function retentionWords(visit: FadeVisit, isBaseline: boolean): string {
  if (isBaseline) return '100 %, by definition'
  const range = likelyRange(visit.retentionPercent, visit.sigmaPp)
  if (visit.retentionPercent === null) return 'Not measured'
  if (range === null) return percentWords(visit.retentionPercent)
  return `${percentWords(visit.retentionPercent)} ± ${Math.round(range.plusMinusPp)}`
}

function figure(percent: number | null): string | null {
  return percent === null ? null : percentWords(percent)
}

function needsAlignment({ flags }: FadeVisit): boolean {
  return flags.includes('not-registered') || flags.includes('weak-registration')
}

const GOOD_TO_KNOW: ReadonlySet<FadeFlag> = new Set<FadeFlag>([
  'baseline',
  'pre-treatment',
  'fresh-not-healed',
  'no-measurable-change',
])

function Remarks({ flags }: { readonly flags: readonly FadeFlag[] }) {
  if (flags.length === 0) return <p className="visit-panel__nothing">Nothing to remark.</p>
  return (
    <ul className="remarks">
      {flags.map((flag) => (
        <li className="remarks__item" key={flag}>
          {GOOD_TO_KNOW.has(flag) ? <Info size={14} aria-hidden /> : <CircleAlert size={14} aria-hidden />}
          <span>{flagWords(flag)}</span>
        </li>
      ))}
    </ul>
  )
}
