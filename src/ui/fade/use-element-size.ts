import { useLayoutEffect, useState, type RefObject } from 'react'
import type { Size } from '../../domain/viewer/size.ts'

/** The inner size of an element in CSS pixels, kept up to date; null until it is on the page. */
export function useElementSize(element: RefObject<HTMLElement | null>): Size | null {
  const [size, setSize] = useState<Size | null>(null)
  useLayoutEffect(() => {
    const watched = element.current
    if (watched === null) return undefined
    const measure = (): void => {
      const next = { width: watched.clientWidth, height: watched.clientHeight }
      setSize((now) => (now?.width === next.width && now.height === next.height ? now : next))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(watched)
    return () => observer.disconnect()
  }, [element])
  return size
}
