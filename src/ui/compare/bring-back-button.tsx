import { Undo2 } from 'lucide-react'
import type { PhotoId } from '../../contract/ids.ts'
import { useCallQuery } from '../app/call-query.ts'
import { useShortcut } from '../app/use-shortcut.ts'
import { Button } from '../parts/button.tsx'
import { KeyHint } from '../parts/key-hint.tsx'
import { earlierWords } from './registration-words.ts'
import './bring-back-button.css'
import { useBringBack } from './use-bring-back.ts'

interface Props {
  readonly beforeId: PhotoId
  readonly afterId: PhotoId
  readonly isEnabled: boolean
}

/** The way back to the alignment that a pair had before it was placed, for as long as the catalogue has it. */
export function BringBackButton({ beforeId, afterId, isEnabled }: Props) {
  const { data: earlier = null } = useCallQuery(
    'registrations.earlier',
    { beforeId, afterId },
    { refetchesOnReturn: true },
  )
  const bringBack = useBringBack(beforeId, afterId)
  useShortcut('z', () => void bringBack(), { isEnabled: isEnabled && earlier !== null })
  if (earlier === null) return null
  return (
    <div className="bring-back">
      <p className="match__note">Before that: {earlierWords(earlier)}.</p>
      <Button
        look="quiet"
        icon={<Undo2 size={15} />}
        isDisabled={!isEnabled}
        onPress={() => void bringBack()}
      >
        Bring it back <KeyHint keys="Z" />
      </Button>
    </div>
  )
}
