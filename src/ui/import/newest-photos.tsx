import { useCallQuery } from '../app/call-query.ts'
import { Thumb } from '../parts/thumb.tsx'
import { MOST_NEWEST } from '../../contract/imports.ts'
import './newest-photos.css'

/** As often as photos are written to the catalogue, batch by batch. */
const LOOK_EVERY_MS = 1000

/** The photos that the running import brought in last, newest first; its places are there from the start, so that nothing jumps. */
export function NewestPhotos() {
  const newest = useCallQuery('imports.newest', {}, { refetchMs: LOOK_EVERY_MS })
  const photos = newest.data ?? []
  return (
    // Not read aloud: it changes all the time, and the progress above says how far it is.
    <div className="newest-photos" aria-hidden>
      {Array.from({ length: MOST_NEWEST }, (_, index) => {
        const photo = photos[index]
        return (
          <span key={photo?.id ?? `empty ${index}`} className="newest-photos__place">
            {photo === undefined ? null : <Thumb photo={photo} alt="" />}
          </span>
        )
      })}
    </div>
  )
}
