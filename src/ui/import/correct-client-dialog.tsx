import { useState } from 'react'
import { MOST_GLIMPSES, type ImportPreview } from '../../contract/imports.ts'
import type { SaidOfReading } from '../../contract/said.ts'
import { foldName } from '../../domain/fold-name.ts'
import { useCallQuery } from '../app/call-query.ts'
import { Button } from '../parts/button.tsx'
import { count } from '../parts/dates.ts'
import { Dialog } from '../parts/dialog.tsx'
import { TextField } from '../parts/text-field.tsx'
import { Glimpses } from './glimpses.tsx'
import './correct-dialog.css'

type PreviewClient = ImportPreview['clients'][number]

interface Props {
  /** The look at the folder, which its pictures belong to. */
  readonly look: string
  readonly client: PreviewClient
  /** What the clients of this preview are called. */
  readonly names: readonly string[]
  /** `words` tell what was done. */
  readonly onSay: (said: readonly SaidOfReading[], words: string) => void
  readonly onClose: () => void
}

const MOST_NAMES = 5

/** Whose photos these are: another name, a client that there is already, or nobody's. Holds for all that is read the same. */
export function CorrectClientDialog({ look, client, names, onSay, onClose }: Props) {
  const { readAs, sameAs, source, couldBe } = client
  const [name, setName] = useState(client.name)
  const typed = name.trim()
  const isOther = typed !== '' && typed !== client.name
  const catalogued = useCallQuery('clients.list', { search: typed }, { isEnabled: isOther })
  const offered = offeredNames([...names, ...(catalogued.data ?? []).map((one) => one.name)], {
    typed: isOther ? typed : null,
    sameAs,
    own: client.name,
  })
  const photos = readAs.reduce((sum, read) => sum + read.photos, 0)
  const say = (said: string | null, words: string): void => {
    onSay(
      readAs.map((read) => ({ kind: 'client', read: read.name, said: { name: said } })),
      words,
    )
    onClose()
  }
  const sayName = (said: string): void => say(said, `${count(photos, 'photo')} put under ${said}`)
  const saidNames = readAs.filter(({ isSaid }) => isSaid)
  return (
    <Dialog
      title="Whose photos are these?"
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose()
      }}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button look="primary" isDisabled={!isOther} onPress={() => sayName(typed)}>
            Put them under this name
          </Button>
        </>
      }
    >
      <form
        className="correct-dialog"
        onSubmit={(event) => {
          event.preventDefault()
          if (isOther) sayName(typed)
        }}
      >
        <Glimpses look={look} files={glimpsesOf(client)} />
        <p className="correct-dialog__note">
          {count(photos, 'photo')}, {readWords(client)}. What you say holds for all of them and for what is
          added later. Nothing is changed before you import.
        </p>
        <TextField
          label="Name or code of the client"
          value={name}
          onChange={setName}
          maxLength={200}
          autoFocus
        />
        {offered.length === 0 ? null : (
          <ul className="correct-dialog__names" aria-label="Clients that there are">
            {offered.slice(0, MOST_NAMES).map((other) => (
              <li key={other}>
                <Button isWide onPress={() => sayName(other)}>
                  Same as {other}
                </Button>
              </li>
            ))}
          </ul>
        )}
        {(source === 'guess' && couldBe === null) || saidNames.length > 0 ? null : (
          <div className="correct-dialog__names">
            <Button isWide onPress={() => say(null, `“${client.name}” is no client from now on`)}>
              “{client.name}” is no client
            </Button>
            <p className="correct-dialog__note">
              Then clients are read from the folders in it; whose the other photos are is asked later.
            </p>
          </div>
        )}
        {saidNames.map((read) => (
          <Button
            key={read.name}
            isWide
            onPress={() => {
              onSay([{ kind: 'client', read: read.name, said: null }], `“${read.name}” is read as before`)
              onClose()
            }}
          >
            Take back that “{read.name}” is {client.name}
          </Button>
        ))}
        {/* Enter in a field sends a form only where it has a button. */}
        <button type="submit" hidden aria-hidden tabIndex={-1} />
      </form>
    </Dialog>
  )
}

/** Of each visit one, then more of each. */
function glimpsesOf({ visits }: PreviewClient): readonly number[] {
  const rounds = Array.from({ length: MOST_GLIMPSES }, (_, round) =>
    visits.flatMap(({ glimpses }) => glimpses.slice(round, round + 1)),
  )
  return rounds.flat().slice(0, MOST_GLIMPSES)
}

function readWords({ readAs, source, couldBe }: PreviewClient): string {
  if (source === 'guess' && couldBe === null) return 'of which no name says whose they are'
  return `read as ${readAs.map(({ name }) => `“${name}”`).join(', ')}`
}

/** The one that may be the same person first, then those with the letters that were typed. */
function offeredNames(
  names: readonly string[],
  {
    typed,
    sameAs,
    own,
  }: { readonly typed: string | null; readonly sameAs: string | null; readonly own: string },
): readonly string[] {
  const alike = typed === null ? [] : names.filter((name) => foldName(name).includes(foldName(typed)))
  return [...new Set([...(sameAs === null ? [] : [sameAs]), ...alike])].filter((name) => name !== own)
}
