import { useEffect, useRef, useState, type ReactNode, type Ref } from 'react'
import { mediaUrl } from '../../../contract/media.ts'
import type { Photo } from '../../../contract/photos.ts'

interface Props {
  readonly photo: Photo
  readonly alt: string
  /** True while the photo is shown larger than its preview's pixels. */
  readonly isFullWanted: boolean
  /** Drawn over it, in a box of the photo's own pixels. */
  readonly children?: ReactNode
  readonly ref?: Ref<HTMLDivElement>
}

/**
 * A photo in a box of its own pixels: the preview at once, the full picture on top of it when it is wanted and
 * decoded. The preview stays underneath, so that nothing flashes; the full picture is dropped when no longer needed,
 * because two of them take hundreds of megabytes.
 */
export function LevelledImage({ photo, alt, isFullWanted, children, ref }: Props) {
  return (
    <div className="stage__photo" ref={ref} style={{ width: photo.width, height: photo.height }}>
      <img
        className="stage__level"
        src={mediaUrl(photo, 'preview')}
        alt={alt}
        draggable={false}
        decoding="sync"
      />
      {isFullWanted ? <FullLevel key={photo.id} source={mediaUrl(photo, 'full')} /> : null}
      {children}
    </div>
  )
}

function FullLevel({ source }: { readonly source: string }) {
  const image = useRef<HTMLImageElement>(null)
  const [isDecoded, setIsDecoded] = useState(false)
  useEffect(() => {
    let isWanted = true
    const element = image.current
    element?.decode().then(
      () => isWanted && setIsDecoded(true),
      // The preview stays: a full picture that cannot be had (its drive is off) is no reason to show nothing.
      () => undefined,
    )
    return () => {
      isWanted = false
    }
  }, [])
  return (
    <img
      ref={image}
      className="stage__level"
      src={source}
      alt=""
      aria-hidden
      draggable={false}
      style={{ visibility: isDecoded ? 'inherit' : 'hidden' }}
      data-level={isDecoded ? 'full' : 'loading'}
    />
  )
}
