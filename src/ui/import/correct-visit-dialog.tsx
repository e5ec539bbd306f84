import { useState } from 'react'
import type { ImportPreview } from '../../contract/imports.ts'
import type { SaidOfReading, SaidVisit } from '../../contract/said.ts'
import { parseDay } from '../needs/parse-day.ts'
import { Button } from '../parts/button.tsx'
import { count, formatDate, formatVisitDate } from '../parts/dates.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Segmented } from '../parts/segmented.tsx'
import { Select } from '../parts/select.tsx'
import { phaseWords, visitKindWords } from '../parts/term-words.ts'
import { TextField } from '../parts/text-field.tsx'
import { Glimpses } from './glimpses.tsx'
import './correct-dialog.css'

type PreviewVisit = ImportPreview['clients'][number]['visits'][number]

interface Props {
  readonly client: string
  readonly visit: PreviewVisit
  readonly preview: ImportPreview
  /** `words` tell what was done. */
  readonly onSay: (said: readonly SaidOfReading[], words: string) => void
  readonly onClose: () => void
}

const KINDS = ['before', 'session', 'review'] as const
const PHASES = ['pre-treatment', 'fresh', 'healing', 'healed'] as const
const NOTHING: SaidVisit = { date: null, kind: null, phase: null }

/** When and what a visit was; what it was can be said of all visits that are called the same. */
export function CorrectVisitDialog({ client, visit, preview, onSay, onClose }: Props) {
  const { date, label, labelKey, readAs, photos } = visit
  const saidBefore = saidOf(preview, visit)
  const formerDay = date === null ? '' : formatDate(date)
  const [day, setDay] = useState(formerDay)
  const [kind, setKind] = useState<(typeof KINDS)[number] | 'read'>(saidBefore.kind ?? 'read')
  const [phase, setPhase] = useState<(typeof PHASES)[number] | 'read'>(saidBefore.phase ?? 'read')
  const [scope, setScope] = useState<'visit' | 'label'>('visit')
  const [problem, setProblem] = useState<string | null>(null)
  const called = preview.labels.find(({ key }) => key === labelKey)
  const hasAlike = called !== undefined && called.visits > readAs.length

  const save = (): void => {
    const said = day.trim() === formerDay ? null : parseDay(day)
    if (said?.kind === 'problem') {
      setProblem(said.words)
      return
    }
    const isForAll = scope === 'label' && labelKey !== null && hasAlike
    const what = { kind: kind === 'read' ? null : kind, phase: phase === 'read' ? null : phase }
    const own = { ...NOTHING, ...(isForAll ? {} : what), date: said === null ? saidBefore.date : said.date }
    const ofVisit = readAs.map((read): SaidOfReading => ({ kind: 'visit', read, said: own }))
    if (!isForAll) onSay(ofVisit, `${count(photos, 'photo')} put right`)
    else
      onSay(
        [...ofVisit, { kind: 'label', read: labelKey, said: { ...what, date: null } }],
        `${count(called.photos, 'photo')} of ${called.visits} visits put right`,
      )
    onClose()
  }
  const takeBack = (): void => {
    onSay(takingBack(preview, visit), 'Read as before')
    onClose()
  }
  return (
    <Dialog
      title={`${client}, ${formatVisitDate(date)}`}
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose()
      }}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button look="primary" onPress={save}>
            Put right
          </Button>
        </>
      }
    >
      <form
        className="correct-dialog"
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <Glimpses look={preview.look} files={visit.glimpses} />
        <p className="correct-dialog__note">
          {count(photos, 'photo')}
          {label === null ? '' : `, called “${label}”`}. What you say holds for all of them and for what is
          added to the visit later. Nothing is changed before you import.
        </p>
        <TextField
          label="Day"
          placeholder="2026-03-14 or 14 Mar 2026"
          value={day}
          onChange={(next) => {
            setDay(next)
            setProblem(null)
          }}
          autoFocus
          {...(problem === null ? {} : { problem })}
        />
        <div className="correct-dialog__pair">
          <Select
            label="What it was"
            options={[
              {
                id: 'read',
                words: saidBefore.kind === null ? `${visitKindWords(visit.kind)}, as read` : 'As read',
              },
              ...KINDS.map((id) => ({ id, words: visitKindWords(id) })),
            ]}
            value={kind}
            onChange={setKind}
          />
          <Select
            label="Phase"
            options={[
              {
                id: 'read',
                words: saidBefore.phase === null ? `${phaseWords(visit.phase)}, as read` : 'As read',
              },
              ...PHASES.map((id) => ({ id, words: phaseWords(id) })),
            ]}
            value={phase}
            onChange={setPhase}
          />
        </div>
        {hasAlike ? (
          <div className="correct-dialog__scope">
            <span className="correct-dialog__note">What it was and its phase hold for</span>
            <Segmented
              label="What it was and its phase hold for"
              options={[
                { id: 'visit', words: `This visit (${photos})` },
                { id: 'label', words: `All ${called.visits} called “${label ?? ''}” (${called.photos})` },
              ]}
              value={scope}
              onChange={setScope}
            />
          </div>
        ) : null}
        {takingBack(preview, visit).length === 0 ? null : (
          <Button isWide onPress={takeBack}>
            Take back what you said
          </Button>
        )}
        {/* Enter in a field sends a form only where it has a button. */}
        <button type="submit" hidden aria-hidden tabIndex={-1} />
      </form>
    </Dialog>
  )
}

/** What was said of this visit, or of all that are called the same. */
function saidOf(preview: ImportPreview, visit: PreviewVisit): SaidVisit {
  const found = entriesOf(preview, visit)
  const pick = <Part extends keyof SaidVisit>(part: Part): SaidVisit[Part] | null =>
    found.find(({ said }) => said[part] !== null)?.said[part] ?? null
  return { date: pick('date'), kind: pick('kind'), phase: pick('phase') }
}

function takingBack(preview: ImportPreview, visit: PreviewVisit): readonly SaidOfReading[] {
  return entriesOf(preview, visit).map(({ kind, read }): SaidOfReading => ({ kind, read, said: null }))
}

/** The visit's own first. */
function entriesOf(preview: ImportPreview, { readAs, labelKey }: PreviewVisit) {
  const entries = preview.said.flatMap(({ saidOf: one }) =>
    one.kind === 'client' || one.said === null ? [] : [{ kind: one.kind, read: one.read, said: one.said }],
  )
  return [
    ...entries.filter(({ kind, read }) => kind === 'visit' && readAs.includes(read)),
    ...entries.filter(({ kind, read }) => kind === 'label' && read === labelKey),
  ]
}
