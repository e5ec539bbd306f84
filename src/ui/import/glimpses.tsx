import { glimpseUrl } from '../../contract/media.ts'
import { Picture } from '../parts/picture.tsx'
import './glimpses.css'

/** What some photos of a previewed folder show, so that a person sees who it is. */
export function Glimpses({ look, files }: { readonly look: string; readonly files: readonly number[] }) {
  return (
    <div className="glimpses" aria-hidden>
      {files.map((file) => (
        <span key={file} className="glimpses__place">
          <Picture source={glimpseUrl(look, file)} alt="" />
        </span>
      ))}
    </div>
  )
}
