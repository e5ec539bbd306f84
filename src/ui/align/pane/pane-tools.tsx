import { Maximize, Minus, Plus } from 'lucide-react'
import { Toolbar } from 'react-aria-components'
import type { Side } from '../../../domain/viewer/landmark-editing.ts'
import { IconButton } from '../../parts/icon-button.tsx'
import type { PaneControl } from './pane-control.ts'

const ZOOM_STEP = 1.5

/** Zoom for those without a wheel. */
export function PaneTools({ control, side }: { readonly control: PaneControl; readonly side: Side }) {
  return (
    <Toolbar className="pane__tools" aria-label={`View of the ${side} photo`}>
      <IconButton label="Zoom out" icon={<Minus size={16} />} onPress={() => control.zoomBy(1 / ZOOM_STEP)} />
      <IconButton label="Fit the whole photo" icon={<Maximize size={15} />} onPress={() => control.fit()} />
      <IconButton label="Zoom in" icon={<Plus size={16} />} onPress={() => control.zoomBy(ZOOM_STEP)} />
    </Toolbar>
  )
}
