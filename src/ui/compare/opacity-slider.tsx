import { Slider, SliderThumb, SliderTrack } from 'react-aria-components'
import { useViewer, viewerStore } from './viewer-store.ts'

/** How strongly the after photo covers the before photo. */
export function OpacitySlider() {
  const percent = useViewer((state) => Math.round(state.opacity * 100))
  return (
    <div className="opacity-slider">
      <span aria-hidden>Before</span>
      <Slider
        className="opacity-slider__slider"
        aria-label="Opacity of the after photo"
        value={percent}
        onChange={(value) => viewerStore.setState({ opacity: value / 100 })}
        formatOptions={{ style: 'unit', unit: 'percent' }}
      >
        <SliderTrack className="opacity-slider__track">
          <SliderThumb className="opacity-slider__thumb" />
        </SliderTrack>
      </Slider>
      <span aria-hidden>After</span>
    </div>
  )
}
