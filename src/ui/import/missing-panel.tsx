import { useState } from 'react'
import type { MissingPhoto } from '../../contract/missing.ts'
import { useCallQuery } from '../app/call-query.ts'
import { Button } from '../parts/button.tsx'
import { count, formatVisitDate } from '../parts/dates.ts'
import { Panel } from '../parts/panel.tsx'
import { viewWords } from '../parts/term-words.ts'
import { Thumb } from '../parts/thumb.tsx'
import { ForgetMissingDialog } from './forget-missing-dialog.tsx'
import './missing-panel.css'

/** Looking at a folder by itself may find some gone or back. */
const LOOK_EVERY_MS = 5000
/** More would make the page endless; those not shown are forgotten with all, or show up as these go. */
const SHOWN = 60

/** Photos whose files are gone: they are kept until a person says that they were deleted on purpose. */
export function MissingPanel() {
  const missing = useCallQuery('missing.list', {}, { refetchMs: LOOK_EVERY_MS })
  const [asked, setAsked] = useState<readonly MissingPhoto[] | null>(null)
  const photos = missing.data ?? []
  if (photos.length === 0) return null
  return (
    <Panel
      title={`${count(photos.length, 'photo')} missing`}
      actions={
        photos.length === 1 ? null : (
          <Button look="quiet" onPress={() => setAsked(photos)}>
            Forget all {photos.length.toLocaleString('en-GB')} …
          </Button>
        )
      }
    >
      <p className="missing__words">
        Their files are gone from their folders. Fadeline keeps them with all work on them: put the files
        back, or bring in the folder they were moved to, and they are found. Only you forget them.
      </p>
      <ul>
        {photos.slice(0, SHOWN).map((photo) => (
          <li key={photo.id} className="missing__item">
            <span className="missing__picture">
              <Thumb photo={photo} alt="" />
            </span>
            <div className="missing__what">
              <span className="ellipsis">
                <strong>{photo.client}</strong> · {formatVisitDate(photo.visitDate)} · {viewWords(photo.view)}
              </span>
              <span className="missing__file">{photo.file}</span>
            </div>
            <Button look="quiet" aria-label={`Forget ${photo.file}`} onPress={() => setAsked([photo])}>
              Forget …
            </Button>
          </li>
        ))}
        {photos.length > SHOWN ? (
          <li className="missing__item missing__file">And {count(photos.length - SHOWN, 'photo')} more</li>
        ) : null}
      </ul>
      {asked === null ? null : <ForgetMissingDialog photos={asked} onClose={() => setAsked(null)} />}
    </Panel>
  )
}
