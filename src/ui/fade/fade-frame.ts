import type { ReactNode } from 'react'
import type { Visit } from '../../contract/clients.ts'
import type { ClientId } from '../../contract/ids.ts'
import type { View } from '../../contract/vocabulary.ts'
import type { Crumb } from '../app/screen.tsx'

/** What every state of the fade screen shows around itself, and whom it is about. */
export interface FadeFrame {
  readonly clientId: ClientId
  readonly view: View
  readonly visits: readonly Visit[]
  readonly crumbs: readonly Crumb[]
  readonly picker: ReactNode
  /** The same in less room, beside other controls. */
  readonly smallPicker: ReactNode
}
