import { useState } from 'react'
import type { CallOutput } from '../../contract/contract.ts'
import { Button } from '../parts/button.tsx'
import { formatDateTime, formatVisitDate } from '../parts/dates.ts'
import { Facts, PanelSection } from '../parts/panel.tsx'
import { sourceWords } from '../parts/term-words.ts'
import { ClockDialog } from './clock-dialog.tsx'

/** When a photo was taken, where that is known from, and the way to put a camera's clock right. */
export function PhotoWhen({ answer }: { readonly answer: CallOutput<'photos.get'> }) {
  const { photo, dateSource, cameraTakenAt } = answer
  const [isSetting, setIsSetting] = useState(false)
  const written = cameraTakenAt ?? photo.takenAt
  return (
    <PanelSection title="When">
      <Facts
        facts={[
          { name: 'Visit', value: formatVisitDate(photo.visitDate) },
          { name: 'Date read', value: sourceWords(dateSource) },
          {
            name: 'Camera clock',
            value:
              written === null
                ? 'Not written'
                : `${formatDateTime(written)}${photo.offset === null ? '' : ` (UTC ${photo.offset})`}`,
          },
          {
            name: 'Put right to',
            value: cameraTakenAt === null || photo.takenAt === null ? null : formatDateTime(photo.takenAt),
          },
        ]}
      />
      {written === null ? null : (
        <Button look="quiet" onPress={() => setIsSetting(true)}>
          {cameraTakenAt === null ? 'The clock was wrong …' : 'Change the clock …'}
        </Button>
      )}
      {isSetting ? <ClockDialog visit={photo.visitId} onClose={() => setIsSetting(false)} /> : null}
    </PanelSection>
  )
}
