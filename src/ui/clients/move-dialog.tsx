import { useState } from 'react'
import type { CallOutput } from '../../contract/contract.ts'
import type { AnswerScope } from '../../contract/needs.ts'
import type { Photo } from '../../contract/photos.ts'
import { useCallQuery } from '../app/call-query.ts'
import { parseDay } from '../needs/parse-day.ts'
import { scopesOf } from '../needs/scopes-of.ts'
import { Button } from '../parts/button.tsx'
import { formatDate } from '../parts/dates.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Segmented } from '../parts/segmented.tsx'
import { TextField } from '../parts/text-field.tsx'
import { useMovePhotos } from './use-move-photos.ts'
import './photo-corrections.css'

interface Props {
  readonly photo: Photo
  readonly onClose: () => void
}

/** Puts a photo, or its whole visit, under another client or day; can be undone from the message that follows. */
export function MoveDialog({ photo, onClose }: Props) {
  const item = useCallQuery('needs.item', { need: 'client', photo: photo.id })
  const alike = useCallQuery('needs.alike', { photo: photo.id })
  const [chosen, setScope] = useState<AnswerScope | null>(null)
  const [client, setClient] = useState(photo.client)
  const formerDay = photo.visitDate === null ? '' : formatDate(photo.visitDate)
  const [day, setDay] = useState(formerDay)
  const [problem, setProblem] = useState<string | null>(null)
  const [isPending, setPending] = useState(false)
  const move = useMovePhotos()

  const name = client.trim()
  const isOtherDay = day.trim() !== formerDay
  const scopes = [
    ...(item.data === undefined ? [] : scopesOf(item.data, ['photo', 'visit'])),
    ...alikeScope(alike.data ?? null, { isOtherClient: name !== photo.client, isOtherDay }),
  ]
  const usual = scopes.find(({ id }) => id === 'visit')?.id ?? 'photo'
  const scope = scopes.find(({ id }) => id === chosen)?.id ?? usual
  const isOther = name !== '' && (name !== photo.client || isOtherDay)
  const save = (): void => {
    if (!isOther) return
    const said = isOtherDay ? parseDay(day) : null
    if (said?.kind === 'problem') {
      setProblem(said.words)
      return
    }
    setPending(true)
    void move({
      photo: photo.id,
      scope,
      ...(name === photo.client ? {} : { client: name }),
      ...(said === null ? {} : { date: said.date }),
    }).then((isMoved) => {
      setPending(false)
      if (isMoved) onClose()
    })
  }
  return (
    <Dialog
      title="Other client or day"
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose()
      }}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button look="primary" onPress={save} isDisabled={!isOther || isPending}>
            Move
          </Button>
        </>
      }
    >
      <form
        className="photo-corrections"
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <TextField label="Client" value={client} onChange={setClient} maxLength={200} autoFocus />
        <TextField
          label="Day"
          placeholder="2026-03-14 or 14 Mar 2026"
          value={day}
          onChange={(next) => {
            setDay(next)
            setProblem(null)
          }}
          {...(problem === null ? {} : { problem })}
        />
        {scopes.length < 2 ? null : (
          <div>
            <Segmented label="It holds for" options={scopes} value={scope} onChange={setScope} />
          </div>
        )}
        <p className="photo-corrections__alike">
          {scope === 'alike'
            ? 'Photos that are added later and read the same go there too; those that you moved yourself stay.'
            : 'What you say is kept by later imports.'}{' '}
          The file itself stays where it is.
        </p>
        {/* Enter in a field sends a form only where it has a button. */}
        <button type="submit" hidden aria-hidden tabIndex={-1} />
      </form>
    </Dialog>
  )
}

/** All that are read the same, where one thing is said of them: their client, or the day of their visit. */
function alikeScope(
  alike: CallOutput<'needs.alike'>,
  { isOtherClient, isOtherDay }: { readonly isOtherClient: boolean; readonly isOtherDay: boolean },
): readonly { readonly id: 'alike'; readonly words: string }[] {
  if (alike === null || isOtherClient === isOtherDay) return []
  const words = isOtherClient
    ? `All read as “${alike.name}” (${alike.ofClient})`
    : `All read so (${alike.ofVisit})`
  return [{ id: 'alike', words }]
}
