import { SquareDashed } from 'lucide-react'
import { Button, DialogTrigger, Popover, Radio, RadioGroup, Dialog } from 'react-aria-components'
import { Tooltip } from '../parts/tooltip.tsx'
import { BACKDROPS, useViewer, viewerStore, type Backdrop } from './viewer-store.ts'

const WORDS: Readonly<Record<Backdrop, string>> = {
  '#1c1c1c': 'Dark',
  '#333333': 'Dark grey',
  '#777777': 'Middle grey',
  '#ffffff': 'White',
}

/** What stands behind the photos. */
export function BackdropChoice() {
  const backdrop = useViewer((state) => state.backdrop)
  return (
    <DialogTrigger>
      <Tooltip words="Backdrop">
        <Button className="icon-button" aria-label={`Backdrop: ${WORDS[backdrop]}`}>
          <SquareDashed size={16} />
        </Button>
      </Tooltip>
      <Popover className="popover" placement="top" offset={12}>
        <Dialog className="backdrops" aria-label="Backdrop">
          <RadioGroup
            className="backdrops__choices"
            aria-label="Backdrop"
            orientation="horizontal"
            value={backdrop}
            onChange={(value) => {
              const chosen = BACKDROPS.find((each) => each === value)
              if (chosen !== undefined) viewerStore.setState({ backdrop: chosen })
            }}
          >
            {BACKDROPS.map((each) => (
              <Radio key={each} value={each} className="backdrops__choice" aria-label={WORDS[each]}>
                <span className="backdrops__swatch" style={{ backgroundColor: each }} />
                <span className="backdrops__words">{WORDS[each]}</span>
              </Radio>
            ))}
          </RadioGroup>
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
