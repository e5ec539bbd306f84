import type { Photo } from '../../contract/photos.ts'
import type { ReshootCard } from '../../contract/reshoot.ts'
import { count, formatVisitDate } from '../parts/dates.ts'
import { phaseWords, viewWords } from '../parts/term-words.ts'
import { Thumb } from '../parts/thumb.tsx'
import { adviceWords } from './advice-words.ts'
import { Ghost } from './ghost.tsx'
import './card-sheet.css'

interface Props {
  readonly card: ReshootCard
  readonly baseline: Photo
}

/** The card itself, on screen and on one printed page; it names no client, so that it may lie about. */
export function CardSheet({ card, baseline }: Props) {
  return (
    <article className="card-sheet" aria-label="How to take the next photo">
      <figure className="card-sheet__ghost">
        <Ghost photo={baseline} outline={card.headOutline} />
        <figcaption className="card-sheet__caption">
          Fill the frame like this: {viewWords(card.view).toLowerCase()}, drawn from the photo of{' '}
          {formatVisitDate(baseline.visitDate)}
        </figcaption>
      </figure>
      <div className="card-sheet__side">
        <header>
          <p className="card-sheet__kind">Next photo</p>
          <h2 className="card-sheet__title">{viewWords(card.view)}</h2>
        </header>
        <figure className="card-sheet__baseline">
          {/* Its whole frame: that is what the next one is to fill alike. */}
          <span
            className="card-sheet__picture"
            style={{ aspectRatio: `${baseline.width} / ${baseline.height}` }}
          >
            <Thumb
              photo={baseline}
              alt={`Baseline: ${viewWords(baseline.view)}`}
              variant="preview"
              fit="contain"
            />
          </span>
          <figcaption>
            <strong>{formatVisitDate(baseline.visitDate)}</strong>
            <span>Take it like this one · {phaseWords(baseline.phase).toLowerCase()}</span>
          </figcaption>
        </figure>
        <Advice card={card} />
        <footer className="card-sheet__foot figures">Fadeline · client no. {card.clientId}</footer>
      </div>
    </article>
  )
}

const STANDING_ADVICE = [
  'Same room, same lamp, no flash; same distance and zoom.',
  'Same shave, dry skin.',
  'Focus on the scalp; hold still.',
] as const

function Advice({ card }: { readonly card: ReshootCard }) {
  const { last, comparability } = card
  const advice = (comparability?.parts ?? []).flatMap((part) => {
    const words = part.isNotable ? adviceWords(part) : null
    return words === null ? [] : [{ kind: part.kind, words }]
  })
  return (
    <section className="card-sheet__advice">
      {card.blank === 0 ? null : (
        <p>
          {count(card.blank, 'photo')} that {card.blank === 1 ? 'shows' : 'show'} nothing - blank, black or
          out of focus - {card.blank === 1 ? 'was' : 'were'} passed over.
        </p>
      )}
      {last === null ? null : (
        <>
          <h3>After the photo of {formatVisitDate(last.visitDate)}</h3>
          {advice.length > 0 ? (
            <ol className="card-sheet__steps">
              {advice.map(({ kind, words }) => (
                <li key={kind}>{words}</li>
              ))}
            </ol>
          ) : (
            <p>
              {comparability?.score === null
                ? 'It could not be laid on the baseline, so nothing is known of distance and pose. Go by the outline.'
                : 'It was taken like the baseline. Do the same again.'}
            </p>
          )}
        </>
      )}
      <h3>Every time</h3>
      <ul className="card-sheet__steps">
        {STANDING_ADVICE.map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
    </section>
  )
}
