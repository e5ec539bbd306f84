import { useEffect, useState } from 'react'
import { Slider, SliderThumb, SliderTrack } from 'react-aria-components'
import { mediaUrl } from '../../contract/media.ts'
import type { Photo } from '../../contract/photos.ts'
import { composeTransforms, scaleTransform, type Matrix3 } from '../../domain/transform.ts'
import { cssTransform } from '../../domain/viewer/css-transform.ts'
import { Button } from '../parts/button.tsx'
import './result-preview.css'

interface Props {
  readonly before: Photo
  readonly after: Photo
  readonly afterToBefore: Matrix3
  /** What is shown, for those who do not see it. */
  readonly label: string
}

/** The preview's box, in CSS pixels. */
const BOX = { width: 274, height: 280 } as const
const HALF_PERIOD_MS = 500

/** The after photo over the before photo as they lie now, mixed by a slider or changing once a second. */
export function ResultPreview({ before, after, afterToBefore, label }: Props) {
  const [opacityPercent, setOpacityPercent] = useState(50)
  const [isBlinking, setBlinking] = useState(false)
  useEffect(() => {
    if (!isBlinking) return undefined
    const timer = setInterval(() => setOpacityPercent((now) => (now < 50 ? 100 : 0)), HALF_PERIOD_MS)
    return () => clearInterval(timer)
  }, [isBlinking])

  const scale = Math.min(BOX.width / before.width, BOX.height / before.height)
  const toBox = scaleTransform(scale)
  return (
    <div className="result-preview">
      <div
        className="result-preview__box"
        role="img"
        aria-label={label}
        style={{ width: before.width * scale, height: before.height * scale }}
      >
        <Layer photo={before} transform={toBox} opacity={1} />
        <Layer
          photo={after}
          transform={composeTransforms(toBox, afterToBefore)}
          opacity={opacityPercent / 100}
        />
      </div>
      <div className="result-preview__controls">
        <Slider
          className="opacity-slider__slider"
          aria-label="Opacity of the after photo in the preview"
          value={opacityPercent}
          onChange={(value) => {
            setBlinking(false)
            setOpacityPercent(value)
          }}
        >
          <SliderTrack className="opacity-slider__track">
            <SliderThumb className="opacity-slider__thumb" />
          </SliderTrack>
        </Slider>
        <Button
          look="quiet"
          onPress={() => {
            // By itself only where the person has not asked for less motion; otherwise one change a press.
            if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
              setOpacityPercent((now) => (now < 50 ? 100 : 0))
            } else {
              if (isBlinking) setOpacityPercent(50)
              setBlinking(!isBlinking)
            }
          }}
        >
          {isBlinking ? 'Stop' : 'Blink'}
        </Button>
      </div>
    </div>
  )
}

function Layer(props: { readonly photo: Photo; readonly transform: Matrix3; readonly opacity: number }) {
  const { photo, transform, opacity } = props
  return (
    <img
      className="result-preview__layer"
      src={mediaUrl(photo, 'preview')}
      alt=""
      draggable={false}
      style={{ width: photo.width, height: photo.height, transform: cssTransform(transform), opacity }}
    />
  )
}
