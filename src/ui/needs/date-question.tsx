import { useState } from 'react'
import type { NeedItem } from '../../contract/needs.ts'
import { useCall } from '../app/backend-context.tsx'
import { Button } from '../parts/button.tsx'
import { formatDate } from '../parts/dates.ts'
import { KeyHint } from '../parts/key-hint.tsx'
import { TextField } from '../parts/text-field.tsx'
import { AnswerButton } from './answer-button.tsx'
import { parseDay } from './parse-day.ts'
import { ScopeChoice } from './scope-choice.tsx'
import { scopesOf } from './scopes-of.ts'
import type { Answer } from './use-needs-work.ts'
import './needs-screen.css'

interface Props {
  readonly item: NeedItem
  readonly onAnswer: (run: Answer) => void
}

/** When a photo was taken: one of two readings of its name, or a day that is typed. */
export function DateQuestion({ item, onAnswer }: Props) {
  const call = useCall()
  const { photo, bothWays, eitherYear, folder } = item
  const isOpen = bothWays === null && eitherYear === null
  const scopes = scopesOf(item, ['photo', 'visit', 'alike'])
  const [scope, setScope] = useState(scopes.find(({ id }) => id === 'visit')?.id ?? 'photo')
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const sayOrder = (order: 'day-first' | 'month-first'): void =>
    onAnswer(async () => {
      if (folder === null) return () => Promise.resolve()
      const { former } = await call('imports.setDayOrder', { folder, order })
      return () => call('imports.setDayOrder', { folder, order: former })
    })
  const sayDay = (date: string): void =>
    onAnswer(async () => {
      const former = await call('needs.place', { photo: photo.id, scope, date })
      return () => call('needs.placeBack', former)
    })
  const sayTyped = (): void => {
    const said = parseDay(text)
    if (said.kind === 'problem') setProblem(said.words)
    else sayDay(said.date)
  }
  return (
    <form
      className="need-form"
      onSubmit={(event) => {
        event.preventDefault()
        sayTyped()
      }}
    >
      {eitherYear !== null ? (
        <>
          <p className="need-note">Either end of “{eitherYear.words}” could be the year.</p>
          {eitherYear.days.map((day, index) => (
            <AnswerButton
              key={day}
              keys={String(index + 1)}
              words={formatDate(day)}
              onAnswer={() => sayDay(day)}
            />
          ))}
        </>
      ) : bothWays === null || folder === null ? (
        <p className="need-note">Neither a name nor the camera says the day.</p>
      ) : (
        <>
          <p className="need-note">
            “{bothWays.words}” can be read both ways. The answer holds for the whole folder.
          </p>
          <AnswerButton
            keys="1"
            words={formatDate(bothWays.dayFirst)}
            onAnswer={() => sayOrder('day-first')}
          />
          <AnswerButton
            keys="2"
            words={formatDate(bothWays.monthFirst)}
            onAnswer={() => sayOrder('month-first')}
          />
        </>
      )}
      <TextField
        label={isOpen ? 'Day' : 'Or another day'}
        placeholder="2026-03-14 or 14 Mar 2026"
        value={text}
        onChange={(next) => {
          setText(next)
          setProblem(null)
        }}
        autoFocus={isOpen}
        {...(problem === null ? {} : { problem })}
      />
      <Button type="submit" isWide isDisabled={text.trim() === ''}>
        Set this day
      </Button>
      {isOpen ? (
        <p className="need-note">
          <KeyHint keys="Enter" /> in the field does it, <KeyHint keys="Esc" /> leaves the field for the other
          keys.
        </p>
      ) : null}
      <ScopeChoice options={scopes} value={scope} onChange={setScope} />
      {scope === 'alike' ? (
        <p className="need-note">
          All photos of this folder that are read as this client’s on the same day, now and later.
        </p>
      ) : null}
    </form>
  )
}
