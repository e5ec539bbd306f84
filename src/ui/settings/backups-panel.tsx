import { DatabaseBackup } from 'lucide-react'
import { useState } from 'react'
import type { Backup } from '../../contract/upkeep.ts'
import { useCallMutation, useCallQuery } from '../app/call-query.ts'
import { formatBytes } from '../parts/bytes.ts'
import { Button } from '../parts/button.tsx'
import { count, formatMoment } from '../parts/dates.ts'
import { errorWords } from '../parts/error-words.ts'
import { Panel } from '../parts/panel.tsx'
import { toast } from '../parts/toast.ts'
import { RestoreDialog } from './restore-dialog.tsx'
import { useFolderRequest } from './use-folder-request.tsx'
import './settings-screen.css'

const KIND_WORDS: Readonly<Record<Backup['kind'], string>> = {
  daily: 'Made each day',
  'by-hand': 'Made by you',
  'before-migration': 'Before a new version of Fadeline',
  replaced: 'Replaced by a restored one',
  elsewhere: 'In the folder you chose',
}

/** Copies of the catalogue: which there are, how to make one, and how to go back to one. */
export function BackupsPanel({ canBackUp }: { readonly canBackUp: boolean }) {
  const [folder, setFolder] = useState<string | null>(null)
  const backups = useCallQuery('catalogue.backups', folder === null ? {} : { folder })
  const backUp = useCallMutation('catalogue.backUp', { invalidates: ['catalogue.backups'] })
  const [asked, setAsked] = useState<Backup | null>(null)
  const { ask, picker } = useFolderRequest()
  const save = (where: { readonly folder?: string }): void =>
    backUp.mutate(where, {
      onSuccess: ({ photos, bytes }) =>
        toast(`Backed up: what is known of ${count(photos, 'photo')}, ${formatBytes(bytes)}`),
      onError: (error) =>
        toast(`${errorWords(error.code).what}. ${errorWords(error.code).next}`, { kind: 'failed' }),
    })
  const list = backups.data ?? []
  return (
    <Panel
      title="Backups"
      actions={
        canBackUp ? (
          <Button
            icon={<DatabaseBackup size={15} aria-hidden />}
            isDisabled={backUp.isPending}
            onPress={() => save({})}
          >
            Back up now
          </Button>
        ) : null
      }
    >
      <div className="settings__body">
        <p className="settings__note settings__note--first">
          A backup holds everything Fadeline knows: clients, corrections, points, regions and figures. One is
          made every day. Your photos are not in it; back them up as you do now.
        </p>
      </div>
      <ul aria-label={folder === null ? 'Backups' : `Backups in ${folder}`}>
        {list.map((backup) => (
          <li key={backup.file} className="backup">
            <div className="backup__what">
              <span className="backup__when figures">{formatMoment(backup.madeAt)}</span>
              <span className="backup__facts ellipsis" title={backup.file}>
                {KIND_WORDS[backup.kind]} · {formatBytes(backup.bytes)}
              </span>
            </div>
            <Button
              look="quiet"
              aria-label={`Restore the backup of ${formatMoment(backup.madeAt)}`}
              onPress={() => setAsked(backup)}
            >
              Restore …
            </Button>
          </li>
        ))}
        {backups.data !== undefined && list.length === 0 ? (
          <li className="backup backup__facts">
            {folder === null
              ? 'None yet: the first is made within an hour after photos came in.'
              : 'There is no backup in this folder.'}
          </li>
        ) : null}
      </ul>
      <div className="backups__elsewhere">
        {canBackUp ? (
          <Button look="quiet" onPress={() => ask((chosen) => save({ folder: chosen }))}>
            Save one in another folder …
          </Button>
        ) : null}
        <Button look="quiet" onPress={() => (folder === null ? ask(setFolder) : setFolder(null))}>
          {folder === null ? 'Look for backups in another folder …' : 'Show the program’s own backups'}
        </Button>
      </div>
      {asked === null ? null : <RestoreDialog backup={asked} onClose={() => setAsked(null)} />}
      {picker}
    </Panel>
  )
}
