import {
  Crop,
  Link2,
  Link2Off,
  Maximize,
  Minimize,
  Minus,
  Pause,
  Play,
  Plus,
  Search,
  SquareSplitHorizontal,
  SquareSplitVertical,
} from 'lucide-react'
import type { Ref, RefObject } from 'react'
import { Button, Toolbar } from 'react-aria-components'
import { IconButton, IconToggle } from '../parts/icon-button.tsx'
import { BackdropChoice } from './backdrop-choice.tsx'
import { OpacitySlider } from './opacity-slider.tsx'
import type { StageControl } from './stage/stage-control.ts'
import { useViewer, viewerStore } from './viewer-store.ts'
import './stage-toolbar.css'

const ZOOM_STEP = 1.25

interface Props {
  readonly control: RefObject<StageControl | null>
  /** The words for the zoom; the stage writes them, because they change with every turn of the wheel. */
  readonly zoomRef: Ref<HTMLSpanElement>
  /** Whether it is known what both photos show. */
  readonly isCommonKnown: boolean
  /** Null where there is none to switch to. */
  readonly clientView: { readonly isOn: boolean; readonly toggle: () => void } | null
}

/** What can be done to the view, floating over the photos. */
export function StageToolbar({ control, zoomRef, isCommonKnown, clientView }: Props) {
  const mode = useViewer((state) => state.mode)
  const orientation = useViewer((state) => state.orientation)
  const isLinked = useViewer((state) => state.isLinked)
  const isCropped = useViewer((state) => state.isCropped)
  const isBlinking = useViewer((state) => state.isBlinking)
  const isLoupeOn = useViewer((state) => state.isLoupeOn)
  const isVertical = orientation === 'vertical'
  return (
    <Toolbar className="stage-toolbar" aria-label="View">
      <IconButton
        label="Zoom out"
        keys="-"
        icon={<Minus size={16} />}
        onPress={() => control.current?.zoomBy(1 / ZOOM_STEP)}
      />
      <Button
        className="stage-toolbar__zoom figures"
        onPress={() => control.current?.fit()}
        aria-label="Fit the whole photo"
      >
        <span ref={zoomRef}>Fit</span>
      </Button>
      <IconButton
        label="Zoom in"
        keys="+"
        icon={<Plus size={16} />}
        onPress={() => control.current?.zoomBy(ZOOM_STEP)}
      />
      <span className="stage-toolbar__line" aria-hidden />
      {mode === 'overlay' ? <OpacitySlider /> : null}
      {mode === 'blink' ? (
        <>
          <IconButton
            label={isBlinking ? 'Stop blinking' : 'Blink by itself'}
            icon={isBlinking ? <Pause size={16} /> : <Play size={16} />}
            onPress={() => viewerStore.setState({ isBlinking: !isBlinking })}
          />
          <BlinkSide />
        </>
      ) : null}
      {mode === 'wipe' || mode === 'side-by-side' ? (
        <IconButton
          label={isVertical ? 'One above the other' : 'One beside the other'}
          keys="V"
          icon={isVertical ? <SquareSplitHorizontal size={17} /> : <SquareSplitVertical size={17} />}
          onPress={() => control.current?.toggleOrientation()}
        />
      ) : null}
      {mode === 'side-by-side' ? (
        <IconToggle
          label={isLinked ? 'Zoom and pan linked' : 'Zoom and pan each on its own'}
          keys="U"
          icon={isLinked ? <Link2 size={17} /> : <Link2Off size={17} />}
          isSelected={isLinked}
          onChange={() => control.current?.toggleLinked()}
        />
      ) : null}
      {isCommonKnown ? (
        <IconToggle
          label={isCropped ? 'Only what both photos show' : 'All of the before photo'}
          keys="C"
          icon={<Crop size={16} />}
          isSelected={isCropped}
          onChange={() => control.current?.toggleCropped()}
        />
      ) : null}
      <IconToggle
        label="Loupe: the same spot of both, enlarged"
        keys="L"
        icon={<Search size={16} />}
        isSelected={isLoupeOn}
        onChange={(isSelected) => viewerStore.setState({ isLoupeOn: isSelected })}
      />
      <BackdropChoice />
      {clientView === null ? null : (
        <>
          <span className="stage-toolbar__line" aria-hidden />
          <IconButton
            label={clientView.isOn ? 'Leave client view' : 'Full screen, without names and figures'}
            keys="F"
            icon={clientView.isOn ? <Minimize size={16} /> : <Maximize size={16} />}
            onPress={clientView.toggle}
          />
        </>
      )}
    </Toolbar>
  )
}

/** Changes sides by hand: for those who asked for less motion, and to look for longer. */
function BlinkSide() {
  const blinkShows = useViewer((state) => state.blinkShows)
  const other = blinkShows === 'before' ? 'after' : 'before'
  return (
    <Button
      className="stage-toolbar__words"
      onPress={() => viewerStore.setState({ blinkShows: other, isBlinking: false })}
    >
      Show {other}
    </Button>
  )
}
