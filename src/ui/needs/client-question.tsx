import { useState } from 'react'
import type { NeedItem, NeedNames } from '../../contract/needs.ts'
import { useCall } from '../app/backend-context.tsx'
import { useCallQuery } from '../app/call-query.ts'
import { Button } from '../parts/button.tsx'
import { KeyHint } from '../parts/key-hint.tsx'
import { TextField } from '../parts/text-field.tsx'
import { AnswerButton } from './answer-button.tsx'
import { ClaimAnswers } from './claim-answers.tsx'
import { ScopeChoice } from './scope-choice.tsx'
import { scopesOf } from './scopes-of.ts'
import type { Answer } from './use-needs-work.ts'
import './needs-screen.css'

const SHOWN_NAMES = 5

interface Props {
  readonly item: NeedItem
  readonly names: NeedNames
  readonly onAnswer: (run: Answer) => void
}

/** Whose photos these are: a name that is typed, with those that the clinic has already below it. */
export function ClientQuestion({ item, names: { nestedNames, claims }, onAnswer }: Props) {
  const call = useCall()
  const { photo } = item
  const isOffered = nestedNames !== null || claims.length > 0
  const scopes = scopesOf(item, ['photo', 'visit', 'alike'])
  // Which folders a photo stands in is its own matter.
  const widest = claims.length > 0 ? 'photo' : 'visit'
  const [scope, setScope] = useState(scopes.find(({ id }) => id === widest)?.id ?? 'photo')
  const [name, setName] = useState('')
  const typed = name.trim()
  const found = useCallQuery('clients.list', { search: typed }, { isEnabled: typed !== '' })
  const known = typed === '' ? [] : (found.data ?? []).filter(({ id }) => id !== photo.clientId)
  const say = (client: string): void =>
    onAnswer(async () => {
      const former = await call('needs.place', { photo: photo.id, scope, client })
      return () => call('needs.placeBack', former)
    })
  const sayNested = (client: 'outer' | 'inner'): void =>
    onAnswer(async () => {
      const former = await call('needs.nestedNames', { photo: photo.id, client })
      return () => call('needs.placeBack', former)
    })
  return (
    <form
      className="need-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (typed !== '') say(typed)
      }}
    >
      {claims.length > 0 ? (
        <ClaimAnswers photo={photo} claims={claims} onAnswer={onAnswer} />
      ) : nestedNames === null ? (
        <p className="need-note">
          No name says it for certain; for now they stand under “{photo.client}”, as a folder around them is
          called.
        </p>
      ) : (
        <>
          <p className="need-note">
            “{nestedNames.inner}” stands in “{nestedNames.outer}”, and nothing says which of the two is the
            client. The answer holds for all such folders there, now and later.
          </p>
          <AnswerButton keys="1" words={nestedNames.outer} onAnswer={() => sayNested('outer')} />
          <AnswerButton keys="2" words={nestedNames.inner} onAnswer={() => sayNested('inner')} />
        </>
      )}
      <TextField
        label={isOffered ? 'Or another name' : 'Name or code of the client'}
        value={name}
        onChange={setName}
        maxLength={200}
        autoFocus={!isOffered}
      />
      {known.length === 0 ? null : (
        <ul className="need-names" aria-label="Clients with these letters">
          {known.slice(0, SHOWN_NAMES).map((client) => (
            <li key={client.id}>
              <Button look="quiet" isWide onPress={() => say(client.name)}>
                {client.name}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Button type="submit" look="primary" isWide isDisabled={typed === ''}>
        Put them under this name
      </Button>
      <p className="need-note">
        <KeyHint keys="Enter" /> in the field does it, <KeyHint keys="Esc" /> leaves the field for the other
        keys.
      </p>
      <ScopeChoice options={scopes} value={scope} onChange={setScope} />
      {scope === 'alike' ? (
        <p className="need-note">All photos of this folder that are read the same, now and later.</p>
      ) : null}
    </form>
  )
}
